package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs deploy/bin/wordmill itself, as {@code package} has left the jar and the Spark home. */
class LauncherIT {
  private static final Path HOME = Path.of("").toAbsolutePath().getParent();
  private static final Path LAUNCHER = HOME.resolve("deploy/bin/wordmill");

  @TempDir private Path folder;

  private record Outcome(int code, String out, String err) {}

  @Test
  void dryRunPrintsSparkSubmitWithAllJavaOptions() throws Exception {
    Outcome outcome = run(folder, Map.of(), "--dry-run", "run", "a file.conf");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out())
        .contains(
            " org.apache.spark.deploy.SparkSubmit ", " --class wordmill.jobs.Main ", " -Xmx3g ")
        .contains("WORDMILL_HOME=" + HOME)
        .endsWith("wordmill.jar run a\\ file.conf \n");
    assertThat(outcome.out().split(" ")).containsAll(javaOptions());
  }

  @Test
  void theBuildTestsWithTheOptionsOfTheLauncher() throws Exception {
    String pom = Files.readString(HOME.resolve("pom.xml"));
    String options = pom.replaceAll("(?s).*<java17.options>(.*)</java17.options>.*", "$1");
    assertThat(options.split(" ")).containsExactlyElementsOf(javaOptions());
  }

  @Test
  void printedCommandRunsWhenPastedFromAnotherFolder() throws Exception {
    String printed = run(folder, Map.of(), "--dry-run", "--version").out();
    assertThat(outcomeOf(folder, Map.of(), List.of("bash", "-c", printed)).code()).isZero();
  }

  @Test
  void startsMainThroughSparkSubmitFromAnotherFolder() throws Exception {
    assertThat(run(folder, Map.of(), "--version").code()).isZero();
  }

  @Test
  void worksInAPathWithASpaceAndThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("linked"), LAUNCHER);
    Path copy = folder.resolve("check out");
    copyLauncher(copy);
    Outcome linked = outcomeOf(folder, Map.of(), List.of(link.toString(), "--dry-run", "run"));
    assertThat(linked.out()).contains("WORDMILL_HOME=" + HOME + " ");
    Outcome outcome =
        outcomeOf(folder, Map.of(), List.of(copy + "/deploy/bin/wordmill", "--dry-run", "run"));
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).contains("check\\ out/jobs/target/wordmill.jar");
  }

  @Test
  void runsInAPathWithASpace() throws Exception {
    Path copy = folder.resolve("check out");
    copyLauncher(copy);
    for (String source : List.of("pom.xml", "pipeline/pom.xml", "jobs/pom.xml")) {
      Files.createDirectories(copy.resolve(source).getParent());
      Files.copy(HOME.resolve(source), copy.resolve(source));
    }
    Files.createDirectories(copy.resolve("pipeline/src/main"));
    Files.createDirectories(copy.resolve("jobs/src/main"));
    Files.createDirectories(copy.resolve("jobs/target"));
    Files.createSymbolicLink(
        copy.resolve("jobs/target/spark-home"), HOME.resolve("jobs/target/spark-home"));
    Files.copy(HOME.resolve("jobs/target/wordmill.jar"), copy.resolve("jobs/target/wordmill.jar"));
    // An empty archive is no archive, and a fresh one is not made anew: that would take seconds.
    Files.createFile(copy.resolve("jobs/target/wordmill.jsa"));
    Outcome outcome =
        outcomeOf(folder, Map.of(), List.of(copy + "/deploy/bin/wordmill", "--version"));
    assertThat(outcome.err()).doesNotContain("building", "archiving");
    assertThat(outcome.code()).isZero();
  }

  @Test
  void wrongSparkHomeIsRefusedInOneSentence() throws Exception {
    refuses(
        run(folder, Map.of("SPARK_HOME", folder.toString()), "--dry-run", "run"),
        "SPARK_HOME is " + folder + ", but it has no jars/spark-core_2.12-*.jar");
  }

  @Test
  void unknownProfileNamesThoseThereAre() throws Exception {
    refuses(
        run(folder, Map.of(), "--profile", "mars", "--dry-run", "run"),
        "there is no profile 'mars'; there is: local");
  }

  @Test
  void missingJavaIsRefusedInOneSentence() throws Exception {
    refuses(
        run(folder, Map.of("JAVA_HOME", folder.toString()), "--dry-run", "run"),
        "JAVA_HOME is " + folder);
  }

  @Test
  void oldJavaIsRefusedInOneSentence() throws Exception {
    Path java = Files.createDirectories(folder.resolve("jdk8/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(folder.resolve("jdk8/release"), "JAVA_VERSION=\"1.8.0_402\"\n");
    refuses(
        run(folder, Map.of("JAVA_HOME", folder.resolve("jdk8").toString()), "--dry-run", "run"),
        "is Java 8; set JAVA_HOME to a JDK, 17 or newer");
  }

  @Test
  void driverMemoryCanBeSetForOneRun() throws Exception {
    assertThat(run(folder, Map.of("WORDMILL_DRIVER_MEMORY", "5g"), "--dry-run", "run").out())
        .contains(" -Xmx5g ", " --driver-memory 5g ");
  }

  private static void refuses(Outcome outcome, String sentence) {
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith("wordmill: ").contains(sentence).hasLineCount(1);
  }

  private static List<String> javaOptions() throws IOException {
    try (Stream<String> lines = Files.lines(HOME.resolve("deploy/spark/java-options"))) {
      return lines.filter(line -> line.startsWith("-")).toList();
    }
  }

  private static void copyLauncher(Path copy) throws IOException {
    for (String file :
        List.of(
            "deploy/bin/wordmill", "deploy/spark/java-options", "deploy/spark/local.properties")) {
      Files.createDirectories(copy.resolve(file).getParent());
      Files.copy(HOME.resolve(file), copy.resolve(file));
    }
    assertThat(copy.resolve("deploy/bin/wordmill").toFile().setExecutable(true)).isTrue();
  }

  private static Outcome run(
      Path workingFolder, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return outcomeOf(
        workingFolder,
        environment,
        Stream.concat(Stream.of(LAUNCHER.toString()), Arrays.stream(arguments)).toList());
  }

  private static Outcome outcomeOf(
      Path workingFolder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(workingFolder, "out", ".txt");
    Path err = Files.createTempFile(workingFolder, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(workingFolder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().remove("SPARK_HOME");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    return new Outcome(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
