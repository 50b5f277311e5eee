package wordmill.vocab;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import wordmill.store.ArtifactFolder;
import wordmill.store.StageResult;
import wordmill.text.TextOptions;

/** Stub. */
public final class SparkVocabulary {
  private SparkVocabulary() {}

  public static StageResult build(
      JavaSparkContext sc, TextOptions text, VocabularyOptions options, ArtifactFolder out)
      throws IOException {
    return new StageResult(List.of(), new TreeMap<>());
  }
}
