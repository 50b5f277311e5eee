package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import wordmill.jobs.Launcher.Outcome;

/** Runs on a real standalone cluster, whose executors and whose driver are killed on the way. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StandaloneIT {
  private static final String WORD2VEC = "embeddings-";
  private static final String LANGUAGE_MODEL = "language-model-";

  @TempDir private static Path folder;
  private static AnywhereRuns runs;
  private static StandaloneCluster cluster;

  /** Spark tries a master for a minute, so this begins first and is looked at last. */
  private static CompletableFuture<Outcome> stranger;

  @BeforeAll
  static void startClusterAndRunInOneJvm() throws Exception {
    cluster = new StandaloneCluster(folder.resolve("cluster"));
    runs =
        new AnywhereRuns(
            folder,
            "language-model",
            """
            text.input = text.txt
            run.stages = [vocabulary, corpus, word2vec, lm]
            word2vec { vector-size = 16, replicas = 3, threads = 1, epochs = 6, rotations = 6 }
            lm {
              embedding-size = 16, hidden-size = 16, dropout = 0.2
              replicas = 2, average-every = 10, checkpoint-rounds = 2, epochs = 2
            }
            """);
    String profile = cluster.profileOfAStranger().toString();
    stranger = CompletableFuture.supplyAsync(() -> run(profile, "stranger"));
  }

  private static Outcome run(String profile, String store) {
    try {
      return runs.run(profile, store);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @AfterAll
  static void stopCluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @AfterEach
  void stopWhatStillRuns() {
    runs.stopWhatStillRuns();
  }

  private static String profile() throws Exception {
    return cluster.profile().toString();
  }

  /** Until the language model begins, executors have nothing of what only networks need. */
  @Test
  @Order(1)
  void executorsKilledInWord2VecAndInTheLanguageModelChangeNoBit() throws Exception {
    runs.start(profile(), "executors-killed");
    runs.awaitCheckpoint("executors-killed", WORD2VEC);
    assertThat(cluster.hasSent("wordmill.jar")).isTrue();
    assertThat(cluster.hasSent("wordmill-networks.jar")).isFalse();
    assertThat(cluster.executors().get(0).destroyForcibly()).isTrue();
    runs.awaitCheckpoint("executors-killed", LANGUAGE_MODEL);
    assertThat(cluster.hasSent("wordmill-networks.jar")).isTrue();
    assertThat(cluster.executors().get(0).destroyForcibly()).isTrue();
    runs.assertRunningMakesTheSameBits("executors-killed");
  }

  @Test
  @Order(2)
  void aDriverKilledInWord2VecAndInTheLanguageModelGoesOnToTheSameBits() throws Exception {
    for (String stage : new String[] {WORD2VEC, LANGUAGE_MODEL}) {
      runs.start(profile(), "driver-killed");
      runs.awaitCheckpoint("driver-killed", stage);
      runs.killDriver();
    }
    runs.start(profile(), "driver-killed");
    runs.assertRunningMakesTheSameBits("driver-killed");
  }

  @Test
  @Order(3)
  void aWrongSecretIsRefusedInOneSentence() throws Exception {
    Outcome outcome = stranger.get();
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(69);
    assertThat(outcome.err())
        .contains("wordmill: the cluster at spark://127.0.0.1:")
        .doesNotContain("\tat ", "a-wrong-one");
  }
}
