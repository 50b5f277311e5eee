package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts deploy/bin/wordmill for tests and keeps what it said. */
final class Launcher {
  /** This checkout. */
  static final Path HOME = Path.of("").toAbsolutePath().getParent();

  static final Path SCRIPT = HOME.resolve("deploy/bin/wordmill");

  /** How a process ended. */
  record Outcome(int code, String out, String err) {}

  private Launcher() {}

  /** Runs this checkout's launcher in {@code folder}. */
  static Outcome run(Path folder, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return runCommand(
        folder,
        environment,
        Stream.concat(Stream.of(SCRIPT.toString()), Arrays.stream(arguments)).toList());
  }

  /**
   * Runs a command in {@code folder}, with the JDK of this test, unless {@code environment} says
   * otherwise.
   */
  static Outcome runCommand(Path folder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("wordmill", ".out");
    Path err = Files.createTempFile("wordmill", ".err");
    try {
      Process process = start(folder, environment, command, out, err);
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
      return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** Starts a command as {@link #runCommand} does, and comes back at once. */
  static Process start(
      Path folder, Map<String, String> environment, List<String> command, Path out, Path err)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder
        .environment()
        .keySet()
        .removeAll(List.of("SPARK_HOME", "HADOOP_CONF_DIR", "YARN_CONF_DIR"));
    builder.environment().remove("WORDMILL_DRIVER_MEMORY");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  /**
   * Copies the launcher and its profile to {@code checkout}, and poms and folders of sources beside
   * them.
   */
  static Path copyTo(Path checkout) throws IOException {
    for (String file :
        List.of(
            "pom.xml",
            "pipeline/pom.xml",
            "jobs/pom.xml",
            "deploy/bin/wordmill",
            "deploy/spark/java-options",
            "deploy/spark/local.properties")) {
      Files.createDirectories(checkout.resolve(file).getParent());
      Files.copy(HOME.resolve(file), checkout.resolve(file));
    }
    Files.createDirectories(checkout.resolve("pipeline/src/main"));
    Files.createDirectories(checkout.resolve("jobs/src/main"));
    return writeScript(checkout.resolve("deploy/bin/wordmill"), Files.readString(SCRIPT));
  }

  /** Both jars of this checkout in the {@code target} of another, as new as a build would be. */
  static void copyJars(Path target) throws IOException {
    for (String jar : List.of("wordmill.jar", "wordmill-networks.jar")) {
      Files.copy(HOME.resolve("jobs/target").resolve(jar), target.resolve(jar));
    }
  }

  /** Writes a file that can be executed. */
  static Path writeScript(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
