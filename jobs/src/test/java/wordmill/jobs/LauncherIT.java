package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static wordmill.jobs.Launcher.HOME;
import static wordmill.jobs.Launcher.run;
import static wordmill.jobs.Launcher.runCommand;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.jobs.Launcher.Outcome;

/** Runs deploy/bin/wordmill itself, as {@code package} has left the jar and the Spark home. */
class LauncherIT {
  @TempDir private Path folder;

  @Test
  void dryRunPrintsSparkSubmitWithAllJavaOptions() throws Exception {
    Outcome outcome = run(folder, Map.of(), "--dry-run", "run", "a file.conf");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out())
        .contains(
            " org.apache.spark.deploy.SparkSubmit ", " --class wordmill.jobs.Main ", " -Xmx3g ")
        .contains("WORDMILL_HOME=" + HOME)
        .endsWith("wordmill.jar run a\\ file.conf \n");
    String unescaped = outcome.out().replace("\\,", ","); // a shell would read it so
    assertThat(unescaped.split(" ")).containsAll(javaOptions());
  }

  @Test
  void theBuildTestsWithTheOptionsOfTheLauncher() throws Exception {
    String pom = Files.readString(HOME.resolve("pom.xml"));
    String options = pom.replaceAll("(?s).*<java17.options>(.*)</java17.options>.*", "$1");
    assertThat(options.split(" ")).containsExactlyElementsOf(javaOptions());
  }

  @Test
  void theCoreOfOpenBlasIsTheSameInAllProcesses() throws Exception {
    String[] run = {
      "--profile", "standalone", "--conf", "spark.master=spark://x:1", "--dry-run", "run"
    };
    Map<String, String> given = Map.of("OPENBLAS_CORETYPE", "Haswell");
    assertThat(run(folder, given, run).out())
        .contains(
            "spark.executorEnv.OPENBLAS_CORETYPE=Haswell ",
            "spark.yarn.appMasterEnv.OPENBLAS_CORETYPE=Haswell ",
            "spark.kubernetes.driverEnv.OPENBLAS_CORETYPE=Haswell ");
    Map<String, String> none = Map.of("OPENBLAS_CORETYPE", "");
    assertThat(run(folder, none, run).out()).doesNotContain("OPENBLAS_CORETYPE");
    run[3] = "spark.master=local[2]";
    assertThat(run(folder, given, run).out()).doesNotContain("OPENBLAS_CORETYPE");
  }

  @Test
  void printedCommandRunsWhenPastedFromAnotherFolder() throws Exception {
    String printed = run(folder, Map.of(), "--dry-run", "--version").out();
    assertThat(runCommand(folder, Map.of(), List.of("bash", "-c", printed)).code()).isZero();
  }

  @Test
  void startsMainThroughSparkSubmitFromAnotherFolder() throws Exception {
    assertThat(run(folder, Map.of(), "--version").code()).isZero();
  }

  @Test
  void followsALinkToItself() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("linked"), Launcher.SCRIPT);
    assertThat(runCommand(folder, Map.of(), List.of(link.toString(), "--dry-run", "run")).out())
        .contains("WORDMILL_HOME=" + HOME + " ");
  }

  @Test
  void runsInAPathWithASpace() throws Exception {
    Path checkout = folder.resolve("check out");
    Path script = Launcher.copyTo(checkout);
    Path target = Files.createDirectories(checkout.resolve("jobs/target"));
    Files.createSymbolicLink(target.resolve("spark-home"), HOME.resolve("jobs/target/spark-home"));
    Launcher.copyJars(target);
    // An empty archive is not used, and while it is newer than the jar no other is made.
    Files.createFile(target.resolve("wordmill.jsa"));
    Outcome outcome = runCommand(folder, Map.of(), List.of(script.toString(), "--version"));
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
        "there is no profile 'mars'; there is: k8s local standalone yarn");
  }

  @Test
  void yarnWithoutItsClustersConfigurationIsRefusedInOneSentence() throws Exception {
    refuses(
        run(folder, Map.of(), "--profile", "yarn", "--dry-run", "run"), "set HADOOP_CONF_DIR to ");
    refuses(
        run(
            folder,
            Map.of("HADOOP_CONF_DIR", folder.resolve("none").toString()),
            "--profile",
            "yarn",
            "--dry-run",
            "run"),
        "none, but there is no such folder");
  }

  @Test
  void aProfileWithoutAMasterIsRefused() throws Exception {
    refuses(
        run(folder, Map.of(), "--profile", "standalone", "--dry-run", "run"),
        "the profile 'standalone' names no spark.master; give --conf spark.master=URL");
  }

  @Test
  void aPropertyGivenGoesOverTheProfileOfAnyFile() throws Exception {
    Path profile = folder.resolve("my.properties");
    Files.writeString(profile, "spark.master spark://one:7077\nspark.driver.memory 2g\n");
    String memory = "spark.driver.memory=5g";
    String file = profile.toString();
    assertThat(run(folder, Map.of(), "--profile", file, "--conf", memory, "--dry-run", "run").out())
        .contains(" -Xmx5g ", " --properties-file " + profile + " ")
        .contains(" --conf spark.driver.memory=5g ", " --conf spark.executor.defaultJavaOptions=")
        .doesNotContain("SPARK_LOCAL_IP");
  }

  @Test
  void aDryRunHidesSecrets() throws Exception {
    String secret = "spark.authenticate.secret=tell-nobody";
    assertThat(run(folder, Map.of(), "--conf", secret, "--dry-run", "run").out())
        .contains("spark.authenticate.secret=")
        .doesNotContain("tell-nobody");
  }

  @Test
  void whatIsNoPropertyOfSparkIsRefused() throws Exception {
    refuses(
        run(folder, Map.of(), "--conf", "lm.epochs=3", "--dry-run", "run"),
        "--conf is 'lm.epochs', but must be KEY=VALUE with a key of Spark");
  }

  @Test
  void missingJavaIsRefusedInOneSentence() throws Exception {
    refuses(
        run(folder, Map.of("JAVA_HOME", folder.toString()), "--dry-run", "run"),
        "JAVA_HOME is " + folder);
  }

  @Test
  void oldJavaIsRefusedInOneSentence() throws Exception {
    Launcher.writeScript(folder.resolve("jdk8/bin/java"), "#!/bin/sh\n");
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
}
