package wordmill.jobs;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wordmill.embeddings.Embeddings;
import wordmill.store.ArtifactId;
import wordmill.store.DataFile;
import wordmill.store.Draft;
import wordmill.store.HadoopConf;
import wordmill.store.Manifest;
import wordmill.store.Recipe;
import wordmill.store.Store;

/** Vectors of any peer as an embeddings artifact. */
@Command(
    mixinStandardHelpOptions = true,
    description = "Commit a vectors file as an embeddings artifact.")
final class ImportCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "FILE")
  private String file;

  @Option(names = "--name", required = true, description = "Names the artifact.")
  private String name;

  @Option(
      names = "--store",
      paramLabel = "PATH",
      defaultValue = "store",
      description = "The store's folder (default: ${DEFAULT-VALUE}).")
  private String path;

  ImportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Configuration configuration = SparkHandle.hadoopConfiguration();
    Store store = Store.at(path, configuration);
    Recipe.Input input = FileInputs.input("file", List.of(file), new HadoopConf(configuration));
    Recipe recipe = new Recipe("embeddings", 1, new TreeMap<>(), Optional.empty(), List.of(input));
    ArtifactId id = ArtifactId.ofFingerprint("embeddings", name, recipe.fingerprint());
    if (store.find(id, recipe).isEmpty()) {
      commit(store, id, recipe);
    }
    console.say(store.folder(id).path().toString());
    return ExitCodes.DONE;
  }

  private void commit(Store store, ArtifactId id, Recipe recipe) throws IOException {
    Instant started = Instant.now();
    Stopwatch watch = new Stopwatch();
    Embeddings embeddings = Vectors.ofFile(file);
    SortedMap<String, Object> metrics = new TreeMap<>();
    metrics.put("words", embeddings.size());
    metrics.put("dimension", embeddings.dimension());
    try (Draft draft = store.begin(id, name)) {
      DataFile part = EmbeddingsTable.write(embeddings, draft.folder());
      double seconds = watch.seconds();
      Manifest manifest =
          new Manifest(
              id,
              recipe,
              new TreeMap<>(),
              Version.revision(),
              started,
              seconds,
              List.of(part),
              metrics,
              List.of());
      draft.commit(manifest);
    }
  }
}
