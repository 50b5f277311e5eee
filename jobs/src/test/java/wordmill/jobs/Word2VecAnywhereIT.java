package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.jobs.Launcher.Outcome;
import wordmill.store.Store;

/**
 * The bits of word2vec's grid, made in one JVM, on one and two executors, and with executors and
 * driver killed on the way. Executors are processes of a {@code local-cluster}.
 */
class Word2VecAnywhereIT {
  private static final String EXECUTOR = "CoarseGrainedExecutorBackend";

  @TempDir private static Path folder;
  private static Path script;
  private static SortedMap<String, String> expected;
  private Process running;

  @BeforeAll
  static void runInOneJvm() throws Exception {
    Random random = new Random(2);
    StringBuilder text = new StringBuilder();
    for (int token = 0; token < 100_000; token++) {
      double share = random.nextDouble();
      text.append('w').append((int) (400 * share * share));
      text.append(token % 10 == 9 ? '\n' : ' ');
    }
    Files.writeString(folder.resolve("text.txt"), text);
    Files.writeString(
        folder.resolve("small.conf"),
        """
        text.input = text.txt
        run.stages = [vocabulary, corpus, word2vec]
        word2vec { vector-size = 16, replicas = 3, threads = 1, epochs = 6, rotations = 6 }
        """);
    script = checkout(folder.resolve("checkout"));
    Outcome local = run("local", "one-jvm");
    assertThat(local.code()).as(local.err()).isZero();
    expected = Digests.of(folder.resolve("one-jvm"));
    assertThat(expected.keySet()).filteredOn(file -> file.startsWith("embeddings/")).hasSize(2);
  }

  /** A checkout with profiles for one and two executors; what executors leave lies in it, too. */
  private static Path checkout(Path checkout) throws IOException {
    Path copied = Launcher.copyTo(checkout);
    Path target = Files.createDirectories(checkout.resolve("jobs/target/spark-home")).getParent();
    Path built = Launcher.HOME.resolve("jobs/target");
    Files.createSymbolicLink(target.resolve("spark-home/jars"), built.resolve("spark-home/jars"));
    Files.copy(built.resolve("wordmill.jar"), target.resolve("wordmill.jar"));
    // An empty archive is not used, and while it is newer than the jar no other is made.
    Files.createFile(target.resolve("wordmill.jsa"));
    String javaOptions;
    try (Stream<String> lines = Files.lines(checkout.resolve("deploy/spark/java-options"))) {
      javaOptions = lines.filter(line -> line.startsWith("-")).collect(Collectors.joining(" "));
    }
    for (int executors : new int[] {1, 2}) {
      Files.writeString(
          checkout.resolve("deploy/spark/executors-" + executors + ".properties"),
          """
          spark.master                    local-cluster[%d,1,1024]
          spark.driver.memory             1g
          spark.driver.host               127.0.0.1
          spark.driver.bindAddress        127.0.0.1
          spark.ui.enabled                false
          spark.executor.extraJavaOptions %s
          spark.locality.wait             0
          """
              .formatted(executors, javaOptions));
    }
    return copied;
  }

  private static Outcome run(String profile, String store) throws Exception {
    return Launcher.runCommand(folder, Map.of(), command(profile, store));
  }

  private static List<String> command(String profile, String store) {
    return List.of(
        script.toString(),
        "--profile",
        profile,
        "run",
        "small.conf",
        "--set",
        "store.path=" + store);
  }

  /** Starts a run, and comes back when word2vec has saved a checkpoint. */
  private void startUntilCheckpoint(String profile, String store) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command(profile, store))
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(folder.resolve(store + ".err").toFile());
    builder.environment().remove("SPARK_HOME");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    running = builder.start();
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (!hasManifest(store, "checkpoints")) {
      assertThat(running.isAlive()).as(said(store)).isTrue();
      assertThat(System.nanoTime()).as(said(store)).isLessThan(deadline);
      Thread.sleep(2);
    }
  }

  private static String said(String store) throws IOException {
    return Files.readString(folder.resolve(store + ".err"));
  }

  private static boolean hasManifest(String store, String kind) throws IOException {
    return !Store.at(folder.resolve(store).toString(), new Configuration()).list(kind).isEmpty();
  }

  @AfterEach
  void stopWhatStillRuns() {
    if (running != null) {
      running.descendants().forEach(ProcessHandle::destroyForcibly);
      running.destroyForcibly();
    }
  }

  @Test
  void oneExecutorMakesTheSameBits() throws Exception {
    Outcome outcome = run("executors-1", "one-executor");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(Digests.of(folder.resolve("one-executor"))).isEqualTo(expected);
  }

  @Test
  void twoExecutorsMakeTheSameBits() throws Exception {
    Outcome outcome = run("executors-2", "two-executors");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(Digests.of(folder.resolve("two-executors"))).isEqualTo(expected);
  }

  @Test
  void anExecutorKilledOfTwoChangesNoBit() throws Exception {
    assertKilledExecutorChangesNoBit("executors-2", "one-killed-of-two");
  }

  /** All blocks are gone then, and read from the checkpoint. */
  @Test
  void theOnlyExecutorKilledChangesNoBit() throws Exception {
    assertKilledExecutorChangesNoBit("executors-1", "the-only-one-killed");
  }

  private void assertKilledExecutorChangesNoBit(String profile, String store) throws Exception {
    startUntilCheckpoint(profile, store);
    // A child of our own driver's JVM, so it is no other run's.
    ProcessHandle executor =
        running
            .descendants()
            .filter(child -> child.info().commandLine().orElse("").contains(EXECUTOR))
            .findFirst()
            .orElseThrow();
    assertThat(executor.destroyForcibly()).isTrue();
    assertThat(hasManifest(store, "embeddings")).as("done before the kill").isFalse();
    assertThat(running.waitFor(3, TimeUnit.MINUTES)).as(said(store)).isTrue();
    assertThat(running.exitValue()).as(said(store)).isZero();
    assertThat(Digests.of(folder.resolve(store))).isEqualTo(expected);
  }

  @Test
  void aKilledDriverGoesOnFromItsCheckpointToTheSameBits() throws Exception {
    startUntilCheckpoint("local", "driver-killed");
    running.destroyForcibly().waitFor(); // the launcher has become the JVM: this is kill -9 of it
    assertThat(hasManifest("driver-killed", "embeddings")).as("done before the kill").isFalse();
    Outcome again = run("local", "driver-killed");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.err()).contains(" resumed=").contains(" sub-round=");
    assertThat(Digests.of(folder.resolve("driver-killed"))).isEqualTo(expected);
  }
}
