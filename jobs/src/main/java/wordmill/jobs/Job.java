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
  /** What it is called in commands and progress; no other job is called so. */
  String name();

  /** What run.stages calls it; more than one job may be meant by one stage. */
  default String stage() {
    return name();
  }

  /** Whether a run of these stages, its own among them, means it. */
  default boolean belongsTo(List<String> stages) {
    return true;
  }

  /** The kind of its artifact; more than one job may make a kind. */
  default String kind() {
    return stage();
  }

  /** The name of its artifact: kind and name together are one job's alone. */
  default String artifactName(String run) {
    return run;
  }

  /** Names of the jobs whose artifacts it is made from. */
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

  /** Whether its tasks train or ask networks, so that executors need the natives of them. */
  default boolean usesNetworks() {
    return false;
  }

  /** A sentence for each thing that may differ from run to run; empty if nothing. */
  default List<String> notDeterministic(Settings settings) {
    return List.of();
  }

  /**
   * Builds the options and drops them, so that a wrong setting shows before Spark starts.
   *
   * @throws BadInputException naming the key
   */
  void check(Settings settings);

  /** Has the JVM compile what its tasks will spend their time on; takes some seconds. */
  default void warmUp(Settings settings) {}

  /** Makes the artifact's files. */
  StageResult run(Work work) throws IOException;

  /** What it may need, from the sizes of its input. */
  Estimate estimate(Settings settings, Sizes sizes);
}
