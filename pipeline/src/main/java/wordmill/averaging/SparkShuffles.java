package wordmill.averaging;

import org.apache.spark.ContextCleaner;
import org.apache.spark.ShuffleDependency;
import org.apache.spark.rdd.RDD;
import scala.Option;

/** The files that shuffles leave on executors' disks. */
public final class SparkShuffles {
  private SparkShuffles() {}

  /**
   * Removes them at once: Spark would wait until the garbage collector has found the RDD, with a
   * full disk. The RDD is not to be read afterwards.
   *
   * @param shuffled made by a shuffle, and by nothing after it
   */
  public static void remove(RDD<?> shuffled) {
    int id = ((ShuffleDependency<?, ?, ?>) shuffled.dependencies().apply(0)).shuffleId();
    Option<ContextCleaner> cleaner = shuffled.sparkContext().cleaner();
    if (cleaner.isDefined()) {
      cleaner.get().doCleanupShuffle(id, false);
    }
  }
}
