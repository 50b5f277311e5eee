package wordmill.word2vec;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import wordmill.random.Seeds;
import wordmill.store.ArtifactFolder;
import wordmill.store.StageResult;

/** The stage {@code word2vec}. */
public final class SparkWord2Vec {
  private SparkWord2Vec() {}

  /**
   * Trains and writes {@code part-*.parquet}, the input vectors as every embeddings artifact has
   * them, and {@code output-*.parquet}, the output vectors in the same form, for warm starts.
   */
  public static StageResult train(
      JavaSparkContext sc,
      TrainingInput input,
      Word2VecOptions options,
      Seeds seeds,
      TrainingProgress.Watcher watcher,
      ArtifactFolder out)
      throws IOException {
    if (options.epochs() > 0) {
      throw new UnsupportedOperationException("not yet");
    }
    return new StageResult(List.of(), new TreeMap<>());
  }
}
