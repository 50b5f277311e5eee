package wordmill.word2vec;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.Partition;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.PartitionCoalescer;
import org.apache.spark.rdd.PartitionGroup;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.StorageLevel;
import scala.Option;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import wordmill.linalg.SamplingKernel;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.HashedOutput;

/**
 * The R replicas as an RDD of R partitions: partition a has input block a, and an output block that
 * goes around from one sub-round to the next. Blocks stay in the executors' memory, or on their
 * disks where it is short, and move from one executor to another through Spark's block manager.
 */
final class SparkReplicas {
  private static final String ALL_ANCESTORS = "spark.checkpoint.checkpointAllMarkedAncestors";
  private static final ClassTag<Output> OUTPUTS = ClassTag$.MODULE$.apply(Output.class);

  private final JavaSparkContext sc;
  private final int replicas;
  private final List<JavaRDD<?>> kept = new ArrayList<>();
  private JavaRDD<BlockPair> state;
  private JavaRDD<Output> outputs; // of the state, cached apart: they alone leave their executors
  private int depth;

  private SparkReplicas(JavaSparkContext sc, int replicas, JavaRDD<BlockPair> state) {
    this.sc = sc;
    this.replicas = replicas;
    keep(state);
  }

  private void keep(JavaRDD<BlockPair> pairs) {
    state = pairs.persist(StorageLevel.MEMORY_AND_DISK());
    String before = sc.getLocalProperty(ALL_ANCESTORS);
    sc.setLocalProperty(ALL_ANCESTORS, "true"); // read when an RDD is made; for sumsAndCut
    outputs =
        state
            .map(pair -> new Output(pair.output(), pair.sums()))
            .persist(StorageLevel.MEMORY_AND_DISK());
    sc.setLocalProperty(ALL_ANCESTORS, before);
    kept.add(state);
    kept.add(outputs);
    depth++;
  }

  /** An output block, and what was summed up while it was trained. */
  private record Output(WordBlock block, TrainingSums sums) implements Serializable {}

  /** Makes the pair of input block a and output block a, for each a. */
  @FunctionalInterface
  interface Start extends Serializable {
    BlockPair pair(int replica) throws IOException;
  }

  static SparkReplicas start(JavaSparkContext sc, int replicas, Start start) {
    return of(sc, replicas, made(sc, replicas, start));
  }

  /** The pairs alone, in replica order; nothing is kept. */
  static JavaRDD<BlockPair> made(JavaSparkContext sc, int replicas, Start start) {
    List<Integer> numbers = IntStream.range(0, replicas).boxed().toList();
    return sc.parallelize(numbers, replicas).map(start::pair);
  }

  static SparkReplicas of(JavaSparkContext sc, int replicas, JavaRDD<BlockPair> pairs) {
    return new SparkReplicas(sc, replicas, pairs);
  }

  JavaRDD<BlockPair> pairs() {
    return state;
  }

  /** Trains one pair on the items of its bucket, in place, and gives it back with its sums. */
  @FunctionalInterface
  interface Training extends Serializable {
    TrainingSums train(BlockPair pair, Iterator<byte[]> items, Team team) throws IOException;
  }

  /** Each replica takes over the output block of the next one. */
  void turn() {
    if (replicas > 1) {
      JavaRDD<Output> next =
          JavaRDD.fromRDD(
              outputs.rdd().coalesce(replicas, false, Option.apply(new Next(replicas)), null),
              OUTPUTS);
      state =
          state.zipPartitions(
              next,
              (own, other) ->
                  List.of(
                          new BlockPair(
                              own.next().input(), other.next().block(), TrainingSums.NONE))
                      .iterator());
    }
  }

  /**
   * Trains every replica on its items.
   *
   * @return the sums, in replica order
   */
  List<TrainingSums> train(JavaRDD<byte[]> items, Training training, int threads) {
    return run(
        state.zipPartitions(
            items, (pairs, bucket) -> trained(pairs.next(), bucket, training, threads).iterator()));
  }

  /** Trains the only replica on what it reads by itself. */
  List<TrainingSums> train(Training training, int threads) {
    return run(
        state.mapPartitions(
            pairs ->
                trained(pairs.next(), Collections.emptyIterator(), training, threads).iterator()));
  }

