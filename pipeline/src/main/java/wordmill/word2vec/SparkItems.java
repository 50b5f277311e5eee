package wordmill.word2vec;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.PartitionPruningRDD;
import scala.Tuple2;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;
import wordmill.random.Seeds;
import wordmill.store.ArtifactFolder;
import wordmill.word2vec.Schedule.Slice;

/** The items of one rotation: cut by one task for each slice, shuffled once into R × R buckets. */
final class SparkItems {
  private static final int ROUND_BITS = 16;
  private static final int SLICE_BITS = 23;

  private final JavaRDD<byte[]> buckets;
  private final int replicas;

  private SparkItems(JavaRDD<byte[]> buckets, int replicas) {
    this.buckets = buckets;
    this.replicas = replicas;
  }

  /** Nothing runs before the first bucket is asked for. */
  static SparkItems cut(
      JavaSparkContext sc,
      ArtifactFolder corpus,
      List<Slice> slices,
      Broadcast<WordFrequencies> frequencies,
      Word2VecOptions options,
      Seeds seeds,
      int rotation) {
    int replicas = options.replicas();
    Items items = items(frequencies.value(), options);
    JavaRDD<byte[]> buckets =
        sc.parallelize(slices, Math.max(1, slices.size())) // a rotation may be shorter than a token
            .mapPartitionsWithIndex(
                (number, slice) ->
                    keyed(
                        number,
                        new ItemCutter(
                            new Sentences(
                                corpus, slice.hasNext() ? List.of(slice.next()) : List.of()),
                            frequencies.value(),
                            items,
                            options,
                            seeds.forReplica("word2vec items", 0, rotation, number))),
                false)
            .mapToPair(keyed -> keyed)
            .repartitionAndSortWithinPartitions(new ByBucket(replicas * replicas))
            .values();
    return new SparkItems(buckets, replicas);
  }

  static Items items(WordFrequencies frequencies, Word2VecOptions options) {
    return new Items(options.architecture(), frequencies.blocks().mostRows());
  }

  /** Sorted by key, the records of a bucket stand in the order of the corpus. */
  private static Iterator<Tuple2<Long, byte[]>> keyed(int slice, ItemCutter cutter) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return cutter.hasNext();
      }

      @Override
      public Tuple2<Long, byte[]> next() {
        ItemCutter.Cut cut = cutter.next();
        long key = ((long) cut.bucket() << SLICE_BITS | slice) << ROUND_BITS | cut.round();
        return new Tuple2<>(key, cut.items());
      }
    };
  }

  /** For each input block a in order, the bucket of it and of output block (a + shift) mod R. */
  JavaRDD<byte[]> diagonal(int shift) {
    ClassTag<byte[]> bytes = ClassTag$.MODULE$.apply(byte[].class);
    return JavaRDD.fromRDD(
        PartitionPruningRDD.create(buckets.rdd(), new OnDiagonal(replicas, shift)), bytes);
  }

  /** Partition number = bucket number. */
  private static final class ByBucket extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final int count;

    private ByBucket(int count) {
      this.count = count;
    }

    @Override
    public int numPartitions() {
      return count;
    }

    @Override
    public int getPartition(Object key) {
      return (int) ((Long) key >>> (SLICE_BITS + ROUND_BITS));
    }
  }

  private static final class OnDiagonal extends AbstractFunction1<Object, Object>
      implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int replicas;
    private final int shift;

    private OnDiagonal(int replicas, int shift) {
      this.replicas = replicas;
      this.shift = shift;
    }

    @Override
    public Object apply(Object bucket) {
      int a = (Integer) bucket / replicas;
      int b = (Integer) bucket % replicas;
      return b == (a + shift) % replicas;
    }
  }
}
