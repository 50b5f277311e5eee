package wordmill.word2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import wordmill.random.Generator;
import wordmill.random.Seeds;

/** Skip-gram on one replica, by pairs that are given. */
final class ReplicaGridTest {
  private static final int ROWS = 1_500; // 8 parts
  private static final ReplicaGrid.Chance CHANCE = new ReplicaGrid.Chance(new Seeds(5), 2, 1);

  private final Random random = new Random(1);

  /**
   * Input vectors are unit vectors, output vectors zeros, there are no negatives, and the rate is
   * so low that all scores stay near 0: then value c of output vector o becomes rate · ½ times how
   * often the pair came.
   */
  @Test
  void everyPairIsTrainedOnce() throws IOException {
    int contexts = 300; // 2 parts against 8
    float rate = 1e-8f;
    List<int[]> pairs = pairs(60_000, ROWS, contexts);
    int[][] times = new int[ROWS][contexts];
    pairs.forEach(pair -> times[pair[0]][pair[1]]++);
    float[][] units = new float[contexts][contexts];
    for (int c = 0; c < contexts; c++) {
      units[c][c] = 1;
    }
    WordBlock input = TestBlocks.of(units);
    WordBlock output = WordBlock.zeros(0, new Blocks(ROWS, 1), contexts);
    TrainingSums sums = train(input, output, 0, pairs, rate, 2);
    assertThat(sums.pairs()).isEqualTo(pairs.size());
    assertThat(sums.meanLoss()).isCloseTo(Math.log(2), within(1e-6));
    for (int row = 0; row < ROWS; row++) {
      float[] vector = output.row(row);
      for (int c = 0; c < contexts; c++) {
        assertThat(vector[c] / (rate / 2)).isCloseTo(times[row][c], within(1e-3f));
      }
    }
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() throws IOException {
    List<int[]> pairs = pairs(40_000, ROWS, ROWS);
    float[][] expectedInput = null;
    float[][] expectedOutput = null;
    double expectedLoss = 0;
    for (int threads : new int[] {1, 2, 5}) {
      WordBlock input = TestBlocks.random(ROWS, 7, 1);
      WordBlock output = TestBlocks.random(ROWS, 7, 2);
      TrainingSums sums = train(input, output, 5, pairs, 0.05f, threads);
      if (threads == 1) {
        expectedInput = TestBlocks.rows(input);
        expectedOutput = TestBlocks.rows(output);
        expectedLoss = sums.loss();
      }
      assertThat(TestBlocks.rows(input)).isDeepEqualTo(expectedInput);
      assertThat(TestBlocks.rows(output)).isDeepEqualTo(expectedOutput);
      assertThat(sums.loss()).isEqualTo(expectedLoss);
    }
  }

  /** Of few rows there is one part; its batches, drawn anew here, go through the slow version. */
  @Test
  void aCellIsTrainedAsTheEquationsSay() throws IOException {
    int rows = 50;
    List<int[]> pairs = pairs(400, rows, rows);
    WordBlock input = TestBlocks.random(rows, 7, 3);
    WordBlock output = TestBlocks.random(rows, 7, 4);
    double[][] slowInput = TestBlocks.doubles(input);
    double[][] slowOutput = TestBlocks.doubles(output);
    TrainingSums sums = train(input, output, 5, pairs, 0.0025f, 1);

    Parts inputs = parts("input parts", rows);
    Parts outputs = parts("output parts", rows);
    Generator chance = generator("train");
    Batches batches = new Batches();
    batches.fill(
        rows,
        pairs.stream().mapToInt(pair -> Parts.offset(outputs.code(pair[0]))).toArray(),
        pairs.stream().mapToInt(pair -> pair[1]).toArray(),
        pairs.size(),
        chance);
    WordFrequencies frequencies = frequencies(rows);
    NegativeSampler sampler = frequencies.negatives(0, rows, outputs::row);
    double loss = 0;
    for (int i = 0; i < batches.count(); i++) {
      List<double[]> o = new ArrayList<>();
      for (int place : draws(batches.output(i), sampler, chance)) {
        o.add(slowOutput[outputs.row(place)]);
      }
      List<double[]> x = new ArrayList<>();
      for (int j = batches.from(i); j < batches.to(i); j++) {
        x.add(slowInput[batches.sorted()[j]]);
      }
      loss += SlowSteps.trainEach(x, o, 0.0025);
    }
    assertThat(inputs.count()).isEqualTo(1);
    assertThat(sums.loss()).isCloseTo(loss, within(1e-4 * loss));
    assertNear(input, slowInput);
    assertNear(output, slowOutput);
  }

  /** The positive row and five others, as {@link Steps} draws them; 50 rows offer plenty. */
  private static List<Integer> draws(int positive, NegativeSampler sampler, Generator chance) {
    List<Integer> drawn = new ArrayList<>(List.of(positive));
    while (drawn.size() < 6) {
      int row = sampler.draw(chance);
      if (!drawn.contains(row)) {
        drawn.add(row);
      }
    }
    return drawn;
  }

  private static Parts parts(String what, int rows) {
    return new Parts(rows, 1, generator(what));
  }

  private static Generator generator(String what) {
    return CHANCE.generator(what, 0, 0, 0, 0);
  }

  private static void assertNear(WordBlock block, double[][] expected) {
    for (int row = 0; row < block.rows(); row++) {
      for (int d = 0; d < block.dimension(); d++) {
        assertThat((double) block.row(row)[d]).isCloseTo(expected[row][d], within(1e-4));
      }
    }
  }

  @Test
  void noPairsTrainNothing() throws IOException {
    WordBlock input = TestBlocks.random(ROWS, 7, 1);
    float[][] before = TestBlocks.rows(input);
    assertThat(train(input, input.copy(), 5, List.of(), 0.05f, 2)).isEqualTo(TrainingSums.NONE);
    assertThat(TestBlocks.rows(input)).isDeepEqualTo(before);
  }

  @Test
  void whatIsNoNumberStopsTheTraining() {
    WordBlock input = TestBlocks.random(ROWS, 7, 1);
    Arrays.fill(input.values(), Float.MAX_VALUE);
    assertThatThrownBy(() -> train(input, input.copy(), 5, pairs(99, ROWS, ROWS), 0.05f, 2))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("a test")
        .hasMessageContaining("0.05");
  }

  private List<int[]> pairs(int count, int outputs, int inputs) {
    List<int[]> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int output = random.nextBoolean() ? random.nextInt(5) : random.nextInt(outputs);
      pairs.add(new int[] {output, random.nextInt(inputs)});
    }
    return pairs;
  }

  private static TrainingSums train(
      WordBlock input, WordBlock output, int negatives, List<int[]> pairs, float rate, int threads)
      throws IOException {
    BlockPair pair = new BlockPair(input, output, TrainingSums.NONE);
    try (Team team = new Team(threads)) {
      return new ReplicaGrid(pair, frequencies(output.rows()), negatives, CHANCE, team)
          .train(source(pairs), position -> rate);
    }
  }

  private static WordFrequencies frequencies(int words) {
    long[] counts = new long[words];
    Arrays.setAll(counts, word -> 1 + 10_000 / (word + 1));
    return new WordFrequencies(counts, new Blocks(words, 1), 0.75, 0);
  }

  /** In records of 100. */
  private static PairSource source(List<int[]> pairs) {
    Items items = new Items(Architecture.SKIP_GRAM, ROWS);
    List<byte[]> records = new ArrayList<>();
    for (int from = 0; from < pairs.size(); from += 100) {
      List<int[]> some = pairs.subList(from, Math.min(pairs.size(), from + 100));
      int[] numbers = some.stream().flatMapToInt(Arrays::stream).toArray();
      records.add(items.encode(numbers, numbers.length));
    }
    return new BucketPairs(records.iterator(), items, "a test");
  }
}
