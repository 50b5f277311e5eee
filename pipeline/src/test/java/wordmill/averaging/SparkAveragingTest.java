package wordmill.averaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import wordmill.SharedSpark;

@Tag("spark")
class SparkAveragingTest {
  private static final Precision PRECISION = Precision.DOUBLE;

  private static byte[] block(double... numbers) {
    ByteBuffer block =
        ByteBuffer.allocate(numbers.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (double number : numbers) {
      block.putDouble(number);
    }
    return block.array();
  }

  private static NumberBlocks blocks(int count, long seed) {
    Random random = new Random(seed);
    return new NumberBlocks(
        PRECISION,
        IntStream.range(0, count)
            .mapToObj(b -> block(random.nextGaussian(), random.nextGaussian()))
            .toList());
  }

  private static List<ReplicaState> fresh(int replicas) {
    return IntStream.range(0, replicas)
        .mapToObj(r -> new ReplicaState(new byte[0], NumberBlocks.none(PRECISION)))
        .toList();
  }

  private static JavaRDD<Integer> steps(int replicas) {
    return SharedSpark.context()
        .parallelize(IntStream.range(0, replicas).boxed().toList(), replicas);
  }

  /** Noise that depends on the replica, after a while that does not. */
  private static Trained noise(RoundStart start, Iterator<Integer> steps, int[] millis) {
    int step = steps.next();
    try {
      Thread.sleep(millis[start.replica()]);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    byte[] carried = {(byte) start.replica(), (byte) start.own().carried().length};
    NumberBlocks own = blocks(start.replica(), 50);
    return new Trained(
        blocks(start.merged().count(), start.replica()),
        1 + step,
        new ReplicaState(carried, own),
        RoundSums.ofStep(step, 1, 1, false, 0.5));
  }

  private static MergedRound noisyRound(int mergers, int... millis) {
    int replicas = millis.length;
    return SparkAveraging.run(
        steps(replicas),
        blocks(7, 99),
        fresh(replicas),
        (start, steps) -> noise(start, steps, millis),
        mergers);
  }

  private static List<ByteBuffer> list(NumberBlocks blocks) {
    return IntStream.range(0, blocks.count())
        .mapToObj(b -> ByteBuffer.wrap(blocks.block(b)))
        .toList();
  }

  @Test
  void meanIsInReplicaOrderWhoeverComesFirst() {
    MergedRound expected = noisyRound(1, 0, 0, 0, 0, 0);
    WeightedMean mean = new WeightedMean(PRECISION);
    for (int b = 0; b < 7; b++) {
      int number = b;
      List<byte[]> replicas =
          IntStream.range(0, 5).mapToObj(r -> blocks(7, r).block(number)).toList();
      assertThat(expected.blocks().block(b))
          .isEqualTo(mean.of(replicas, new double[] {1, 2, 3, 4, 5}));
    }
    for (int mergers : new int[] {0, 1, 2, 3, 20}) {
      for (int[] millis : new int[][] {{200, 0, 0, 0, 0}, {0, 150, 100, 50, 0}}) {
        MergedRound other = noisyRound(mergers, millis);
        assertThat(list(other.blocks())).isEqualTo(list(expected.blocks()));
        assertThat(other.sums()).isEqualTo(expected.sums());
      }
    }
  }

  @Test
  void whatIsNotMergedStaysWithItsReplica() {
    MergedRound round = noisyRound(2, 0, 0, 0);
    for (int replica = 0; replica < 3; replica++) {
      ReplicaState own = round.own().get(replica);
      assertThat(own.carried()).containsExactly(replica, 0);
      assertThat(list(own.own())).isEqualTo(list(blocks(replica, 50)));
      assertThat(round.sums().get(replica).loss()).isEqualTo(replica);
    }
    assertThat(round.allSums().steps()).isEqualTo(3);
    MergedRound next =
        SparkAveraging.run(
            steps(3),
            round.blocks(),
            round.own(),
            (start, steps) -> noise(start, steps, new int[3]));
    assertThat(next.own().get(2).carried()).containsExactly(2, 2);
  }

  @Test
  void replicasWithoutStepsHaveNoSay() {
    MergedRound round =
        SparkAveraging.run(
            steps(3),
            blocks(3, 99),
            fresh(3),
            (start, steps) ->
                start.replica() == 1 ? noise(start, steps, new int[3]) : Trained.nothing(start));
    assertThat(list(round.blocks())).isEqualTo(list(blocks(3, 1)));
    NumberBlocks before = blocks(3, 99);
    MergedRound nobody =
        SparkAveraging.run(steps(3), before, fresh(3), (start, steps) -> Trained.nothing(start));
    assertThat(nobody.blocks()).isSameAs(before);
    assertThat(nobody.allSums()).isEqualTo(RoundSums.NONE);
  }

  @Test
  void blocksOfFourMebibytesComeThrough() {
    byte[] large = new byte[NumberBlocks.BLOCK_BYTES];
    new Random(1).nextBytes(large);
    NumberBlocks merged = new NumberBlocks(PRECISION, List.of(large, large, block(1)));
    for (int mergers : new int[] {0, 2}) {
      MergedRound round =
          SparkAveraging.run(
              steps(1),
              merged,
              fresh(1),
              (start, steps) -> new Trained(start.merged(), 1, start.own(), RoundSums.NONE),
              mergers);
      assertThat(list(round.blocks())).isEqualTo(list(merged));
    }
  }

  @Test
  void theFirstReplicaThatLeavesTheNumbersIsNamed() {
    List<RoundSums> sums = new ArrayList<>();
    sums.add(RoundSums.ofStep(1, 1, 1, false, 0.5));
    sums.add(RoundSums.ofStep(Double.NaN, 1, 7, false, 0.5));
    MergedRound round = new MergedRound(NumberBlocks.none(PRECISION), fresh(2), sums);
    assertThatThrownBy(() -> round.check(3, 4))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("epoch 4, round 5, replica 2 at a learning rate of 0.5")
        .hasMessageContaining("the mean loss is NaN, the gradient's norm 7.0");
    new MergedRound(NumberBlocks.none(PRECISION), fresh(1), sums.subList(0, 1)).check(3, 4);
  }
}
