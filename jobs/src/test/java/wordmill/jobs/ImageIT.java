package wordmill.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static wordmill.jobs.Launcher.HOME;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkExecutorInfo;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wordmill.jobs.Launcher.Outcome;

/**
 * The image of deploy/docker, as far as it goes without a builder: {@code image-root.sh} carries
 * out its Dockerfile in a folder, with this machine's libraries below it, and runs its entry point
 * there as the Dockerfile's user. The arguments and environments are those of Spark's own pods.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ImageIT {
  private static final Path ROOT = HOME.resolve("jobs/target/image-root");
  private static final String ADDRESS = "127.0.0.1";

  @TempDir private Path folder;

  @BeforeAll
  static void layOut() throws Exception {
    assumeTrue(
        System.getProperty("user.name").equals("root")
            && Files.isExecutable(Path.of("/usr/bin/tini"))
            && Files.isExecutable(Path.of("/usr/bin/unshare")),
        "needs root, tini and unshare");
    Outcome laidOut =
        Launcher.runCommand(
            HOME,
            Map.of(),
            List.of(HOME.resolve("deploy/docker/build.sh").toString(), "--context"));
    assertThat(laidOut.code()).as(laidOut.err()).isZero();
  }

  @Test
  void anyOtherCommandRunsAsAUserWhoMayWriteOnlyAtHomeAndAtWork() throws Exception {
    Outcome outcome =
        run(
            "bash",
            "-c",
            "id -u; pwd; touch . $HOME; touch /opt/wordmill/wordmill.jar; touch /opt/spark/jars");
    assertThat(outcome.out()).endsWith("185\n/opt/spark/work-dir\n");
    assertThat(outcome.err())
        .contains("/opt/wordmill/wordmill.jar': Permission denied", "/opt/spark/jars': Permission")
        .doesNotContain("touch: cannot touch '.'", "touch: cannot touch '/home");
    assertThat(outcome.code()).isEqualTo(1);
  }

  @Test
  void launcherOfTheImageTellsItsVersion() throws Exception {
    Outcome outcome = run("wordmill", "--version");
    assertThat(outcome.out()).startsWith("wordmill 0.1.0");
    assertThat(outcome.err()).doesNotContain("building");
    assertThat(outcome.code()).isZero();
  }

  @Test
  void argumentsOfTheJobAreADriverOfTheProfilesMemory() throws Exception {
    List<String> arguments = new ArrayList<>();
    new ObjectMapper(new YAMLFactory())
        .readTree(HOME.resolve("deploy/k8s/overlays/job/job.yaml").toFile())
        .at("/spec/template/spec/containers/0/args")
        .forEach(each -> arguments.add(each.asText()));
    arguments.add(1, "--dry-run");
    Outcome outcome =
        Launcher.runCommand(
            HOME,
            Map.of(),
            builder(
                    List.of("-v", HOME.resolve("deploy/spark") + ":/etc/wordmill/profile"),
                    arguments.toArray(String[]::new))
                .command());
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains(" -Xmx2g ", " -Dorg.bytedeco.javacpp.maxbytes=2g ", ":/opt/spark/jars/\\* ")
        .contains(" --conf spark.submit.deployMode=client ")
        .endsWith(" /opt/wordmill/wordmill.jar run /etc/wordmill/run/run.conf \n");
  }

  @Test
  void driverAsSparkStartsItTakesATextToALanguageModel() throws Exception {
    Files.writeString(
        folder.resolve("small.conf"),
        """
        run { name = small, stages = [vocabulary, corpus, lm] }
        store.path = "file:///store"
        text.input = ${WORDMILL_HOME}"/test-data/planted"
        vocabulary.max-size = 100
        lm {
          layers = 1, embedding-size = 4, hidden-size = 4
          epochs = 1, replicas = 1, batch = 200
        }
        """);
    SparkConf conf = KubernetesPods.conf(Map.of());
    conf.set(
        "spark.driver.extraJavaOptions",
        conf.get("spark.driver.extraJavaOptions") + " -XX:+PrintCommandLineFlags");
    KubernetesPods.Driver driver = KubernetesPods.driver(conf, "run", "/store/small.conf");
    // There is no API server to ask for executors, and no name of a service.
    writeProperties(
        driver.properties(), Map.of("spark.master", "local[2]", "spark.driver.host", ADDRESS));

    Outcome outcome = Launcher.runCommand(HOME, Map.of(), builder(driver.pod()).command());
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("-XX:MaxHeapSize=2147483648", "-XX:+UseParallelGC", "language-model/small/");
    assertThat(outcome.err()).contains("lm: done").doesNotContain("SparkContext", " ERROR ");
    try (Stream<Path> unpacked = Files.list(ROOT.resolve("home/wordmill/.javacpp/cache"))) {
      assertThat(unpacked).isNotEmpty();
    }
  }

  @Test
  void executorAsSparkStartsItRunsTheTasksOfADriver() throws Exception {
    SparkConf standalone =
        new SparkConf(false)
            // Spark's own master, without workers: whoever runs tasks is the image's executor.
            .setMaster("local-cluster[0,1,1024]")
            .setAppName("image")
            .set("spark.driver.host", ADDRESS)
            .set("spark.driver.bindAddress", ADDRESS)
            .set("spark.ui.enabled", "false");
    try (JavaSparkContext spark = new JavaSparkContext(standalone)) {
      Pod pod =
          KubernetesPods.executor(
              KubernetesPods.conf(
                  Map.of(
                      "spark.driver.host",
                      ADDRESS,
                      "spark.driver.port",
                      spark.getConf().get("spark.driver.port"))));
      Process executor =
          builder(pod)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("said").toFile())
              .start();
      try {
        List<Integer> numbers = IntStream.range(0, 100).boxed().toList();
        JavaFutureAction<Long> count = spark.parallelize(numbers, 4).countAsync();
        while (!count.isDone()) {
          assertThat(executor.isAlive()).as(Files.readString(folder.resolve("said"))).isTrue();
          Thread.sleep(100);
        }
        assertThat(count.get()).isEqualTo(100);
        assertThat(spark.sc().statusTracker().getExecutorInfos())
            .as("the driver and the executor")
            .hasSize(2)
            .extracting(SparkExecutorInfo::host)
            .containsOnly(ADDRESS);
        String command = executor.descendants().map(Arguments::of).toList().toString();
        assertThat(command)
            .contains("-Xmx2048m", "-Dorg.bytedeco.javacpp.maxbytes=2g", "--executor-id 1 ")
            .contains("--cores 1 ", "--resourceProfileId 0 ", "--podName wordmill-test-");
        spark.stop();
        assertThat(executor.waitFor(1, TimeUnit.MINUTES)).isTrue();
      } finally {
        executor.destroyForcibly();
      }
    }
  }

  private void writeProperties(SortedMap<String, String> properties, Map<String, String> more)
      throws Exception {
    Properties written = new Properties();
    written.putAll(properties);
    written.putAll(more);
    Path conf = Files.createDirectories(folder.resolve("conf"));
    try (Writer out = Files.newBufferedWriter(conf.resolve("spark.properties"), UTF_8)) {
      written.store(out, null);
    }
  }

  private Outcome run(String... arguments) throws Exception {
    return Launcher.runCommand(HOME, Map.of(), builder(List.of(), arguments).command());
  }

  /** What a node would start for a pod, its empty volumes and its environment with it. */
  private ProcessBuilder builder(Pod pod) throws Exception {
    List<String> options =
        new ArrayList<>(List.of("-v", folder.resolve("conf") + ":/opt/spark/conf"));
    Files.createDirectories(folder.resolve("conf"));
    for (Map.Entry<String, String> volume : KubernetesPods.emptyVolumes(pod).entrySet()) {
      Path empty = writable(Files.createDirectory(folder.resolve(volume.getKey())));
      options.addAll(List.of("-v", empty + ":" + volume.getValue()));
    }
    KubernetesPods.environment(pod, ADDRESS)
        .forEach((name, value) -> options.addAll(List.of("-e", name + "=" + value)));
    return builder(options, KubernetesPods.container(pod).getArgs().toArray(String[]::new));
  }

  private ProcessBuilder builder(List<String> options, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("unshare", "--mount", "--pid", "--fork", "--kill-child"));
    command.add(HOME.resolve("jobs/src/test/sh/image-root.sh").toString());
    command.addAll(List.of("-v", writable(folder) + ":/store"));
    command.addAll(options);
    command.add(HOME.resolve("jobs/target/image").toString());
    command.add(ROOT.toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(HOME.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder;
  }

  private static Path writable(Path folder) throws Exception {
    return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
  }
}
