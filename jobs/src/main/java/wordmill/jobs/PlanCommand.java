package wordmill.jobs;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import wordmill.config.Settings;
import wordmill.store.Store;

/** What a run would do, without doing it. */
@Command(
    mixinStandardHelpOptions = true,
    description = "Print what run would keep and make, and what that may need.")
final class PlanCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ConfigArguments config;

  PlanCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = config.settings();
    Store store = Store.of(settings, SparkHandle.hadoopConfiguration());
    Plan plan = Plan.of(settings, store, Jobs.chosen(settings.texts("run.stages")));
    Sizes sizes = Sizes.of(settings, plan, store.hadoop());
    console.say(table(settings, plan, sizes));
    console.say("");
    console.say(basis(sizes));
    return ExitCodes.DONE;
  }

  /** What the estimates are made from. */
  private static String basis(Sizes sizes) {
    String what = "memory of the largest task or the driver, shuffle and disk";
    if (sizes.textBytes() == 0) {
      return String.format("Estimated from %d bytes of pairs: %s", sizes.pairBytes(), what);
    }
    return String.format(
        "%s: %d tokens, %d words; estimated: %d cells, %s",
        sizes.measured() ? "Measured" : "Estimated from " + sizes.textBytes() + " bytes of text",
        sizes.tokens(),
        sizes.words(),
        sizes.cells(),
        what);
  }

  private static List<String> table(Settings settings, Plan plan, Sizes sizes) {
    TextTable table = new TextTable("stage", "", "version", "memory", "shuffle", "disk");
    for (Step step : plan.chosen()) {
      boolean kept = step.finished().isPresent();
      Estimate estimate = step.job().estimate(settings, sizes);
      table.add(
          step.name(),
          kept ? "keep" : "run",
          step.id().version(),
          kept ? "-" : "~" + ByteSizes.text(estimate.memory()),
          kept ? "-" : "~" + ByteSizes.text(estimate.shuffle()),
          kept
              ? ByteSizes.text(step.finished().get().bytes())
              : "~" + ByteSizes.text(estimate.disk()));
    }
    return table.lines();
  }
}
