package wordmill.averaging;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.rdd.PartitionPruningRDD;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;
import scala.runtime.AbstractFunction1;
import wordmill.config.BadInputException;

/**
 * An epoch's steps, cut into rounds: partition n · R + r holds the steps of replica r in round n,
 * in order. A replica's last partitions may be short or empty.
 *
 * <p>Cost: Spark looks at every partition of an RDD whenever a job begins, some 2 µs each.
 *
 * @param <T> a step's data
 */
public final class SparkRounds<T> extends JavaRDD<T> {
  private static final long serialVersionUID = 1L;

  private final int replicas;

  private SparkRounds(JavaRDD<T> partitions, int replicas) {
    super(partitions.rdd(), partitions.classTag());
    this.replicas = replicas;
  }

  /** Partitions that already lie as described above. */
  public static <T> SparkRounds<T> of(JavaRDD<T> partitions, int replicas) {
    BadInputException.check(replicas >= 1, "replicas must be 1 or more, but is %d", replicas);
    int count = partitions.getNumPartitions();
    if (count % replicas != 0) {
      throw new IllegalArgumentException(count + " partitions for " + replicas + " replicas");
    }
    return new SparkRounds<>(partitions, replicas);
  }

  /**
   * Cuts any data of n steps: replica r gets steps r · n / R to (r + 1) · n / R − 1 in the order of
   * partitions and positions, nothing twice and nothing left out. Reads the data twice (to count,
   * to deal it out) and shuffles it once; what is cut is kept serialized, in memory and where that
   * is short on disk, until it is unpersisted. Serialized, since Spark cannot see how large data is
   * that lies outside the heap.
   *
   * @param stepsPerRound 1 or more
   * @param data the same each time it is computed
   */
  public static <T> SparkRounds<T> cut(JavaRDD<T> data, int replicas, int stepsPerRound) {
    AveragingOptions checked = new AveragingOptions(replicas, stepsPerRound);
    long[] starts = starts(data);
    Shares shares =
        new Shares(starts[starts.length - 1], checked.replicas(), checked.stepsPerRound());
    JavaPairRDD<Long, T> numbered =
        data.mapPartitionsWithIndex((p, part) -> numbered(part, starts[p]), false)
            .mapToPair(step -> step);
    JavaRDD<T> partitions =
        numbered
            .repartitionAndSortWithinPartitions(shares)
            .values()
            .persist(StorageLevel.MEMORY_AND_DISK_SER());
    return new SparkRounds<>(partitions, replicas);
  }

  /** Of each partition the number of its first step, and then how many there are. */
  private static <T> long[] starts(JavaRDD<T> data) {
    List<Long> counts = data.mapPartitions(part -> List.of(count(part)).iterator()).collect();
    long[] starts = new long[counts.size() + 1];
    for (int p = 0; p < counts.size(); p++) {
      starts[p + 1] = starts[p] + counts.get(p);
    }
    return starts;
  }

  private static long count(Iterator<?> part) {
    long count = 0;
    for (; part.hasNext(); part.next()) {
      count++;
    }
    return count;
  }

  private static <T> Iterator<Tuple2<Long, T>> numbered(Iterator<T> part, long start) {
    return new Iterator<>() {
      private long next = start;

      @Override
      public boolean hasNext() {
        return part.hasNext();
      }

      @Override
      public Tuple2<Long, T> next() {
        return new Tuple2<>(next++, part.next());
      }
    };
  }

  public int replicas() {
    return replicas;
  }

  /** How many there are; 0 for no data. */
  public int rounds() {
    return getNumPartitions() / replicas;
  }

  /** Round {@code n}, from 0: one partition a replica. */
  public JavaRDD<T> round(int n) {
    return JavaRDD.fromRDD(
        PartitionPruningRDD.create(rdd(), new OfRound(n * replicas, replicas)), classTag());
  }

  /** The same rounds, of other values; nothing is kept. */
  public <U> SparkRounds<U> mapped(Function<T, U> to) {
    return new SparkRounds<>(map(to), replicas);
  }

  /** Which partition step i of n belongs to. */
  private static final class Shares extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final long steps;
    private final int replicas;
    private final int stepsPerRound;

    private Shares(long steps, int replicas, int stepsPerRound) {
      this.steps = steps;
      this.replicas = replicas;
      this.stepsPerRound = stepsPerRound;
    }

    private long start(long replica) {
      return Math.multiplyExact(replica, steps) / replicas;
    }

    @Override
    public int numPartitions() {
      long longest = (steps + replicas - 1) / replicas;
      long rounds = (longest + stepsPerRound - 1) / stepsPerRound;
      return Math.toIntExact(rounds * replicas);
    }

    @Override
    public int getPartition(Object key) {
      long step = (Long) key;
      int replica = (int) Math.min(replicas - 1L, step * replicas / steps);
      while (replica + 1 < replicas && start(replica + 1L) <= step) {
        replica++;
      }
      while (start(replica) > step) {
        replica--;
      }
      long round = (step - start(replica)) / stepsPerRound;
      return (int) (round * replicas + replica);
    }
  }

  private static final class OfRound extends AbstractFunction1<Object, Object>
      implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int from;
    private final int count;

    private OfRound(int from, int count) {
      this.from = from;
      this.count = count;
    }

    @Override
    public Object apply(Object partition) {
      int number = (Integer) partition;
      return number >= from && number < from + count;
    }
  }
}
