package wordmill.ppmi;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.StageResult;

/** Stub. */
public final class SparkPpmi {
  private SparkPpmi() {}

  public static StageResult weigh(
      JavaSparkContext sc, Artifact cooccurrence, PpmiOptions options, ArtifactFolder out)
      throws IOException {
    return new StageResult(List.of(), new TreeMap<>());
  }
}
