package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import wordmill.jobs.Launcher.Outcome;
import wordmill.store.ArtifactId;
import wordmill.store.Checkpoints;
import wordmill.store.Store;

/**
 * word2vec's grid and averaged language models on a real standalone cluster, on one executor and on
 * two, which are killed on the way, as is the driver: the bits are those of one JVM. Replicas are
 * more than executors, and each keeps its updater's state to itself.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StandaloneIT {
  private static final String WORD2VEC = "embeddings";
  private static final String LANGUAGE_MODEL = "language-model";

  @TempDir private static Path folder;
  private static StandaloneCluster cluster;
  private static SortedMap<String, String> expected;

  /** Spark tries a master for a minute, so this begins first and is looked at last. */
  private static CompletableFuture<Outcome> stranger;

  private Process running;

  @BeforeAll
  static void startClusterAndRunInOneJvm() throws Exception {
    cluster = new StandaloneCluster(folder.resolve("cluster"));
    Files.writeString(folder.resolve("text.txt"), SmallText.of(100_000, 400, 2));
    Files.writeString(
        folder.resolve("small.conf"),
        """
        text.input = text.txt
        run.stages = [vocabulary, corpus, word2vec, lm]
        word2vec { vector-size = 16, replicas = 3, threads = 1, epochs = 6, rotations = 6 }
        lm {
          embedding-size = 16, hidden-size = 16, dropout = 0.2
          updater = adam, rate = 0.01, average-updater = false
          replicas = 3, average-every = 10, checkpoint-rounds = 2, epochs = 2
        }
        """);
    Outcome local = run("local", "one-jvm");
    assertThat(local.code()).as(local.err()).isZero();
    expected = Digests.of(folder.resolve("one-jvm"));
    assertThat(expected.keySet()).filteredOn(file -> file.startsWith(WORD2VEC + "/")).hasSize(2);
    assertThat(expected.keySet())
        .filteredOn(file -> file.startsWith(LANGUAGE_MODEL + "/"))
        .hasSize(2)
        .anyMatch(file -> file.endsWith("/weights.safetensors"));
    String profile = cluster.profileOfAStranger().toString();
    stranger = CompletableFuture.supplyAsync(() -> run(profile, "stranger"));
  }

  private static Outcome run(String profile, String store) {
    try {
      return Launcher.runCommand(folder, Map.of(), command(profile, store));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> command(String profile, String store, String... more) {
    List<String> command = new ArrayList<>(List.of(Launcher.SCRIPT.toString()));
    command.addAll(List.of("--profile", profile));
    command.addAll(List.of(more));
    command.addAll(List.of("run", "small.conf", "--set", "store.path=" + store));
    return command;
  }

  @AfterAll
  static void stopCluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @AfterEach
  void stopWhatStillRuns() {
    if (running != null) {
      running.destroyForcibly();
    }
  }

  /** Starts a run on the cluster, and comes back at once. */
  private void start(String store, String... more) throws Exception {
    List<String> command = command(cluster.profile().toString(), store, more);
    running =
        Launcher.start(
            folder,
            Map.of(),
            command,
            folder.resolve(store + ".out"),
            folder.resolve(store + ".err"));
  }

  private String said(String store) throws IOException {
    return Files.readString(folder.resolve(store + ".err"));
  }

  /** Comes back when the started run has saved a checkpoint of an artifact of this kind. */
  private void awaitCheckpoint(String store, String of) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
    while (ids(store, Checkpoints.KIND).stream().noneMatch(id -> id.name().startsWith(of + "-"))) {
      assertThat(running.isAlive()).as(said(store)).isTrue();
      assertThat(System.nanoTime()).as(said(store)).isLessThan(deadline);
      Thread.sleep(2);
    }
  }

  private List<ArtifactId> ids(String store, String of) throws IOException {
    return Store.at(folder.resolve(store).toString(), new Configuration()).list(of);
  }

  private void assertSameBits(String store) throws Exception {
    assertThat(running.waitFor(10, TimeUnit.MINUTES)).as(said(store)).isTrue();
    assertThat(running.exitValue()).as(said(store)).isZero();
    assertThat(Digests.of(folder.resolve(store))).isEqualTo(expected);
  }

  /** Kills one of so many executors before the artifact of this kind is made. */
  private void killAnExecutor(int of, String store, String kind) throws Exception {
    List<ProcessHandle> executors = cluster.executors();
    assertThat(executors).hasSize(of);
    assertThat(executors.get(0).destroyForcibly()).isTrue();
    assertThat(ids(store, kind)).as("done before the kill").isEmpty();
  }

  /** Until the language model begins, executors have nothing of what only networks need. */
  @Test
  @Order(1)
  void anExecutorOfTwoKilledInWord2VecAndInTheLanguageModelChangesNoBit() throws Exception {
    String store = "one-of-two-killed";
    start(store);
    awaitCheckpoint(store, WORD2VEC);
    assertThat(cluster.hasSent("wordmill.jar")).isTrue();
    assertThat(cluster.hasSent("wordmill-networks.jar")).isFalse();
    killAnExecutor(2, store, WORD2VEC);
    awaitCheckpoint(store, LANGUAGE_MODEL);
    assertThat(cluster.hasSent("wordmill-networks.jar")).isTrue();
    killAnExecutor(2, store, LANGUAGE_MODEL);
    assertSameBits(store);
  }

  /** All blocks are gone then, and read from the checkpoint. */
  @Test
  @Order(2)
  void theOnlyExecutorKilledInWord2VecAndInTheLanguageModelChangesNoBit() throws Exception {
    String store = "only-one-killed";
    start(store, "--conf", "spark.cores.max=1");
    for (String kind : List.of(WORD2VEC, LANGUAGE_MODEL)) {
      awaitCheckpoint(store, kind);
      killAnExecutor(1, store, kind);
    }
    assertSameBits(store);
  }

  @Test
  @Order(3)
  void aDriverKilledInWord2VecAndInTheLanguageModelGoesOnToTheSameBits() throws Exception {
    String store = "driver-killed";
    for (String kind : List.of(WORD2VEC, LANGUAGE_MODEL)) {
      start(store);
      awaitCheckpoint(store, kind);
      running.destroyForcibly().waitFor(); // kill -9 of the driver, which the launcher has become
      assertThat(ids(store, kind)).as("done before the kill").isEmpty();
    }
    assertThat(said(store)).containsPattern(" resumed=\\S+ sub-round=\\d+ of=");
    start(store);
    assertSameBits(store);
    assertThat(said(store)).containsPattern(" resumed=\\S+ .*round=\\d+ of=");
  }

  @Test
  @Order(4)
  void aWrongSecretIsRefusedInOneSentence() throws Exception {
    Outcome outcome = stranger.get();
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(69);
    assertThat(outcome.err())
        .contains("wordmill: the cluster at spark://127.0.0.1:")
        .doesNotContain("\tat ", "a-wrong-one");
  }
}
