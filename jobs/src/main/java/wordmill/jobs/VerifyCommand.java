package wordmill.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import wordmill.config.BadInputException;
import wordmill.store.ArtifactId;
import wordmill.store.Store;

/** Whether a store is whole. */
@Command(
    mixinStandardHelpOptions = true,
    description = "Compare every file with its manifest; exit code 2 if one is damaged.")
final class VerifyCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private StoreArguments arguments;

  VerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Store store = arguments.store();
    List<ArtifactId> ids = store.list(arguments.prefix());
    BadInputException.check(
        !ids.isEmpty(), "%s holds no artifact %s", store.root(), arguments.prefix());
    List<String> damages = new ArrayList<>();
    for (ArtifactId id : ids) {
      damages.addAll(store.damages(id));
    }
    damages.forEach(damage -> console.err().println("wordmill: " + damage));
    if (damages.isEmpty()) {
      console.say(ids.size() + " artifacts are whole");
    }
    return damages.isEmpty() ? ExitCodes.DONE : ExitCodes.BAD_INPUT;
  }
}
