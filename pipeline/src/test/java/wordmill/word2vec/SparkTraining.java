package wordmill.word2vec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import wordmill.SharedSpark;
import wordmill.embeddings.EmbeddingsFormat;
import wordmill.random.Seeds;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.ArtifactId;
import wordmill.store.Checkpoints;
import wordmill.store.DataFile;
import wordmill.store.Recipe;
import wordmill.store.StageResult;
import wordmill.store.Store;
import wordmill.store.TableReader;

/** Runs the stage for tests and reads what it wrote. */
final class SparkTraining {
  static final Seeds SEEDS = new Seeds(17);

  private final Path folder;

  /**
   * @param folder for artifacts and checkpoints
   */
  SparkTraining(Path folder) {
    this.folder = folder;
  }

  /** A corpus in two files with its vocabulary. */
  TrainingInput input(List<int[]> sentences, int words) throws IOException {
    Artifact corpus = Corpora.write(sentences, 2, fresh("corpus"));
    return new TrainingInput(corpus, Corpora.vocabulary(sentences, words), Optional.empty());
  }

  static TrainingInput from(TrainingInput input, Artifact start) {
    return new TrainingInput(input.corpus(), input.vocabulary(), Optional.of(start));
  }

  /** From the first token to the last, its checkpoints being nobody else's. */
  Artifact train(TrainingInput input, Word2VecOptions options) throws IOException {
    return train(input, options, checkpoints(), progress -> {});
  }

  Artifact train(
      TrainingInput input,
      Word2VecOptions options,
      Checkpoints checkpoints,
      TrainingProgress.Watcher watcher)
      throws IOException {
    ArtifactFolder out = Corpora.folder(fresh("vectors"));
    StageResult result =
        SparkWord2Vec.train(
            SharedSpark.context(), input, options, SEEDS, checkpoints, watcher, out);
    return new Artifact(out, result.files(), result.metrics());
  }

  /** Of a store that is empty. */
  Checkpoints checkpoints() {
    Recipe recipe = new Recipe("word2vec", 1, new TreeMap<>(), Optional.of(17L), List.of());
    return new Checkpoints(
        Store.at(fresh("store").toString(), new Configuration()),
        new ArtifactId("embeddings", "tiny-word2vec", "v1"),
        recipe,
        "tiny");
  }

  private Path fresh(String name) {
    return folder.resolve(name + System.nanoTime());
  }

  /** By word, in the order of the files. */
  static Map<String, float[]> inputVectors(Artifact trained) throws IOException {
    return vectors(trained, "part-");
  }

  static Map<String, float[]> outputVectors(Artifact trained) throws IOException {
    return vectors(trained, "output-");
  }

  private static Map<String, float[]> vectors(Artifact trained, String prefix) throws IOException {
    Map<String, float[]> vectors = new LinkedHashMap<>();
    for (DataFile file : trained.files(prefix)) {
      try (TableReader table = trained.folder().readTable(file, EmbeddingsFormat.SCHEMA)) {
        while (table.next()) {
          vectors.put(table.text(0), table.floats(1));
        }
      }
    }
    return vectors;
  }
}
