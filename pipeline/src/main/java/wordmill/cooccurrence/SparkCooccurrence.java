package wordmill.cooccurrence;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.StageResult;
import wordmill.vocab.Vocabulary;

/** Stub. */
public final class SparkCooccurrence {
  private SparkCooccurrence() {}

  public static StageResult count(
      JavaSparkContext sc,
      Artifact corpus,
      Vocabulary vocabulary,
      CooccurrenceOptions options,
      ArtifactFolder out)
      throws IOException {
    return new StageResult(List.of(), new TreeMap<>());
  }
}
