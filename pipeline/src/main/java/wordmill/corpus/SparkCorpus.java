package wordmill.corpus;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import wordmill.store.ArtifactFolder;
import wordmill.store.StageResult;
import wordmill.text.TextOptions;
import wordmill.vocab.Vocabulary;
import wordmill.vocab.VocabularyOptions;

/** Stub. */
public final class SparkCorpus {
  private SparkCorpus() {}

  public static StageResult encode(
      JavaSparkContext sc,
      TextOptions text,
      Vocabulary vocabulary,
      VocabularyOptions options,
      ArtifactFolder out)
      throws IOException {
    return new StageResult(List.of(), new TreeMap<>());
  }
}
