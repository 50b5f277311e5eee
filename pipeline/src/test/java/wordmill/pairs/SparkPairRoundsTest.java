package wordmill.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.MapOutputTrackerMaster;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaPairRDD;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import scala.Tuple2;
import scala.collection.JavaConverters;
import wordmill.SharedSpark;
import wordmill.averaging.SparkRounds;
import wordmill.random.Seeds;

@Tag("spark")
final class SparkPairRoundsTest {
  private static final int END = 999;
  private static final Seeds SEEDS = new Seeds(7);

  /** Pairs, replicas, batch, steps a round. Beyond 200 partitions Spark sorts records as bytes. */
  private static final int[][] CASES = {
    {1, 1, 1, 1},
    {101, 3, 4, 2},
    {96, 2, 4, 3},
    {97, 2, 4, 3},
    {50, 1, 7, 5},
    {5, 3, 4, 2},
    {2, 5, 1, 1},
    {230, 2, 1, 1}
  };

  @Test
  void batchesAreThoseOfThePlainWay() {
    for (int[] each : CASES) {
      List<EncodedPair> pairs = pairs(each[0]);
      PairBatchOptions options = new PairBatchOptions(each[1], each[2], each[3], END, true);
      List<List<String>> found = dealt(pairs, 3, options, 2);
      List<List<String>> expected = plain(pairs, options, 2);
      assertThat(found).as(Arrays.toString(each)).hasSameSizeAs(expected);
      for (int p = 0; p < expected.size(); p++) {
        assertThat(found.get(p)).containsExactlyInAnyOrderElementsOf(expected.get(p));
      }
    }
  }

  /** All pairs in the epoch's order in one list; the batches of each partition by length. */
  private static List<List<String>> plain(
      List<EncodedPair> pairs, PairBatchOptions options, int epoch) {
    Permutation order = new Permutation(pairs.size(), SEEDS.forReplica("pairs-order", epoch, 0, 0));
    EncodedPair[] placed = new EncodedPair[pairs.size()];
    for (int i = 0; i < placed.length; i++) {
      placed[(int) order.at(i)] = pairs.get(i);
    }
    int round = options.replicas() * options.batch() * options.roundSteps();
    List<List<String>> partitions = new ArrayList<>();
    for (int from = 0; from < placed.length; from += round) {
      for (int replica = 0; replica < options.replicas(); replica++) {
        List<EncodedPair> theirs = new ArrayList<>();
        int to = Math.min(placed.length, from + round);
        for (int p = from + replica; p < to; p += options.replicas()) {
          theirs.add(placed[p]);
        }
        theirs.sort(Comparator.comparingInt(pair -> pair.source().length)); // stable
        theirs.sort(Comparator.comparingInt(pair -> pair.target().length));
        List<String> batches = new ArrayList<>();
        for (int b = 0; b < theirs.size(); b += options.batch()) {
          int end = Math.min(theirs.size(), b + options.batch());
          batches.add(text(PairBatch.of(theirs.subList(b, end), END, options.reversed())));
        }
        partitions.add(batches);
      }
    }
    return partitions;
  }

  @Test
  void everyPairIsDealtOnceAnEpoch() {
    for (int[] each : CASES) {
      PairBatchOptions options = new PairBatchOptions(each[1], each[2], each[3], END, false);
      try (SparkPairRounds epoch = deal(pairs(each[0]), 2, options, SEEDS, 0)) {
        List<Integer> numbers = new ArrayList<>();
        for (PairBatch batch : epoch.rounds().collect()) {
          IntStream.range(0, batch.pairs()).forEach(b -> numbers.add(batch.sources()[b]));
          assertThat(batch.pairs()).isLessThanOrEqualTo(each[2]);
        }
        assertThat(numbers)
            .containsExactlyInAnyOrderElementsOf(IntStream.range(0, each[0]).boxed().toList());
      }
    }
  }

  @Test
  void partitionsOfThePairsMakeNoDifference() {
    List<EncodedPair> pairs = pairs(301);
    PairBatchOptions options = new PairBatchOptions(3, 5, 4, END, false);
    List<List<String>> one = dealt(pairs, 1, options, 0);
    assertThat(dealt(pairs, 2, options, 0)).isEqualTo(one);
    assertThat(dealt(pairs, 17, options, 0)).isEqualTo(one);
    List<Tuple2<Long, EncodedPair>> shuffled = new ArrayList<>(numbered(pairs));
    Collections.shuffle(shuffled, new Random(1));
    try (SparkPairRounds epoch =
        SparkPairRounds.deal(
            SharedSpark.context().parallelizePairs(shuffled, 4), 301, options, SEEDS, 0)) {
      assertThat(texts(epoch.rounds())).isEqualTo(one);
    }
  }

