package wordmill.jobs;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import wordmill.config.Settings;
import wordmill.embeddings.EmbeddingsOptions;
import wordmill.embeddings.SparkEmbeddings;
import wordmill.store.StageResult;

/** Singular vectors to word vectors. */
final class SparkEmbeddingsJob implements Job {
  @Override
  public String name() {
    return VectorsSource.SVD.stage();
  }

  @Override
  public String artifactName(String run) {
    return VectorsSource.SVD.artifactName(run);
  }

  @Override
  public List<String> inputs() {
    return List.of("svd", "vocabulary");
  }

  @Override
  public SortedMap<String, String> settings(Settings settings) {
    return new TreeMap<>(settings.section("embeddings"));
  }

  @Override
  public void check(Settings settings) {
    EmbeddingsOptions.from(settings);
  }

  @Override
  public StageResult run(Work work) throws IOException {
    return SparkEmbeddings.fromSvd(
        work.spark().get().context(),
        work.input("svd"),
        work.vocabulary(),
        EmbeddingsOptions.from(work.settings()),
        work.out());
  }

  /** The vocabulary at 50 bytes a word; 4 bytes a value and 12 a word in the files. */
  @Override
  public Estimate estimate(Settings settings, Sizes sizes) {
    return new Estimate(
        50 * sizes.words(), 0, sizes.words() * (4L * settings.integer("svd.rank") + 12));
  }
}
