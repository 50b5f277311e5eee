package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A real standalone cluster on loopback: a master and two workers of one core each, JVMs of their
 * own from the Spark home that the build lays out, which know each other and their drivers by a
 * secret. They end with {@link #close}, and by themselves after a quarter of an hour.
 */
final class StandaloneCluster implements Closeable {
  private static final Pattern ADDRESS = Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final String SECRET = "spark.authenticate.secret";

  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private final String address;

  /**
   * @param folder for logs, what workers leave, and profiles
   */
  StandaloneCluster(Path folder) throws IOException, InterruptedException {
    this.folder = Files.createDirectories(folder);
    Path secrets =
        write("cluster.properties", "spark.authenticate true\n" + SECRET + " the-right-one");
    start("master", "master.Master", "--properties-file", secrets.toString(), "--port", "0");
    address = await("master", ADDRESS);
    for (int worker = 1; worker <= 2; worker++) {
      start(
          "worker-" + worker,
          "worker.Worker",
          "--properties-file",
          secrets.toString(),
          "--cores",
          "1",
          "--memory",
          "2g",
          "--work-dir",
          folder.resolve("work-" + worker).toString(),
          address);
      await("worker-" + worker, Pattern.compile("(Successfully registered with master)"));
    }
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private void start(String name, String main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("timeout", "900"));
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.add("-Xmx256m");
    try (Stream<String> lines = Files.lines(Launcher.HOME.resolve("deploy/spark/java-options"))) {
      lines.filter(line -> line.startsWith("-")).forEach(command::add);
    }
    Path home = Launcher.HOME.resolve("jobs/target/spark-home");
    command.addAll(List.of("-cp", home + "/jars/*", "org.apache.spark.deploy." + main));
    command.addAll(List.of("--host", "127.0.0.1", "--webui-port", "0"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile());
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.12");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    processes.add(builder.start());
  }

  private String await(String name, Pattern pattern) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (true) {
      String log = Files.readString(folder.resolve(name + ".log"));
      Matcher found = pattern.matcher(log);
      if (found.find()) {
        return found.group(1);
      }
      assertThat(System.nanoTime()).as(log).isLessThan(deadline);
      Thread.sleep(50);
    }
  }

  /** The profile {@code standalone} for this cluster, with its secret. */
  Path profile() throws IOException {
    return profile("profile", "the-right-one");
  }

  /** The same with a secret of another cluster. */
  Path profileOfAStranger() throws IOException {
    return profile("stranger", "a-wrong-one");
  }

  private Path profile(String name, String secret) throws IOException {
    return write(
        name + ".properties",
        Files.readString(Launcher.HOME.resolve("deploy/spark/standalone.properties"))
            + """

            spark.master               %s
            spark.driver.host          127.0.0.1
            spark.driver.bindAddress   127.0.0.1
            spark.driver.memory        1g
            spark.executor.memory      1g
            spark.ui.enabled           false
            spark.authenticate         true
            %s  %s
            """
                .formatted(address, SECRET, secret));
  }

  /** The executors that run now. */
  List<ProcessHandle> executors() {
    return processes.stream()
        .flatMap(process -> process.descendants())
        .filter(
            child ->
                Arguments.of(child).contains("CoarseGrainedExecutorBackend")
                    && child.info().command().orElse("").endsWith("java"))
        .collect(Collectors.toList());
  }

  /** Whether a file of this name was sent to an executor. */
  boolean hasSent(String file) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.anyMatch(path -> path.getFileName().toString().equals(file));
    }
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
