package wordmill.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same bits on any cluster; see {@link TrainAnywhere}. */
@Tag("spark")
class SparkAnywhereTest {
  @TempDir private Path folder;

  @Test
  void bitsAreTheSameInOneJvmOnTwoExecutorsAndAfterOneIsKilled() throws Exception {
    List<String> options =
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(option -> option.startsWith("--add-") || option.startsWith("-XX:+Ignore"))
            .toList();
    Path out = folder.resolve("bits.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(TrainAnywhere.class.getName(), out.toString(), String.join(" ", options)));
    run(command);
    List<String> lines = Files.readAllLines(out);
    assertThat(lines).hasSize(4);
    assertThat(lines.get(3)).isEqualTo("killed true");
    assertThat(lines.get(1)).as("on two executors").isEqualTo(lines.get(0));
    assertThat(lines.get(2)).as("after one was killed").isEqualTo(lines.get(0));
  }

  /** With an empty Spark home: executors find the classes where this JVM does. */
  private void run(List<String> command) throws IOException, InterruptedException {
    Path home = folder.resolve("spark-home");
    Files.createDirectories(home.resolve("jars"));
    Path said = folder.resolve("said.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.12");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("OMP_NUM_THREADS", "1");
    Process process = builder.start();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    assertThat(ended && process.exitValue() == 0).as(Files.readString(said)).isTrue();
  }
}
