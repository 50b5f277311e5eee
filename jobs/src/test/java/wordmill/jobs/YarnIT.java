package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import wordmill.jobs.Launcher.Outcome;
import wordmill.store.Store;

/**
 * The launcher's profile {@code yarn} against a real YARN and HDFS, with small memory. All tests
 * share one store, so only what a test deletes is made again.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class YarnIT {
  private static final String SECRET = "not-to-be-seen";
  private static final String EXECUTOR = "YarnCoarseGrainedExecutorBackend";
  private static final String DRIVER = "org.apache.spark.deploy.yarn.ApplicationMaster";

  @TempDir private static Path folder;
  private static MiniCluster cluster;
  private static FileSystem hdfs;
  private static Store store;
  private static SortedMap<String, String> expected;

  @BeforeAll
  static void runInOneJvmWhileTheClusterStarts() throws Exception {
    cluster = MiniCluster.start(Files.createDirectory(folder.resolve("cluster")));
    String text = SmallText.of(60_000, 400, 2);
    Files.writeString(folder.resolve("text.txt"), text);
    Files.writeString(
        folder.resolve("small.conf"),
        """
        run { name = small, version = "1", stages = [vocabulary, corpus, word2vec, lm] }
        text.input = text.txt
        store.path = store
        word2vec { vector-size = 16, replicas = 2, threads = 1, epochs = 6, rotations = 6 }
        lm {
          embedding-size = 16, hidden-size = 16, replicas = 2
          average-every = 10, checkpoint-rounds = 2, epochs = 1
        }
        """);
    Outcome local = Launcher.run(folder, Map.of(), "run", "small.conf");
    assertThat(local.code()).as(local.err()).isZero();
    expected = Digests.of(folder.resolve("store"));
    cluster.awaitReady();
    Files.writeString(folder.resolve("yarn.properties"), profile());
    hdfs = FileSystem.get(cluster.hadoop());
    store = Store.at(hdfs.getUri() + "/store", cluster.hadoop());
    write("/text.txt", text);
  }

  /** The profile of this checkout, with less memory, nothing to upload, and all on one machine. */
  private static String profile() throws IOException {
    return Files.readString(Launcher.HOME.resolve("deploy/spark/yarn.properties"))
            .replaceAll("(?m)^(spark\\.\\w+\\.memory(?:Overhead)?) .*", "$1 640m")
            .replace("maxbytes=2g", "maxbytes=256m")
        + """
        spark.yarn.jars local:%s/jobs/target/spark-home/jars/*
        spark.yarn.appMasterEnv.SPARK_LOCAL_IP 127.0.0.1
        spark.executorEnv.SPARK_LOCAL_IP 127.0.0.1
        spark.ui.enabled false
        spark.hadoop.fs.s3a.secret.key %s
        """
            .formatted(Launcher.HOME, SECRET);
  }

  private static void write(String path, String text) throws IOException {
    try (FSDataOutputStream out = hdfs.create(new org.apache.hadoop.fs.Path(path))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @AfterAll
  static void stop() throws IOException {
    if (hdfs != null) {
      hdfs.close();
    }
    cluster.close();
  }

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void stopWhatStillRuns() {
    started.forEach(Process::destroyForcibly);
  }

  /** A launcher at work. */
  private record Running(Process process, Path out, Path err) {
    String said() throws IOException {
      return Files.readString(err);
    }
  }

  private Running start(Path conf, String... more) throws IOException {
    Path out = Files.createTempFile(folder, "run", ".out");
    Path err = Files.createTempFile(folder, "run", ".err");
    List<String> command =
        new ArrayList<>(
            List.of(Launcher.SCRIPT.toString(), "--profile", "./yarn.properties", "run"));
    command.addAll(
        List.of(
            "small.conf", "--set", "text.input=/text.txt", "--set", "store.path=" + store.root()));
    for (String setting : more) {
      command.addAll(List.of("--set", setting));
    }
    Map<String, String> environment =
        Map.of("HADOOP_CONF_DIR", conf.toString(), "SPARK_LOCAL_IP", "127.0.0.1");
    Process process = Launcher.start(folder, environment, command, out, err);
    started.add(process);
    return new Running(process, out, err);
  }

  /**
   * Waits for its end; on the way no process's arguments show the secret, nor does what it says.
   */
  private Outcome end(Running running) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(8);
    while (!running.process().waitFor(500, TimeUnit.MILLISECONDS)) {
      StringBuilder arguments = new StringBuilder(cluster.arguments());
      running.process().descendants().map(Arguments::of).forEach(arguments::append);
      assertThat(arguments.toString()).doesNotContain(SECRET);
      assertThat(System.nanoTime()).as(running.said()).isLessThan(deadline);
    }
    Outcome outcome =
        new Outcome(running.process().exitValue(), Files.readString(running.out()), running.said());
    assertThat(outcome.out() + outcome.err()).doesNotContain(SECRET);
    return outcome;
  }

  private Outcome run(String... more) throws Exception {
    return end(start(cluster.conf(), more));
  }

  private void assertDone(Outcome outcome) throws IOException {
    assertThat(outcome.code()).as(outcome.err() + cluster.logs().tails()).isZero();
    assertThat(Digests.of(store)).isEqualTo(expected);
  }

  private static void delete(String kind) throws IOException {
    hdfs.delete(new org.apache.hadoop.fs.Path(store.root(), kind), true);
  }

  /** Comes back when the stage that makes this kind has saved a checkpoint. */
  private static void awaitCheckpoint(Running running, String kind) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
    while (store.list("checkpoints").stream().noneMatch(id -> id.name().startsWith(kind))) {
      assertThat(running.process().isAlive()).as(running.said()).isTrue();
      if (System.nanoTime() > deadline) {
        fail(running.said() + cluster.logs().tails());
      }
      Thread.sleep(20);
    }
  }

  @Test
  @Order(1)
  void aRunWhoseNameNodeIsAwayForHalfAMinuteMakesTheBitsOfOneJvm() throws Exception {
    Running running = start(cluster.conf());
    awaitCheckpoint(running, "embeddings");
    assertThat(store.list("embeddings")).as("done before the stop").isEmpty();
    cluster.stopNameNode();
    assertThat(running.process().waitFor(30, TimeUnit.SECONDS)).as(running.said()).isFalse();
    cluster.startNameNode();
    Outcome outcome = end(running);
    assertDone(outcome);
    assertThat(outcome.err()).contains("word2vec: started", "lm: done in ");
    assertThat(outcome.out().lines().filter(line -> line.contains(" made "))).hasSize(4);
    assertThat(cluster.applications()).isOne();
    assertThat(cluster.logs().all())
        .contains("Final app status: SUCCEEDED")
        .doesNotContain("Final app status: FAILED")
        .doesNotContain(SECRET);
  }

  @Test
  @Order(2)
  void theSameRunAgainKeepsAllAndSubmitsNothing() throws Exception {
    long before = cluster.applications();
    Outcome outcome = run();
    assertDone(outcome);
    assertThat(outcome.out().lines().filter(line -> line.contains(" kept "))).hasSize(4);
    assertThat(cluster.applications()).isEqualTo(before);
  }

  /** The driver's lease is made that of another machine, so that no dead process id helps. */
  @Test
  @Order(3)
  void aKilledExecutorAndThenAKilledDriverChangeNoBit() throws Exception {
    delete("embeddings");
    delete("language-model");
    Running running = start(cluster.conf());
    awaitCheckpoint(running, "embeddings");
    assertThat(cluster.container(EXECUTOR).orElseThrow().destroyForcibly()).isTrue();
    assertThat(store.list("embeddings")).as("done before the kill").isEmpty();
    awaitCheckpoint(running, "language-model");
    assertThat(cluster.container(DRIVER).orElseThrow().destroyForcibly()).isTrue();
    assertThat(store.list("language-model")).as("done before the kill").isEmpty();
    moveLease("/store/language-model/small/1/_lease.json");
    Outcome outcome = end(running);
    assertDone(outcome);
    assertThat(outcome.err()).contains("the cluster has started the driver again");
    assertThat(outcome.out())
        .containsPattern("lm +made")
        .containsPattern("word2vec +made")
        .containsPattern("corpus +kept");
    assertThat(cluster.logs().all()).containsPattern(" resumed=\\S*/checkpoints/language-model-");
  }

  private static void moveLease(String path) throws IOException {
    String lease;
    try (var in = hdfs.open(new org.apache.hadoop.fs.Path(path))) {
      lease = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    write(path, lease.replaceFirst("\"host\" : \"", "\"host\" : \"not-"));
  }

  @Test
  @Order(4)
  void whatIsWrongIsRefusedBeforeAnythingIsSubmitted() throws Exception {
    long before = cluster.applications();
    assertRefused(run("text.input=/not-there.txt"), "/not-there.txt");
    assertRefused(run("word2vec.window=0"), "word2vec.window must be ");
    assertThat(cluster.applications()).isEqualTo(before);
  }

  private static void assertRefused(Outcome outcome, String word) {
    assertEnds(outcome, 2, word);
  }

  private static void assertEnds(Outcome outcome, int code, String word) {
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(code);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines().filter(line -> line.startsWith("wordmill: ")))
        .singleElement()
        .asString()
        .contains(word);
    assertThat(outcome.err()).doesNotContain("\tat ");
  }

  /** One run's text goes when it is submitted, the other's is bad where only tasks look. */
  @Test
  @Order(5)
  void theDriversSentenceAndExitCodeComeBack() throws Exception {
    write("/gone.txt", "a b c\n".repeat(100));
    try (FSDataOutputStream out = hdfs.create(new org.apache.hadoop.fs.Path("/bad.txt"))) {
      out.write("a b c\n".repeat(100).getBytes(StandardCharsets.UTF_8));
      out.write(new byte[] {'a', ' ', (byte) 0xff, '\n'});
    }
    Running gone = start(cluster.conf(), "run.name=gone", "text.input=/gone.txt");
    Running bad = start(cluster.conf(), "run.name=bad", "text.input=/bad.txt", "text.invalid=fail");
    while (!hdfs.exists(new org.apache.hadoop.fs.Path(store.root(), "runs/gone"))) {
      assertThat(gone.process().isAlive()).as(gone.said()).isTrue();
      Thread.sleep(20);
    }
    hdfs.delete(new org.apache.hadoop.fs.Path("/gone.txt"), false);
    assertRefused(end(gone), "/gone.txt");
    assertRefused(end(bad), "/bad.txt");
  }

  @Test
  @Order(6)
  void aClusterThatDoesNotAnswerIsToldInTime() throws Exception {
    Path conf = Files.createDirectory(folder.resolve("closed"));
    for (String file : List.of("core-site.xml", "hdfs-site.xml", "yarn-site.xml")) {
      String site = Files.readString(cluster.conf().resolve(file));
      // Nothing listens on port 9 of this machine.
      Files.writeString(
          conf.resolve(file), file.startsWith("yarn") ? site.replaceAll(":\\d+<", ":9<") : site);
    }
    long started = System.nanoTime();
    assertEnds(end(start(conf, "run.name=closed")), 69, "ResourceManager does not answer");
    assertThat(System.nanoTime() - started).isLessThan(TimeUnit.SECONDS.toNanos(90));
  }
}
