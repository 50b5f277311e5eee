package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bits of word2vec's grid, wherever they are made; see {@link AnywhereRuns}. */
class Word2VecAnywhereIT {
  @TempDir private static Path folder;
  private static AnywhereRuns runs;

  @BeforeAll
  static void runInOneJvm() throws Exception {
    runs =
        new AnywhereRuns(
            folder,
            "embeddings",
            """
            text.input = text.txt
            run.stages = [vocabulary, corpus, word2vec]
            word2vec { vector-size = 16, replicas = 3, threads = 1, epochs = 6, rotations = 6 }
            """);
    assertThat(runs.expected().keySet())
        .filteredOn(file -> file.startsWith("embeddings/"))
        .hasSize(2);
  }

  @AfterEach
  void stopWhatStillRuns() {
    runs.stopWhatStillRuns();
  }

  @Test
  void oneExecutorMakesTheSameBits() throws Exception {
    runs.assertExecutorsMakeTheSameBits(1);
  }

  @Test
  void anExecutorKilledOfTwoChangesNoBit() throws Exception {
    runs.assertKilledExecutorChangesNoBit(2);
  }

  /** All blocks are gone then, and read from the checkpoint. */
  @Test
  void theOnlyExecutorKilledChangesNoBit() throws Exception {
    runs.assertKilledExecutorChangesNoBit(1);
  }

  @Test
  void aKilledDriverGoesOnFromItsCheckpointToTheSameBits() throws Exception {
    assertThat(runs.assertKilledDriverGoesOnToTheSameBits())
        .contains(" resumed=")
        .contains(" sub-round=");
  }
}
