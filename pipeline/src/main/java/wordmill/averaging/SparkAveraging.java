package wordmill.averaging;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * One round of averaging as one Spark job. Replicas get the merged blocks by a broadcast and what
 * is theirs alone by one of their own, and train. Blocks that are few come to the driver, which
 * merges them in replica order; more go into a shuffle, are merged where they land, in the same
 * order, and collected: the same bits. A task that is run again starts from the same broadcasts, so
 * it ends with the same bits; nothing of a round is left when it is over.
 */
public final class SparkAveraging {
  private static final long MERGER_BYTES = 64L << 20;
  private static final long DRIVER_BYTES = 64L << 20;
  private static final int DRIVER_MERGES = 0;

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

  /**
   * None where a second stage would take longer than it saves; or else enough to keep all cores
   * busy, and more where the copies of its blocks would not fit one.
   */
  private static int mergers(int blocks, int replicas, int cores) {
    if ((long) replicas * blocks * NumberBlocks.BLOCK_BYTES <= DRIVER_BYTES) {
      return DRIVER_MERGES;
    }
    long most = Math.max(1, MERGER_BYTES / ((long) replicas * NumberBlocks.BLOCK_BYTES));
    long each = Math.min(most, (blocks + cores - 1) / cores);
    return Math.toIntExact((blocks + each - 1) / each);
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
    JavaRDD<Tuple2<Integer, Piece>> pieces =
        steps.mapPartitionsWithIndex(
            (replica, part) ->
                pieces(
                    training.train(
                        new RoundStart(replica, start.value(), owns.get(replica).value()), part),
                    replica,
                    start.value().count()),
            false);
    try {
      List<Tuple2<Integer, Piece>> collected =
          mergers == DRIVER_MERGES
              ? mergedPieces(pieces.collect().iterator(), merged.count(), merged.precision())
              : mergedByShuffle(pieces, merged.count(), merged.precision(), mergers);
      return round(collected, merged, own.size());
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory does not fail", e);
    } finally {
      start.destroy();
      owns.forEach(Broadcast::destroy);
    }
  }

  private static List<Tuple2<Integer, Piece>> mergedByShuffle(
      JavaRDD<Tuple2<Integer, Piece>> pieces, int blocks, Precision precision, int mergers) {
    JavaRDD<Tuple2<Integer, Piece>> shuffled =
        SparkShuffles.byNumber(pieces, mergers, Piece.class, Piece.LAYOUT);
    try {
      return shuffled
          .mapPartitions(part -> mergedPieces(part, blocks, precision).iterator())
          .collect();
    } finally {
      SparkShuffles.remove(shuffled.rdd());
    }
  }

  /** Block b has number b; what is not merged has number B + replica. */
  private static Iterator<Tuple2<Integer, Piece>> pieces(Trained trained, int replica, int blocks)
      throws IOException {
    List<Tuple2<Integer, Piece>> pieces = new ArrayList<>();
    NumberBlocks numbers = trained.blocks();
    for (int b = 0; b < numbers.count(); b++) {
      pieces.add(new Tuple2<>(b, Piece.ofBlock(replica, trained.weight(), numbers.block(b))));
    }
    int part = 0;
    for (byte[] bytes : new Unmerged(trained.own(), trained.sums()).parts()) {
      pieces.add(new Tuple2<>(blocks + replica, Piece.unmerged(replica, part++, bytes)));
    }
    return pieces.iterator();
  }

  private static List<Tuple2<Integer, Piece>> mergedPieces(
      Iterator<Tuple2<Integer, Piece>> pieces, int blocks, Precision precision) {
    SortedMap<Integer, List<Piece>> blockPieces = new TreeMap<>();
    List<Tuple2<Integer, Piece>> out = new ArrayList<>();
    while (pieces.hasNext()) {
      Tuple2<Integer, Piece> piece = pieces.next();
      if (piece._1() < blocks) {
        blockPieces.computeIfAbsent(piece._1(), number -> new ArrayList<>()).add(piece._2());
      } else {
        out.add(piece);
      }
    }
    WeightedMean mean = new WeightedMean(precision);
    blockPieces.forEach((number, same) -> out.add(new Tuple2<>(number, merged(same, mean))));
    return out;
  }

  private static Piece merged(List<Piece> pieces, WeightedMean mean) {
    pieces.sort(Comparator.comparingInt(Piece::replica));
    List<byte[]> blocks = pieces.stream().map(Piece::bytes).toList();
    double[] weights = pieces.stream().mapToDouble(Piece::weight).toArray();
    return Piece.ofBlock(0, 0, mean.of(blocks, weights));
  }

  private static MergedRound round(
      List<Tuple2<Integer, Piece>> collected, NumberBlocks before, int replicas)
      throws IOException {
    byte[][] blocks = new byte[before.count()][];
    List<List<Piece>> parts = new ArrayList<>();
    for (int replica = 0; replica < replicas; replica++) {
      parts.add(new ArrayList<>());
    }
    for (Tuple2<Integer, Piece> piece : collected) {
      if (piece._1() < blocks.length) {
        blocks[piece._1()] = piece._2().bytes();
      } else {
        parts.get(piece._2().replica()).add(piece._2());
      }
    }
    List<Unmerged> unmerged = new ArrayList<>();
    for (List<Piece> each : parts) {
      unmerged.add(unmerged(each));
    }
    boolean trained = blocks.length > 0 && blocks[0] != null;
    return new MergedRound(
        trained ? new NumberBlocks(before.precision(), List.of(blocks)) : before,
        unmerged.stream().map(Unmerged::own).toList(),
        unmerged.stream().map(Unmerged::sums).toList());
  }

  private static Unmerged unmerged(List<Piece> pieces) throws IOException {
    pieces.sort(Comparator.comparingInt(Piece::part));
    return Unmerged.of(pieces.stream().map(Piece::bytes).toList());
  }
}