  private static List<BlockPair> trained(
      BlockPair pair, Iterator<byte[]> items, Training training, int threads) throws IOException {
    SamplingKernel.warmUp();
    BlockPair copy = pair.copy();
    TrainingSums sums;
    try (Team team = new Team(threads)) {
      sums = training.train(copy, items, team);
    } catch (DivergedException e) {
      sums = TrainingSums.diverged(e);
    }
    return List.of(new BlockPair(copy.input(), copy.output(), sums));
  }

  /**
   * Runs the sub-round. In one JVM no executor can be lost, so what was before is dropped at once;
   * on a cluster it is kept until {@link #close}, so that lost blocks are made again from the
   * blocks that are still there.
   */
  private List<TrainingSums> run(JavaRDD<BlockPair> trained) {
    List<JavaRDD<?>> before = List.copyOf(kept);
    keep(trained);
    List<TrainingSums> sums = sc.isLocal() ? sumsAndCut() : sums();
    if (sc.isLocal()) {
      before.forEach(blocks -> blocks.unpersist(false));
      kept.removeAll(before);
      depth = 1;
    }
    return sums;
  }

  private List<TrainingSums> sums() {
    return outputs.map(Output::sums).collect();
  }

  /**
   * Both RDDs forget what they came from. Were it one of them alone, the partitions of the other
   * would hold those of all sub-rounds before, and after some hundred no task could be read.
   */
  private List<TrainingSums> sumsAndCut() {
    state.rdd().localCheckpoint();
    outputs.rdd().localCheckpoint();
    return sums();
  }

  /** Sub-rounds that are kept, and would be gone through again for a lost block. */
  int depth() {
    return depth;
  }

  /** Lets go of all blocks. */
  void close() {
    kept.forEach(blocks -> blocks.unpersist(false));
    kept.clear();
  }

  /** Writes each replica's blocks into one file, as {@link WordBlock#writeValues} does. */
  List<DataFile> write(ArtifactFolder out) {
    return state.map(pair -> writePair(pair, out)).collect();
  }

  private static DataFile writePair(BlockPair pair, ArtifactFolder out) throws IOException {
    try (HashedOutput file = out.write(fileName(pair.input().number()))) {
      DataOutputStream data = new DataOutputStream(file);
      pair.input().writeValues(data);
      pair.output().writeValues(data);
      return file.finish();
    }
  }

  private static String fileName(int replica) {
    return String.format("replica-%05d.f32", replica);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param shift replica a has output block (a + shift) mod R
   */
  static SparkReplicas read(
      JavaSparkContext sc, Artifact written, Blocks blocks, int dimension, int shift) {
    ArtifactFolder folder = written.folder();
    List<DataFile> files = written.files("replica-");
    int replicas = blocks.replicas();
    return start(
        sc,
        replicas,
        a -> {
          WordBlock input = WordBlock.zeros(a, blocks, dimension);
          WordBlock output = WordBlock.zeros((a + shift) % replicas, blocks, dimension);
          try (DataInputStream in =
              new DataInputStream(
                  new java.io.BufferedInputStream(folder.read(files.get(a)), 1 << 16))) {
            input.readValues(in);
            output.readValues(in);
          }
          return new BlockPair(input, output, TrainingSums.NONE);
        });
  }

  /** Partition a of the result is partition a + 1 of the parent, around the ring; no shuffle. */
  private static final class Next implements PartitionCoalescer, scala.Serializable {
    private static final long serialVersionUID = 1L;

    private final int replicas;

    private Next(int replicas) {
      this.replicas = replicas;
    }

    @Override
    public PartitionGroup[] coalesce(int most, RDD<?> parent) {
      Partition[] partitions = parent.partitions();
      PartitionGroup[] groups = new PartitionGroup[replicas];
      for (int a = 0; a < replicas; a++) {
        groups[a] = new PartitionGroup(Option.empty());
        groups[a].partitions().$plus$eq(partitions[(a + 1) % replicas]);
      }
      return groups;
    }
  }
}
