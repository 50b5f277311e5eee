package wordmill.averaging;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.ContextCleaner;
import org.apache.spark.Partitioner;
import org.apache.spark.ShuffleDependency;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Option;
import scala.Tuple2;

/**
 * One round of averaging as one Spark job of two stages. Replicas get the merged blocks by a
 * broadcast and what is theirs alone by one of their own, train, and send their blocks into a
 * shuffle; each block is merged where it lands, in replica order, and collected. A task that is run
 * again starts from the same broadcasts, so it ends with the same bits; nothing of a round is left
 * when it is over.
 */
public final class SparkAveraging {
  private static final long MERGER_BYTES = 64L << 20;

  private SparkAveraging() {}

  /** Trains one replica, in a task; a pure function of what it is given. */
  @FunctionalInterface
  public interface Training<T> extends Serializable {
    Trained train(RoundStart start, Iterator<T> steps) throws IOException;
  }

  /**
   * Runs a round.
   *
   * @param steps one partition a replica
   * @param merged what all replicas begin with; it comes back unchanged if none has a step
   * @param own in replica order
   */
  public static <T> MergedRound run(
      JavaRDD<T> steps, NumberBlocks merged, List<ReplicaState> own, Training<T> training) {
    int mergers = mergers(merged.count(), own.size(), steps.context().defaultParallelism());
    return run(steps, merged, own, training, mergers);
  }

  /** Enough to keep all cores busy, and more where the copies of its blocks would not fit one. */
  private static int mergers(int blocks, int replicas, int cores) {
    long most = Math.max(1, MERGER_BYTES / ((long) replicas * NumberBlocks.BLOCK_BYTES));
    long each = Math.min(most, (blocks + cores - 1) / cores);
    return each == 0 ? 1 : Math.toIntExact((blocks + each - 1) / each);
  }

  static <T> MergedRound run(
      JavaRDD<T> steps,
      NumberBlocks merged,
      List<ReplicaState> own,
      Training<T> training,
      int mergers) {
    JavaSparkContext sc = JavaSparkContext.fromSparkContext(steps.context());
    Broadcast<NumberBlocks> start = sc.broadcast(merged);
    List<Broadcast<ReplicaState>> owns = own.stream().map(sc::broadcast).toList();
    JavaPairRDD<Integer, Piece> pieces =
        steps
            .mapPartitionsWithIndex(
                (replica, part) ->
                    pieces(
                        training.train(
                            new RoundStart(replica, start.value(), owns.get(replica).value()),
                            part),
                        replica,
                        start.value().count()),
                false)
            .mapToPair(piece -> piece)
            .partitionBy(new ByNumber(mergers));
    Precision precision = merged.precision();
    try {
      List<Tuple2<Integer, Piece>> collected =
          pieces.mapPartitions(part -> mergedPieces(part, precision)).collect();
      return round(collected, merged, own.size());
    } finally {
      start.destroy();
      owns.forEach(Broadcast::destroy);
      removeShuffle(sc, pieces);
    }
  }

  /**
   * What a replica sends: its block b with number b, or with number B + replica what is not merged.
   */
  private static final class Piece implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int replica;
    private final double weight;
    private final byte[] block;
    private final ReplicaState own;
    private final RoundSums sums;

    private Piece(int replica, double weight, byte[] block, ReplicaState own, RoundSums sums) {
      this.replica = replica;
      this.weight = weight;
      this.block = block;
      this.own = own;
      this.sums = sums;
    }
  }

  private static Iterator<Tuple2<Integer, Piece>> pieces(Trained trained, int replica, int blocks) {
    List<Tuple2<Integer, Piece>> pieces = new ArrayList<>();
    NumberBlocks numbers = trained.blocks();
    for (int b = 0; b < numbers.count(); b++) {
      byte[] block = numbers.block(b);
      pieces.add(new Tuple2<>(b, new Piece(replica, trained.weight(), block, null, null)));
    }
    Piece rest = new Piece(replica, 0, new byte[0], trained.own(), trained.sums());
    pieces.add(new Tuple2<>(blocks + replica, rest));
    return pieces.iterator();
  }

  private static Iterator<Tuple2<Integer, Piece>> mergedPieces(
      Iterator<Tuple2<Integer, Piece>> pieces, Precision precision) {
    SortedMap<Integer, List<Piece>> byNumber = new TreeMap<>();
    while (pieces.hasNext()) {
      Tuple2<Integer, Piece> piece = pieces.next();
      byNumber.computeIfAbsent(piece._1(), number -> new ArrayList<>()).add(piece._2());
    }
    WeightedMean mean = new WeightedMean(precision);
    return byNumber.entrySet().stream()
        .map(same -> new Tuple2<>(same.getKey(), mergedPiece(same.getValue(), mean)))
        .iterator();
  }

  private static Piece mergedPiece(List<Piece> pieces, WeightedMean mean) {
    if (pieces.size() == 1) {
      return pieces.get(0);
    }
    pieces.sort(Comparator.comparingInt(piece -> piece.replica));
    List<byte[]> blocks = pieces.stream().map(piece -> piece.block).toList();
    double[] weights = pieces.stream().mapToDouble(piece -> piece.weight).toArray();
    return new Piece(0, 0, mean.of(blocks, weights), null, null);
  }

  private static MergedRound round(
      List<Tuple2<Integer, Piece>> collected, NumberBlocks before, int replicas) {
    byte[][] blocks = new byte[before.count()][];
    ReplicaState[] own = new ReplicaState[replicas];
    RoundSums[] sums = new RoundSums[replicas];
    for (Tuple2<Integer, Piece> piece : collected) {
      int number = piece._1();
      if (number < blocks.length) {
        blocks[number] = piece._2().block;
      } else {
        own[number - blocks.length] = piece._2().own;
        sums[number - blocks.length] = piece._2().sums;
      }
    }
    boolean trained = blocks.length > 0 && blocks[0] != null;
    return new MergedRound(
        trained ? new NumberBlocks(before.precision(), List.of(blocks)) : before,
        List.of(own),
        List.of(sums));
  }

  /** At once: Spark would wait until the garbage collector has found the RDD, with a full disk. */
  private static void removeShuffle(JavaSparkContext sc, JavaPairRDD<Integer, Piece> shuffled) {
    int id = ((ShuffleDependency<?, ?, ?>) shuffled.rdd().dependencies().apply(0)).shuffleId();
    Option<ContextCleaner> cleaner = sc.sc().cleaner();
    if (cleaner.isDefined()) {
      cleaner.get().doCleanupShuffle(id, false);
    }
  }

  /** Partition of a block, or of what is not merged. */
  private static final class ByNumber extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final int count;

    private ByNumber(int count) {
      this.count = count;
    }

    @Override
    public int numPartitions() {
      return count;
    }

    @Override
    public int getPartition(Object key) {
      return (Integer) key % count;
    }
  }
}
