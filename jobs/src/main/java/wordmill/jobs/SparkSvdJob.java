package wordmill.jobs;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import wordmill.config.Settings;
import wordmill.linalg.PanelKernels;
import wordmill.store.StageResult;
import wordmill.svd.SparkSvd;
import wordmill.svd.SvdOptions;

/** PPMI to singular vectors. */
final class SparkSvdJob implements Job {
  @Override
  public String name() {
    return "svd";
  }

  @Override
  public List<String> inputs() {
    return List.of("ppmi");
  }

  @Override
  public boolean usesChance() {
    return true;
  }

  @Override
  public SortedMap<String, String> settings(Settings settings) {
    return new TreeMap<>(settings.section("svd"));
  }

  @Override
  public void check(Settings settings) {
    SvdOptions.from(settings);
  }

  @Override
  public void warmUp(Settings settings) {
    PanelKernels.warmUp();
  }

  @Override
  public StageResult run(Work work) throws IOException {
    return SparkSvd.decompose(
        work.spark().get().context(),
        work.input("ppmi"),
        SvdOptions.from(work.settings()),
        work.out());
  }

  /**
   * The cached matrix at 8 bytes a cell and the Krylov basis, both spread over all executors; each
   * block passes the shuffle twice; two matrices of rank columns in the files.
   */
  @Override
  public Estimate estimate(Settings settings, Sizes sizes) {
    long block = 4L * sizes.words() * settings.integer("svd.block-size");
    long blocks = settings.integer("svd.blocks");
    long matrix = 8 * (sizes.cells() * 4 / 5);
    return new Estimate(
        matrix + block * blocks,
        2 * block * blocks,
        8L * sizes.words() * settings.integer("svd.rank"));
  }
}
