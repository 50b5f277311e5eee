package wordmill.jobs;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import wordmill.config.Settings;
import wordmill.cooccurrence.CooccurrenceOptions;
import wordmill.cooccurrence.SparkCooccurrence;
import wordmill.store.StageResult;

/** Sentences to counts of neighbours. */
final class SparkCooccurrenceJob implements Job {
  @Override
  public String name() {
    return "cooccurrence";
  }

  @Override
  public List<String> inputs() {
    return List.of("corpus", "vocabulary");
  }

  @Override
  public SortedMap<String, String> settings(Settings settings) {
    SortedMap<String, String> chosen = new TreeMap<>(settings.section("cooccurrence"));
    chosen.remove("cooccurrence.cells-in-memory"); // sums are exact, however often a task spills
    return chosen;
  }

  @Override
  public void check(Settings settings) {
    CooccurrenceOptions.from(settings);
  }

  @Override
  public StageResult run(Work work) throws IOException {
    return SparkCooccurrence.count(
        work.spark().get().context(),
        work.input("corpus"),
        work.vocabulary(),
        CooccurrenceOptions.from(work.settings()),
        work.out());
  }

  /**
   * 32 bytes a cell held; 8 a cell in the shuffle, where most come from two tasks; 5 in the files.
   */
  @Override
  public Estimate estimate(Settings settings, Sizes sizes) {
    long held = Math.min(sizes.cells(), settings.integer("cooccurrence.cells-in-memory"));
    return new Estimate(32 * held, 8 * sizes.cells(), 5 * sizes.cells());
  }
}
