package wordmill.jobs;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;
import wordmill.config.BadInputException;
import wordmill.store.SmallFile;
import wordmill.store.Store;

/**
 * A run whose driver is on the cluster, too ({@code spark.submit.deployMode} cluster). This process
 * has checked all that can be checked before; it lays the resolved settings down in the store,
 * calls Spark's own SparkSubmit in a process beside it, and tells how the run stands by its {@code
 * status.json}. How SparkSubmit ends tells little: on YARN every failure is 1, on a standalone
 * cluster a failed driver is 0. So the artifacts and the status decide, not that.
 */
final class ClusterSubmission implements Closeable {
  /** The property of Spark by which a driver knows, and its status tells, whose run it is. */
  static final String ID = "spark.wordmill.submission";

  /** Set by the launcher: {@code cluster} to submit, {@code print} to show how. */
  private static final String MODE = System.getProperty("wordmill.submit", "none");

  private static final Logger LOG = LoggerFactory.getLogger(ClusterSubmission.class);
  private static final String PRINT = "print";

  /** Our jar in the image of deploy/docker, which all pods of a run have. */
  private static final String IMAGE_JAR = "local:///opt/wordmill/wordmill.jar";

  private static final int LAST_LINES = 5;
  private static final String THROWN = "Exception in thread \"main\" ";
  private static final String CAUSE = "Caused by: ";
  private static final long LOOK_MILLIS = 1000;

  private final Run run;
  private final SparkConf conf = new SparkConf();
  private final String id = UUID.randomUUID().toString();
  private final String name;
  private final Path folder;
  private final SmallFile settings;
  private final Progress progress;
  private String stage = "";
  private String started = "";
  private Stopwatch watch = new Stopwatch();

  private ClusterSubmission(Run run, Console console) throws IOException {
    this.run = run;
    this.folder =
        Files.createTempDirectory(
            "wordmill-submission-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    this.name = run.settings().text("run.name");
    this.settings =
        new SmallFile(
            run.store().hadoop(),
            new org.apache.hadoop.fs.Path(
                RunStatus.folder(run.store(), name), "submission-" + id + ".conf"));
    this.progress = Progress.on(console.err());
  }

  /** The submission whose driver this process is, or empty if it is none's. */
  static String ofThisDriver() {
    return new SparkConf().get(ID, "");
  }

  /** Whether this process is a driver that a submission has started on a cluster. */
  static boolean hasStartedThis() {
    return !ofThisDriver().isEmpty();
  }

  /**
   * A cluster may start a failed driver again. What is wrong with the input is so still, and need
   * not be found out twice.
   *
   * @throws BadInputException if a driver of the same submission has ended so
   */
  static void refuseWhatWasRefused(Store store, String run) throws IOException {
    if (hasStartedThis()) {
      Optional<ToldStatus> told =
          ToldStatus.read(store, run)
              .filter(status -> status.submission().equals(ofThisDriver()))
              .filter(status -> status.exitCode() == ExitCodes.BAD_INPUT);
      if (told.isPresent()) {
        throw new BadInputException("%s", told.get().message());
      }
    }
  }

  /** Whether the launcher wants runs to be handed to the cluster. */
  static boolean isWanted() {
    return !MODE.equals("none");
  }

  /** Whether the launcher wants a run of this plan to be handed to the cluster. */
  static boolean isWantedFor(Plan plan) {
    return isWanted()
        && (MODE.equals(PRINT)
            || plan.chosen().stream().anyMatch(step -> step.finished().isEmpty()));
  }

  /**
   * Runs on the cluster and comes back when that is over.
   *
   * @return what was made or kept; nothing if the command was only to be shown
   * @throws ClusterRunException if the run failed there, with its own sentence and exit code
   */
  static List<Made> execute(Run run, Console console) throws IOException {
    try (ClusterSubmission submission = new ClusterSubmission(run, console)) {
      if (MODE.equals(PRINT)) {
        console.say(
            submission.command(Path.of("PROPERTIES")).stream()
                .map(Shell::quoted)
                .collect(Collectors.joining(" ")));
        return List.of();
      }
      return submission.submitAndWait();
    }
  }

  private List<Made> submitAndWait() throws IOException {
    if (conf.get("spark.master").equals("yarn")) {
      ResourceManager.checkAnswers();
    }
    settings.replace(run.settings().document().getBytes(StandardCharsets.UTF_8));
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(command(writeProperties()))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    Thread stop = new Thread(process::destroy, "stop-submitting");
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        look().ifPresent(this::tell);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroy();
      throw new ClusterRunException(ExitCodes.DEFECT, "waiting for the cluster was interrupted");
    }
    Runtime.getRuntime().removeShutdownHook(stop);
    try {
      return outcome(process.exitValue(), said);
    } catch (IOException e) {
      throw new ClusterRunException(
          ExitCodes.UNAVAILABLE,
          "the cluster is done, but what it did cannot be read: %s. The same command goes on where it was"
              .formatted(ExitCodes.sentence(e)));
    }
  }

