package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/**
 * HDFS and YARN, one node of each, in a JVM of their own (MiniHadoop) whose jars {@code
 * pre-integration-test} has laid out. Listens on the loopback interface alone: no other address is
 * known to it.
 */
final class MiniCluster implements Closeable {
  private static final Path JARS = Path.of("target/minicluster/jars").toAbsolutePath();
  private static final Path MAIN = Path.of("src/minicluster/java/MiniHadoop.java").toAbsolutePath();
  private static final int LAST_LINES = 40;

  private final Path folder;
  private final Process process;
  private final BufferedReader answers;
  private final Writer commands;

  private MiniCluster(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** Begins to start it; {@link #awaitReady} comes back when it runs. */
  static MiniCluster start(Path folder) throws IOException {
    String host = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost " + host + "\n");
    Path logging =
        Files.writeString(
            folder.resolve("log4j.properties"),
            """
            log4j.rootLogger=WARN, console
            log4j.appender.console=org.apache.log4j.ConsoleAppender
            log4j.appender.console.target=System.err
            log4j.appender.console.layout=org.apache.log4j.PatternLayout
            log4j.appender.console.layout.ConversionPattern=%d{HH:mm:ss} %p %c{2}: %m%n
            """);
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx768m",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Djdk.net.hosts.file=" + hosts,
                "-Dlog4j.configuration=" + logging.toUri(),
                "-cp",
                JARS + "/*",
                MAIN.toString(),
                folder.toString())
            .directory(folder.toFile())
            .redirectError(folder.resolve("cluster.err").toFile());
    // With it containers find their Java.
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return new MiniCluster(folder, builder.start());
  }

  void awaitReady() throws IOException {
    await("ready");
  }

  /** Takes the NameNode away; its port is closed then. */
  void stopNameNode() throws IOException {
    command("stop-namenode");
  }

  /** Brings it back on the same port, with what it had. */
  void startNameNode() throws IOException {
    command("start-namenode");
  }

  private void command(String command) throws IOException {
    commands.write(command + "\n");
    commands.flush();
    await("done");
  }

  /** Reads until the answer comes; the cluster ends in time, and its output with it. */
  private void await(String answer) throws IOException {
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.equals(answer)) {
        return;
      }
    }
    throw new IOException("the cluster ended: " + tail(folder.resolve("cluster.err")));
  }

  /** The folder for HADOOP_CONF_DIR. */
  Path conf() {
    return folder.resolve("conf");
  }

  /** What its clients are configured with. */
  Configuration hadoop() {
    Configuration configuration = new Configuration();
    for (String file : List.of("core-site.xml", "hdfs-site.xml")) {
      configuration.addResource(new org.apache.hadoop.fs.Path(conf().resolve(file).toUri()));
    }
    return configuration;
  }

  /** A JVM in a container whose command names this class. */
  Optional<ProcessHandle> container(String mainClass) {
    return process
        .descendants()
        .filter(child -> child.info().command().orElse("").endsWith("/java"))
        .filter(child -> Arguments.of(child).contains(mainClass))
        .findFirst();
  }

  /** The command lines of all that runs in containers. */
  String arguments() {
    return process.descendants().map(Arguments::of).collect(Collectors.joining("\n"));
  }

  /** How many applications were ever given a container. */
  long applications() throws IOException {
    return logged()
        .filter(path -> path.getFileName().toString().startsWith("application_"))
        .count();
  }

  /**
   * What lies in the log folders of the NodeManager; its other folders lose files while one looks.
   */
  private Stream<Path> logged() throws IOException {
    Stream.Builder<Path> found = Stream.builder();
    try (Stream<Path> outer = Files.walk(folder.resolve("yarn"), 3)) {
      for (Path logs :
          outer.filter(path -> path.getFileName().toString().startsWith("yarn-logDir")).toList()) {
        try (Stream<Path> all = Files.walk(logs)) {
          all.forEach(found);
        }
      }
    }
    return found.build();
  }

  /** What containers said, and the last lines of it. */
  record Logs(String all, String tails) {}

  Logs logs() throws IOException {
    List<Path> files =
        logged()
            .filter(path -> path.getFileName().toString().matches("stderr|stdout"))
            .sorted()
            .toList();
    StringBuilder all = new StringBuilder();
    StringBuilder tails = new StringBuilder();
    for (Path file : files) {
      all.append(Files.readString(file));
      tails.append("\n== ").append(file).append('\n').append(tail(file));
    }
    return new Logs(all.toString(), tails.toString());
  }

  private static String tail(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    List<ProcessHandle> containers = process.descendants().toList();
    try {
      commands.close();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
      containers.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
