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
    Run run = Run.of(config.settings(), List.of(job.name()), config.again());
    console.say(Summary.table(run.execute(console)));
    return ExitCodes.DONE;
  }
}
