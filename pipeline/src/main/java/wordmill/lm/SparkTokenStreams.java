package wordmill.lm;

import java.io.Closeable;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * A sequence of tokens as parallel streams cut into rounds: partition n · R + r has the windows of
 * replica r in round n, in order. Made when first asked for, by one pass over the sequence and one
 * shuffle of 4 bytes a token, and kept in the executors' memory at 8 bytes a token, on their disks
 * where it is short. The windows follow from the sequence and the layout alone.
 */
public final class SparkTokenStreams implements Closeable {
  private final StreamLayout layout;
  private final JavaRDD<TokenWindow> windows;

  private SparkTokenStreams(StreamLayout layout, JavaRDD<TokenWindow> windows) {
    this.layout = layout;
    this.windows = windows;
  }

  static SparkTokenStreams cut(
      JavaSparkContext sc, List<TokenPart> parts, int words, StreamLayout layout) {
    JavaRDD<TokenWindow> windows =
        sc.parallelize(parts, parts.size())
            .flatMap(part -> new TokenPieces(layout, words, part))
            .mapToPair(piece -> new Tuple2<>(piece.partition(), piece))
            .partitionBy(new HashPartitioner(layout.partitions())) // a number is its hash
            .values()
            .mapPartitionsWithIndex(
                (partition, pieces) -> RoundTokens.windows(layout, partition, pieces), true)
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new SparkTokenStreams(layout, windows);
  }

  public StreamLayout layout() {
    return layout;
  }

  /** A window a step; partitions are numbered round · R + replica. */
  public JavaRDD<TokenWindow> windows() {
    return windows;
  }

  /** Lets go of the windows. */
  @Override
  public void close() {
    windows.unpersist(false);
  }
}
