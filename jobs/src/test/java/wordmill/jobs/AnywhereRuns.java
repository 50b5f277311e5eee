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
import wordmill.jobs.Launcher.Outcome;
import wordmill.store.ArtifactId;
import wordmill.store.Checkpoints;
import wordmill.store.Store;

/**
 * Runs one configuration in one JVM, on one and two executors, and with executors and driver killed
 * on the way. Executors are processes of a {@code local-cluster}.
 */
final class AnywhereRuns {
  private static final String EXECUTOR = "CoarseGrainedExecutorBackend";

  private final Path folder;
  private final String kind;
  private final Path script;
  private final SortedMap<String, String> expected;
  private Process running;

  /**
   * Writes a text and a configuration, and makes what all others are compared with, in one JVM.
   *
   * @param folder where all of it lies
   * @param kind of the artifact that checkpoints are of, made last
   * @param configuration of a text of 100,000 tokens, {@code text.txt}
   */
  AnywhereRuns(Path folder, String kind, String configuration) throws Exception {
    this.folder = folder;
    this.kind = kind;
    Random random = new Random(2);
    StringBuilder text = new StringBuilder();
    for (int token = 0; token < 100_000; token++) {
      double share = random.nextDouble();
      text.append('w').append((int) (400 * share * share));
      text.append(token % 10 == 9 ? '\n' : ' ');
    }
    Files.writeString(folder.resolve("text.txt"), text);
    Files.writeString(folder.resolve("small.conf"), configuration);
    script = checkout(folder.resolve("checkout"));
    Outcome local = run("local", "one-jvm");
    assertThat(local.code()).as(local.err()).isZero();
    expected = Digests.of(folder.resolve("one-jvm"));
  }

  /** SHA-256 by file of what one JVM made. */
  SortedMap<String, String> expected() {
    return expected;
  }

  /** A checkout with profiles for one and two executors; what executors leave lies in it, too. */
  private static Path checkout(Path checkout) throws IOException {
    Path copied = Launcher.copyTo(checkout);
    Path target = Files.createDirectories(checkout.resolve("jobs/target/spark-home")).getParent();
    Path built = Launcher.HOME.resolve("jobs/target");
    Files.createSymbolicLink(target.resolve("spark-home/jars"), built.resolve("spark-home/jars"));
    Launcher.copyJars(target);
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

  Outcome run(String profile, String store) throws Exception {
    return Launcher.runCommand(folder, Map.of(), command(profile, store));
  }

  private List<String> command(String profile, String store) {
    return List.of(
        script.toString(),
        "--profile",
        profile,
        "run",
        "small.conf",
        "--set",
        "store.path=" + store);
  }

  /** Starts a run, and comes back when it has saved a checkpoint. */
  private void startUntilCheckpoint(String profile, String store) throws Exception {
    start(profile, store);
    awaitCheckpoint(store, "");
  }

  /** Starts a run, and comes back at once. */
  void start(String profile, String store) throws Exception {
    Path out = folder.resolve(store + ".out");
    Path err = folder.resolve(store + ".err");
    running = Launcher.start(folder, Map.of(), command(profile, store), out, err);
  }

  /** Comes back when the started run has saved a checkpoint of an artifact of this kind. */
  void awaitCheckpoint(String store, String of) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
    while (ids(store, Checkpoints.KIND).stream().noneMatch(id -> id.name().startsWith(of))) {
      assertThat(running.isAlive()).as(said(store)).isTrue();
      assertThat(System.nanoTime()).as(said(store)).isLessThan(deadline);
      Thread.sleep(2);
    }
  }

  private String said(String store) throws IOException {
    return Files.readString(folder.resolve(store + ".err"));
  }

  private boolean hasManifest(String store, String of) throws IOException {
    return !ids(store, of).isEmpty();
  }

  private List<ArtifactId> ids(String store, String of) throws IOException {
    return Store.at(folder.resolve(store).toString(), new Configuration()).list(of);
  }

  /** Waits for the started run's end, and holds what it made against the bits of one JVM. */
  void assertRunningMakesTheSameBits(String store) throws Exception {
    assertThat(running.waitFor(10, TimeUnit.MINUTES)).as(said(store)).isTrue();
    assertThat(running.exitValue()).as(said(store)).isZero();
    assertThat(Digests.of(folder.resolve(store))).isEqualTo(expected);
  }

  /** Ends the started run by kill -9 of its driver, which the launcher has become. */
  void killDriver() throws InterruptedException {
    running.destroyForcibly().waitFor();
  }

  /** Ends a run that a failed test has left. */
  void stopWhatStillRuns() {
    if (running != null) {
      running.descendants().forEach(ProcessHandle::destroyForcibly);
      running.destroyForcibly();
    }
  }

  /** On one or two executors. */
  void assertExecutorsMakeTheSameBits(int executors) throws Exception {
    String store = "executors-" + executors;
    Outcome outcome = run("executors-" + executors, store);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(Digests.of(folder.resolve(store))).isEqualTo(expected);
  }

  /** One of one or two executors dies after the first checkpoint. */
  void assertKilledExecutorChangesNoBit(int executors) throws Exception {
    String store = "killed-of-" + executors;
    startUntilCheckpoint("executors-" + executors, store);
    // A child of our own driver's JVM, so it is no other run's.
    ProcessHandle executor =
        running
            .descendants()
            .filter(child -> Arguments.of(child).contains(EXECUTOR))
            .findFirst()
            .orElseThrow();
    assertThat(executor.destroyForcibly()).isTrue();
    assertThat(hasManifest(store, kind)).as("done before the kill").isFalse();
    assertRunningMakesTheSameBits(store);
  }

  /**
   * The driver is killed after the first checkpoint and the same run starts again.
   *
   * @return what it says on the way
   */
  String assertKilledDriverGoesOnToTheSameBits() throws Exception {
    startUntilCheckpoint("local", "driver-killed");
    killDriver();
    assertThat(hasManifest("driver-killed", kind)).as("done before the kill").isFalse();
    Outcome again = run("local", "driver-killed");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(Digests.of(folder.resolve("driver-killed"))).isEqualTo(expected);
    return again.err();
  }
}
