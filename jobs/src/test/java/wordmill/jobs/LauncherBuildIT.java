package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.jobs.Launcher.Outcome;

/** When the launcher builds, in a checkout whose Maven and JDK are scripts that only take notes. */
class LauncherBuildIT {
  @TempDir private Path folder;
  private Path script;
  private Path mvn;

  @BeforeEach
  void layOutCheckout() throws IOException {
    script = Launcher.copyTo(folder.resolve("checkout"));
    Launcher.writeScript(folder.resolve("jdk/bin/java"), "#!/bin/sh\necho \"$@\"\nexit 7\n");
    Launcher.writeScript(folder.resolve("jdk/bin/javac"), "#!/bin/sh\n");
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
    mvn =
        Launcher.writeScript(
            folder.resolve("bin/mvn"),
            """
            #!/bin/sh
            echo "$PWD $JAVA_HOME $@" >> "$(dirname "$0")/../builds"
            sleep 1
            mkdir -p jobs/target/spark-home/jars
            touch jobs/target/wordmill.jar jobs/target/wordmill-networks.jar
            """);
  }

  @Test
  void buildsWhenThereIsNoJarAndThenNoMore() throws Exception {
    Outcome first = start();
    assertThat(first.err()).startsWith("wordmill: building ");
    assertThat(builds())
        .singleElement()
        .asString()
        .startsWith(folder.toRealPath().resolve("checkout") + " ")
        .endsWith(" -DskipTests package");
    assertThat(start().err()).doesNotContain("building");
    assertThat(builds()).hasSize(1);
  }

  @Test
  void exitCodeIsThatOfTheJvm() throws Exception {
    Outcome outcome = start();
    assertThat(outcome.code()).isEqualTo(7);
    assertThat(outcome.out()).contains("org.apache.spark.deploy.SparkSubmit").endsWith(" run\n");
  }

  @Test
  void buildsWhenASourceIsNewerThanTheJar() throws Exception {
    start();
    Path source = Files.createFile(folder.resolve("checkout/pipeline/src/main/New.java"));
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    assertThat(start().err()).startsWith("wordmill: building ");
  }

  @Test
  void ofTwoThatStartAtOnceOneBuilds() throws Exception {
    CompletableFuture<Outcome> other = CompletableFuture.supplyAsync(this::startUnchecked);
    assertThat(start().code()).isEqualTo(7);
    assertThat(other.get().code()).isEqualTo(7);
    assertThat(builds()).hasSize(1);
  }

  @Test
  void failedBuildEndsWithOne() throws Exception {
    Launcher.writeScript(mvn, "#!/bin/sh\necho '[ERROR] no such symbol'\nexit 1\n");
    Outcome outcome = start();
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("[ERROR] no such symbol").endsWith("the build failed.\n");
  }

  @Test
  void dryRunBuildsNothing() throws Exception {
    assertThat(start("--dry-run").code()).isZero();
    assertThat(folder.resolve("builds")).doesNotExist();
    assertThat(folder.resolve("checkout/jobs/target")).doesNotExist();
  }

  @Test
  void jreCannotBuild() throws Exception {
    Files.delete(folder.resolve("jdk/bin/javac"));
    Outcome outcome = start();
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("has no javac").hasLineCount(1);
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(folder.resolve("builds"));
  }

  private Outcome start(String... options) throws IOException, InterruptedException {
    Map<String, String> environment =
        Map.of(
            "JAVA_HOME",
            folder.resolve("jdk").toString(),
            "PATH",
            mvn.getParent() + ":" + System.getenv("PATH"));
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(options));
    command.add("run");
    return Launcher.runCommand(folder, environment, command);
  }

  private Outcome startUnchecked() {
    try {
      return start();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
