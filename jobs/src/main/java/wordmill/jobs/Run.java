package wordmill.jobs;

import java.io.IOException;
import java.util.List;
import wordmill.config.Settings;
import wordmill.store.Store;

/** A configuration, checked whole and ready to go: nothing has started and nothing is written. */
record Run(Settings settings, Store store, Plan plan) {
  /**
   * @param jobs names of those whose artifacts to make or keep, in the data's order
   * @param config the configuration as arguments, for sentences that name a command
   */
  static Run of(Settings settings, List<String> jobs, String config) throws IOException {
    Store store = Store.of(settings, SparkHandle.hadoopConfiguration());
    Plan plan = Plan.of(settings, store, jobs);
    plan.checkUpstream(config);
    return new Run(settings, store, plan);
  }

  /** Makes what is not there. Spark stops before this returns. */
  List<Made> execute(Console console) throws IOException {
    String name = settings.text("run.name");
    RunStatus status = new RunStatus(store, name);
    try (Progress progress = Progress.on(console.err());
        LazySpark spark = new LazySpark(() -> SparkHandle.start(name, progress))) {
      List<Made> made = new StageRunner(settings, store, spark, progress).run(plan, status);
      status.done();
      return made;
    } catch (Exception | Error e) { // Spark throws checked exceptions undeclared
      tell(status, e);
      throw e;
    }
  }

  private static void tell(RunStatus status, Throwable failure) {
    try {
      status.failed(failure);
    } catch (IOException | RuntimeException e) { // on a full disk this fails, too
      failure.addSuppressed(e);
    }
  }
}