  @Test
  void epochsAndSeedsHaveOrdersOfTheirOwn() {
    List<EncodedPair> pairs = pairs(100);
    PairBatchOptions options = new PairBatchOptions(2, 5, 4, END, false);
    List<List<String>> first = dealt(pairs, 2, options, 0);
    assertThat(dealt(pairs, 2, options, 0)).isEqualTo(first);
    assertThat(dealt(pairs, 2, options, 1)).isNotEqualTo(first);
    try (SparkPairRounds other = deal(pairs, 2, options, new Seeds(8), 0)) {
      assertThat(texts(other.rounds())).isNotEqualTo(first);
    }
  }

  @Test
  void shortBatchesDoNotComeFirst() {
    PairBatchOptions options = new PairBatchOptions(2, 1, 200, END, false);
    try (SparkPairRounds epoch = deal(pairs(400), 2, options, SEEDS, 0)) {
      List<List<Integer>> lengths =
          epoch.rounds().glom().collect().stream()
              .map(part -> part.stream().map(PairBatch::targetSteps).toList())
              .toList();
      for (List<Integer> each : lengths) { // mean lengths of both halves, of 1 to 9 and the end
        double before = mean(each.subList(0, 100));
        assertThat(before).isCloseTo(mean(each.subList(100, 200)), within(1.5));
      }
      assertThat(lengths.get(0)).isNotEqualTo(lengths.get(1));
    }
  }

  private static double mean(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).average().orElseThrow();
  }

  @Test
  void nothingIsKeptOnceItIsClosed() {
    PairBatchOptions options = new PairBatchOptions(2, 5, 4, END, false);
    Set<Object> before = shuffles();
    SparkPairRounds epoch = deal(pairs(100), 2, options, SEEDS, 0);
    assertThat(epoch.rounds().round(1).count()).isEqualTo(8);
    assertThat(SharedSpark.context().getPersistentRDDs()).containsKey(epoch.rounds().id());
    Set<Object> shuffles = shuffles();
    shuffles.removeAll(before);
    assertThat(shuffles).hasSize(1);
    epoch.close();
    assertThat(SharedSpark.context().getPersistentRDDs()).doesNotContainKey(epoch.rounds().id());
    assertThat(shuffles()).doesNotContainAnyElementsOf(shuffles);
  }

  private static Set<Object> shuffles() {
    MapOutputTrackerMaster tracker = (MapOutputTrackerMaster) SparkEnv.get().mapOutputTracker();
    return new HashSet<>(JavaConverters.setAsJavaSet(tracker.shuffleStatuses().keySet()));
  }

  @Test
  void aNumberBeyondTheLastIsADefect() {
    PairBatchOptions options = new PairBatchOptions(2, 5, 4, END, false);
    JavaPairRDD<Long, EncodedPair> pairs =
        SharedSpark.context().parallelizePairs(numbered(pairs(10)), 2);
    try (SparkPairRounds epoch = SparkPairRounds.deal(pairs, 9, options, SEEDS, 0)) {
      assertThatThrownBy(() -> epoch.rounds().count()).hasMessageContaining("number 9 of 9");
    }
  }

  private static List<List<String>> dealt(
      List<EncodedPair> pairs, int partitions, PairBatchOptions options, int epoch) {
    try (SparkPairRounds dealt = deal(pairs, partitions, options, SEEDS, epoch)) {
      assertThat(dealt.rounds().replicas()).isEqualTo(options.replicas());
      return texts(dealt.rounds());
    }
  }

  private static SparkPairRounds deal(
      List<EncodedPair> pairs, int partitions, PairBatchOptions options, Seeds seeds, int epoch) {
    return SparkPairRounds.deal(
        SharedSpark.context().parallelizePairs(numbered(pairs), partitions),
        pairs.size(),
        options,
        seeds,
        epoch);
  }

  private static List<Tuple2<Long, EncodedPair>> numbered(List<EncodedPair> pairs) {
    return IntStream.range(0, pairs.size())
        .mapToObj(i -> new Tuple2<>((long) i, pairs.get(i)))
        .toList();
  }

  /** Each source begins with its pair's number. */
  private static List<EncodedPair> pairs(int count) {
    Random random = new Random(count);
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              int[] source = random.ints(1 + random.nextInt(9), 0, 900).toArray();
              source[0] = i;
              return new EncodedPair(source, random.ints(1 + random.nextInt(9), 0, 900).toArray());
            })
        .toList();
  }

  private static List<List<String>> texts(SparkRounds<PairBatch> rounds) {
    return rounds.glom().collect().stream()
        .map(part -> part.stream().map(SparkPairRoundsTest::text).toList())
        .toList();
  }

  private static String text(PairBatch batch) {
    return Arrays.toString(batch.sources())
        + Arrays.toString(batch.sourceMask())
        + Arrays.toString(batch.inputs())
        + Arrays.toString(batch.labels())
        + Arrays.toString(batch.targetMask());
  }
}
