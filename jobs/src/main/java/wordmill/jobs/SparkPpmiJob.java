package wordmill.jobs;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import wordmill.config.Settings;
import wordmill.ppmi.PpmiOptions;
import wordmill.ppmi.SparkPpmi;
import wordmill.store.StageResult;

/** Counts to positive pointwise mutual information. */
final class SparkPpmiJob implements Job {
  @Override
  public String name() {
    return "ppmi";
  }

  @Override
  public List<String> inputs() {
    return List.of("cooccurrence");
  }

  @Override
  public SortedMap<String, String> settings(Settings settings) {
    return new TreeMap<>(settings.section("ppmi"));
  }

  @Override
  public void check(Settings settings) {
    PpmiOptions.from(settings);
  }

  @Override
  public StageResult run(Work work) throws IOException {
    return SparkPpmi.weigh(
        work.spark().get().context(),
        work.input("cooccurrence"),
        PpmiOptions.from(work.settings()),
        work.out());
  }

  /** The marginals at 16 bytes a word; four of five cells are positive, at 6 bytes in the files. */
  @Override
  public Estimate estimate(Settings settings, Sizes sizes) {
    long kept = sizes.cells() * 4 / 5;
    return new Estimate(16 * sizes.words(), 0, 6 * kept);
  }
}
