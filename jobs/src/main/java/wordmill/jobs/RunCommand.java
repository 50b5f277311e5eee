package wordmill.jobs;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import wordmill.config.Settings;

/** All stages of a configuration. */
@Command(
    mixinStandardHelpOptions = true,
    description = "Walk run.stages: keep what is finished, make the rest.")
final class RunCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ConfigArguments config;

  RunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = config.settings();
    Run run = Run.of("run", settings, Jobs.chosen(settings.texts("run.stages")), config.again());
    List<Made> made = run.execute(console);
    if (made.isEmpty()) {
      return ExitCodes.DONE;
    }
    console.say(Summary.table(made));
    console.say(Summary.scores(made));
    console.say(Summary.sample(made));
    console.say(Summary.translations(made));
    console.say(NextCommands.lines(settings, run.store(), made, config.again()));
    return ExitCodes.DONE;
  }
}
