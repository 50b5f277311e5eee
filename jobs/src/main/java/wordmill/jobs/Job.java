package wordmill.jobs;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import wordmill.config.BadInputException;
import wordmill.config.Settings;
import wordmill.store.HadoopConf;
import wordmill.store.Recipe;
import wordmill.store.StageResult;

/** One stage as the commands see it: what it needs, what decides its bits, how it runs. */
interface Job {
  /** The stage's name, and the kind of its artifact. */
  String kind();

  /** Kinds of the artifacts it is made from. */
  List<String> inputs();

  /** Raised whenever the stage makes something else of the same input. */
  default int stageVersion() {
    return 1;
  }

  /** Whether the root seed decides its bits. */
  default boolean usesChance() {
    return false;
  }

  /** The settings that decide its bits: no paths, nothing about memory. */
  SortedMap<String, String> settings(Settings settings);

  /**
   * What it reads from outside the store, each found and readable.
   *
   * @throws BadInputException naming what is missing
   */
  default List<Recipe.Input> outsideInputs(Settings settings, HadoopConf hadoop)
      throws IOException {
    return List.of();
  }

  /**
   * Builds the options and drops them, so that a wrong setting shows before Spark starts.
   *
   * @throws BadInputException naming the key
   */
  void check(Settings settings);

  /** Makes the artifact's files. */
  StageResult run(Work work) throws IOException;

  /** What it may need, from the sizes of its input. */
  Estimate estimate(Settings settings, Sizes sizes);
}
