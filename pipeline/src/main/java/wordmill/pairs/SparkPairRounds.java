package wordmill.pairs;

import java.io.Closeable;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;
import wordmill.averaging.SparkRounds;
import wordmill.averaging.SparkShuffles;
import wordmill.random.Seeds;

/**
 * An epoch's pairs in an order of chance, as batches dealt to rounds and replicas. Pair i stands at
 * position π(i) of the epoch, with π a {@link Permutation} keyed by seed and epoch; {@link
 * PairBatchOptions} say which round and replica a position belongs to, {@link PairBatches} what is
 * batched with what there. So every pair is in one batch, and the batches follow from the numbered
 * pairs, the options, the seed and the epoch alone.
 *
 * <p>Cost: made when first asked for, by one pass over the pairs and one shuffle of 4 bytes a word
 * and 20 a pair; nothing is counted or sorted as a whole. Kept are 12 bytes a place of the batches,
 * in the executors' memory and where it is short on their disks. A task holds the pairs of one
 * replica in one round.
 */
public final class SparkPairRounds implements Closeable {
  private static final String ORDER = "pairs-order";
  private static final String BATCHES = "pairs-batches";

  private final JavaRDD<Tuple2<Integer, PairBatchEntry>> dealt;
  private final SparkRounds<PairBatch> rounds;

  private SparkPairRounds(
      JavaRDD<Tuple2<Integer, PairBatchEntry>> dealt, SparkRounds<PairBatch> rounds) {
    this.dealt = dealt;
    this.rounds = rounds;
  }

  /**
   * Deals out an epoch.
   *
   * @param pairs numbered 0 to N − 1, in any order and any partitions
   * @param count N, 1 or more
   * @param epoch from 0
   */
  public static SparkPairRounds deal(
      JavaPairRDD<Long, EncodedPair> pairs,
      long count,
      PairBatchOptions options,
      Seeds seeds,
      int epoch) {
    Permutation order = new Permutation(count, seeds.forReplica(ORDER, epoch, 0, 0));
    JavaRDD<Tuple2<Integer, PairBatchEntry>> dealt =
        SparkShuffles.byNumber(
            pairs.map(pair -> place(order.at(pair._1()), pair._2(), options)),
            options.partitions(count),
            PairBatchEntry.class,
            PairBatchEntry.LAYOUT);
    int replicas = options.replicas();
    JavaRDD<PairBatch> batches =
        dealt
            .map(Tuple2::_2)
            .mapPartitionsWithIndex(
                (p, entries) ->
                    PairBatches.cut(
                        entries,
                        options,
                        seeds.forReplica(BATCHES, epoch, p / replicas, p % replicas)),
                true)
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new SparkPairRounds(dealt, SparkRounds.of(batches, replicas));
  }

  private static Tuple2<Integer, PairBatchEntry> place(
      long position, EncodedPair pair, PairBatchOptions options) {
    return new Tuple2<>(options.partition(position), new PairBatchEntry(position, pair));
  }

  /** Partition round · R + replica has that replica's batches in that round, in order. */
  public SparkRounds<PairBatch> rounds() {
    return rounds;
  }

  /** Lets go of the batches and of the shuffle's files. */
  @Override
  public void close() {
    rounds.unpersist(false);
    SparkShuffles.remove(dealt.rdd());
  }
}