  /** Submission is Spark's: the same JVM and class path as ours, and its options from a file. */
  private List<String> command(Path properties) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "org.apache.spark.deploy.SparkSubmit",
                "--properties-file",
                properties.toString(),
                "--master",
                conf.get("spark.master"),
                "--deploy-mode",
                "cluster",
                "--name",
                "wordmill " + name,
                "--class",
                Main.class.getName()));
    if (conf.get("spark.master").startsWith("k8s")) {
      command.add(IMAGE_JAR); // and the image's entry point adds what networks need
    } else {
      if (run.plan().usesNetworks()) {
        NetworksJar.find().ifPresent(jar -> command.addAll(List.of("--jars", jar.toString())));
      }
      command.add(conf.get("spark.jars"));
    }
    command.add(run.command());
    command.add(settings.path().toString());
    return command;
  }

  /** All of Spark's properties of this process, secrets too: the folder is ours alone. */
  private Path writeProperties() throws IOException {
    Properties properties = new Properties();
    for (Tuple2<String, String> entry : conf.getAll()) {
      if (!List.of("spark.jars", "spark.submit.deployMode", "spark.app.name")
          .contains(entry._1())) {
        properties.setProperty(entry._1(), entry._2());
      }
    }
    properties.setProperty(ID, id);
    // SparkSubmit stays until the run is over.
    properties.setProperty("spark.standalone.submit.waitAppCompletion", "true");
    properties.setProperty("spark.yarn.submit.waitAppCompletion", "true");
    properties.setProperty("spark.kubernetes.submission.waitAppCompletion", "true");
    Path file = folder.resolve("spark.properties");
    try (Writer out = Files.newBufferedWriter(file)) {
      properties.store(out, null);
    }
    return file;
  }

  /** The run's status if its driver was started by this submission. */
  private Optional<ToldStatus> ours() throws IOException {
    return ToldStatus.read(run.store(), name).filter(told -> told.submission().equals(id));
  }

  /** As {@link #ours}; nothing, too, while the file system does not answer. */
  private Optional<ToldStatus> look() {
    try {
      return ours();
    } catch (IOException | BadInputException e) {
      LOG.debug("status of {} not read", name, e);
      return Optional.empty();
    }
  }

  private void tell(ToldStatus told) {
    boolean over = !told.state().equals(RunStatus.RUNNING);
    boolean again = !over && !started.isEmpty() && !told.started().equals(started);
    started = told.started();
    if (!stage.isEmpty() && (over || !told.stage().equals(stage))) {
      if (told.state().equals(RunStatus.FAILED)) {
        progress.fail();
      } else {
        progress.end(watch.seconds());
      }
      stage = "";
    }
    if (!over && !told.stage().equals(stage)) {
      stage = told.stage();
      watch = new Stopwatch();
      progress.begin(stage);
    }
    if (again) {
      progress.note("the cluster has started the driver again");
    }
  }

  private List<Made> outcome(int code, Path said) throws IOException {
    Optional<ToldStatus> told = ours();
    told.ifPresent(this::tell);
    if (told.isPresent() && told.get().state().equals(RunStatus.FAILED)) {
      throw new ClusterRunException(told.get().exitCode(), told.get().message());
    }
    Plan now =
        Plan.of(run.settings(), run.store(), run.plan().chosen().stream().map(Step::name).toList());
    if (now.chosen().stream().allMatch(step -> step.finished().isPresent())) {
      return now.chosen().stream().map(this::made).toList();
    }
    if (told.isPresent()) {
      throw new ClusterRunException(
          ExitCodes.UNAVAILABLE,
          "the driver on the cluster died in the stage %s (application %s); the logs of the cluster tell why. The same command goes on where it was"
              .formatted(told.get().stage(), told.get().application()));
    }
    throw new ClusterRunException(
        ExitCodes.UNAVAILABLE,
        "the cluster at %s did not run it (spark-submit ended with %d): %s"
            .formatted(conf.get("spark.master"), code, why(said)));
  }

  /** What SparkSubmit failed of, or else its last words. */
  private static String why(Path said) throws IOException {
    List<String> lines =
        Files.readAllLines(said).stream()
            .filter(each -> !each.startsWith("\t") && !each.isBlank())
            .toList();
    String cause =
        lines.stream()
            .filter(each -> each.startsWith(CAUSE))
            .reduce((first, second) -> second) // the last is the first of all causes
            .map(each -> " (" + each.substring(CAUSE.length()) + ")")
            .orElse("");
    return lines.stream()
        .filter(each -> each.startsWith(THROWN))
        .map(each -> each.substring(THROWN.length()) + cause)
        .findFirst()
        .orElseGet(
            () ->
                String.join(
                    " | ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())));
  }

  private Made made(Step step) {
    boolean made = run.plan().step(step.name()).finished().isEmpty();
    return new Made(
        step.job(),
        step.finished().orElseThrow(),
        made,
        run.store().folder(step.id()).path().toString());
  }

  @Override
  public void close() throws IOException {
    progress.close();
    if (!MODE.equals(PRINT)) {
      settings.delete();
    }
    for (String file : List.of("spark.properties", "said")) {
      Files.deleteIfExists(folder.resolve(file));
    }
    Files.delete(folder);
  }
}
