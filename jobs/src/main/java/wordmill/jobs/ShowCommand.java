package wordmill.jobs;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import wordmill.config.BadInputException;
import wordmill.store.ArtifactId;
import wordmill.store.DataFile;
import wordmill.store.Manifest;
import wordmill.store.Recipe;
import wordmill.store.Store;

/** What a store holds. */
@Command(
    mixinStandardHelpOptions = true,
    description = "List the artifacts of a store; one alone is shown whole.")
final class ShowCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private StoreArguments arguments;

  ShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Store store = arguments.store();
    List<ArtifactId> ids = store.list(arguments.prefix());
    BadInputException.check(
        !ids.isEmpty(), "%s holds no artifact %s", store.root(), arguments.prefix());
    console.say(ids.size() == 1 ? details(store, ids.get(0)) : table(store, ids));
    return ExitCodes.DONE;
  }

  private static List<String> table(Store store, List<ArtifactId> ids) throws IOException {
    TextTable table = new TextTable("artifact", "size", "seconds", "started", "figures");
    for (ArtifactId id : ids) {
      try {
        Manifest manifest = store.find(id).orElseThrow();
        table.add(
            id.toString(),
            ByteSizes.text(manifest.bytes()),
            String.format("%.1f", manifest.seconds()),
            manifest.started().toString(),
            Summary.figures(manifest.metrics()));
      } catch (BadInputException e) {
        table.add(id.toString(), "-", "-", "-", e.getMessage());
      }
    }
    return table.lines();
  }

  private static List<String> details(Store store, ArtifactId id) throws IOException {
    Manifest manifest = store.find(id).orElseThrow();
    TextTable table = new TextTable("artifact", id.toString());
    table.add("path", store.folder(id).path().toString());
    table.add("fingerprint", manifest.fingerprint());
    table.add("made by", "wordmill " + manifest.codeRevision());
    table.add("started", manifest.started().toString());
    table.add("seconds", String.format("%.1f", manifest.seconds()));
    for (Recipe.Input input : manifest.recipe().inputs()) {
      table.add("from " + input.role(), input.id());
    }
    manifest.configuration().forEach(table::add);
    manifest.metrics().forEach((name, value) -> table.add(name, Summary.figure(value)));
    for (DataFile file : manifest.files()) {
      table.add(file.name(), ByteSizes.text(file.bytes()));
    }
    return table.lines();
  }
}
