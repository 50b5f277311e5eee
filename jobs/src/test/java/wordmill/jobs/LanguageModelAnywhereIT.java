package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bits of averaged language models, wherever they are made; see {@link AnywhereRuns}. */
class LanguageModelAnywhereIT {
  @TempDir private static Path folder;
  private static AnywhereRuns runs;

  @BeforeAll
  static void runInOneJvm() throws Exception {
    runs =
        new AnywhereRuns(
            folder,
            "language-model",
            """
            text.input = text.txt
            run.stages = [vocabulary, corpus, lm]
            lm {
              embedding-size = 16, hidden-size = 16, dropout = 0.2
              replicas = 2, average-every = 10, checkpoint-rounds = 2, epochs = 2
            }
            """);
    assertThat(runs.expected().keySet())
        .filteredOn(file -> file.startsWith("language-model/"))
        .hasSize(2)
        .anyMatch(file -> file.endsWith("/weights.safetensors"));
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

  @Test
  void aKilledDriverGoesOnFromItsCheckpointToTheSameBits() throws Exception {
    assertThat(runs.assertKilledDriverGoesOnToTheSameBits())
        .contains(" resumed=")
        .containsPattern(" round=\\d+ of=");
  }
}
