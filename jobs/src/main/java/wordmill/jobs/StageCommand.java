package wordmill.jobs;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** One stage alone, from committed inputs. */
@Command(mixinStandardHelpOptions = true)
final class StageCommand implements Callable<Integer> {
  private final Console console;
  private final Job job;

  @Mixin private ConfigArguments config;

  StageCommand(Console console, Job job) {
    this.console = console;
    this.job = job;
  }

  @Override
  public Integer call() throws IOException {
    Run run = Run.of(job.name(), config.settings(), List.of(job.name()), config.again());
    List<Made> made = run.execute(console);
    if (!made.isEmpty()) {
      console.say(Summary.table(made));
    }
    return ExitCodes.DONE;
  }
}
