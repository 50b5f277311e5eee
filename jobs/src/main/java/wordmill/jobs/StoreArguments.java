package wordmill.jobs;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wordmill.store.Store;

/** Some or all artifacts of a store. */
final class StoreArguments {
  @Parameters(
      arity = "0..1",
      paramLabel = "PREFIX",
      defaultValue = "",
      description = "KIND, KIND/NAME or KIND/NAME/VERSION; all if left out.")
  private String prefix;

  @Option(
      names = "--store",
      paramLabel = "PATH",
      defaultValue = "store",
      description = "The store's folder (default: ${DEFAULT-VALUE}).")
  private String path;

  Store store() {
    return Store.at(path, SparkHandle.hadoopConfiguration());
  }

  String prefix() {
    return prefix;
  }
}
