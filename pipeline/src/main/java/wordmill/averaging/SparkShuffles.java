package wordmill.averaging;

import org.apache.spark.ContextCleaner;
import org.apache.spark.HashPartitioner;
import org.apache.spark.ShuffleDependency;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.rdd.ShuffledRDD;
import scala.Option;
import scala.Tuple2;
import scala.reflect.ClassTag;

/** Shuffles of numbered values, and the files that shuffles leave on executors' disks. */
public final class SparkShuffles {
  private SparkShuffles() {}

  /**
   * Brings values to partition n mod {@code partitions} of their number n.
   *
   * @param numbered numbers of 0 or more
   */
  public static <V> JavaRDD<Tuple2<Integer, V>> byNumber(
      JavaRDD<Tuple2<Integer, V>> numbered, int partitions, Class<V> type, RecordLayout<V> layout) {
    ClassTag<V> value = ClassTag.apply(type);
    ShuffledRDD<Integer, V, V> shuffled =
        new ShuffledRDD<>(
            numbered.rdd(),
            new HashPartitioner(partitions), // a number is its hash
            ClassTag.apply(Integer.class),
            value,
            value);
    return shuffled.setSerializer(new SparkRecordSerializer<>(layout)).toJavaRDD();
  }

  /**
   * Removes a shuffle's files at once: Spark would wait until the garbage collector has found the
   * RDD, with a full disk. The RDD is not to be read afterwards.
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
