package wordmill.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import wordmill.embeddings.Embeddings;
import wordmill.store.HadoopConf;

/** Stub: scores by question file. */
public record Evaluation(List<SimilarityScore> similarity, List<AnalogyScore> analogies) {
  public static Evaluation of(Embeddings embeddings, EvaluateOptions options, HadoopConf hadoop)
      throws IOException {
    List<SimilarityScore> similarity = new ArrayList<>();
    for (String path : options.similarity()) {
      similarity.add(SimilarityScore.of(SimilarityFile.read(new Path(path), hadoop), embeddings));
    }
    List<AnalogyScore> analogies = new ArrayList<>();
    for (String path : options.analogies()) {
      analogies.add(
          AnalogyScorer.score(
              AnalogyFile.read(new Path(path), hadoop), embeddings, options.restrict()));
    }
    return new Evaluation(similarity, analogies);
  }
}
