package wordmill.jobs;

import java.io.IOException;
import java.util.List;
import wordmill.config.Settings;
import wordmill.store.Store;

/**
 * A configuration, checked whole and ready to go: nothing has started and nothing is written. Only
 * where somebody waits for word of a submission, {@code status.json} tells that it is refused.
 */
record Run(String command, Settings settings, Store store, Plan plan) {
  /**
   * @param command that the person gave, {@code run} or a stage's
   * @param jobs names of those whose artifacts to make or keep, in the data's order
   * @param config the configuration as arguments, for sentences that name a command
   */
  static Run of(String command, Settings settings, List<String> jobs, String config)
      throws IOException {
    Store store = Store.of(settings, SparkHandle.hadoopConfiguration());
    try {
      ClusterSubmission.refuseWhatWasRefused(store, settings.text("run.name"));
      Plan plan = Plan.of(settings, store, jobs);
      plan.checkUpstream(config);
      return new Run(command, settings, store, plan);
    } catch (IOException | RuntimeException e) {
      if (ClusterSubmission.hasStartedThis()) { // who submitted it reads the status alone
        tell(new RunStatus(store, settings.text("run.name")), e);
      }
      throw e;
    }
  }

  /**
   * Makes what is not there, here or where the launcher says. Spark stops before this returns.
   *
   * @return all artifacts; nothing if only the command that would run was to be shown
   */
  List<Made> execute(Console console) throws IOException {
    return ClusterSubmission.isWantedFor(plan)
        ? ClusterSubmission.execute(this, console)
        : executeHere(console);
  }

  /** Makes what is not there, this process being the driver. */
  List<Made> executeHere(Console console) throws IOException {
    String name = settings.text("run.name");
    RunStatus status = new RunStatus(store, name);
    try (Progress progress = Progress.on(console.err());
        LazySpark spark = new LazySpark(() -> start(status, progress))) {
      List<Made> made = make(spark, status, progress);
      if (SparkHandle.isDriverOfYarn()) {
        // One that finds all made does not need Spark, but without it YARN counts it as failed.
        spark.get();
      }
      status.done();
      return made;
    } catch (Exception | Error e) { // Spark throws checked exceptions undeclared
      tell(status, e);
      throw e;
    }
  }

  private List<Made> make(LazySpark spark, RunStatus status, Progress progress) throws IOException {
    try {
      return new StageRunner(settings, store, spark, progress).run(plan, status);
    } catch (Exception | Error e) {
      if (spark.lost().isPresent() && ExitCodes.of(e) == ExitCodes.DEFECT) {
        ClusterRunException lost =
            new ClusterRunException(
                ExitCodes.UNAVAILABLE,
                String.format(
                    "the cluster at %s never took this application, or ended it; its address, its"
                        + " secret and its log tell why. The same command goes on where it was",
                    spark.lost().get()));
        lost.initCause(e);
        throw lost;
      }
      throw e;
    }
  }

  private SparkHandle start(RunStatus status, Progress progress) {
    SparkHandle spark =
        SparkHandle.start(settings.text("run.name"), progress, () -> plan.warmUp(settings));
    status.starts(spark.context().sc().applicationId());
    return spark;
  }

  private static void tell(RunStatus status, Throwable failure) {
    try {
      status.failed(failure);
    } catch (IOException | RuntimeException e) { // on a full disk this fails, too
      failure.addSuppressed(e);
    }
  }
}
