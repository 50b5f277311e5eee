package wordmill.word2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import wordmill.random.Generator;

/**
 * That each item of a bucket is trained once. Input vectors are unit vectors, output vectors zeros,
 * and the rate is so low that all scores stay near 0: then value c of output vector o becomes rate
 * · ½ times how often word c stood in the window of o, each word of a mean of n counting 1 / n.
 */
final class BucketMeansTest {
  private static final int CONTEXTS = 16;
  private static final int OUTPUTS = 12;
  private static final int LAST = OUTPUTS - 1; // every negative, and never positive
  private static final int ITEMS = 20_000;

  /** More than a thread pulls at once. */
  private static final int MANY_ITEMS = 400_000;

  private static final float RATE = 1e-8f;

  private final Random random = new Random(1);

  @Test
  void everyMeanIsTrainedOnce() throws IOException {
    assertTrainedOnce(ITEMS, 1);
  }

  @Test
  void threadsShareABucketOut() throws IOException {
    assertTrainedOnce(MANY_ITEMS, 3);
  }

  @Test
  void anEmptyBucketTrainsNothing() throws IOException {
    Items items = new Items(Architecture.CBOW, CONTEXTS);
    WordBlock output = WordBlock.zeros(0, new Blocks(OUTPUTS, 1), CONTEXTS);
    assertThat(train(List.of(), items, output, 1)).isEqualTo(TrainingSums.NONE);
  }

  private void assertTrainedOnce(int count, int threads) throws IOException {
    Items items = new Items(Architecture.CBOW, CONTEXTS);
    double[][] expected = new double[LAST][CONTEXTS];
    List<byte[]> records = records(items, count, expected);
    WordBlock output = WordBlock.zeros(0, new Blocks(OUTPUTS, 1), CONTEXTS);
    TrainingSums sums = train(records, items, output, threads);
    assertThat(sums.pairs()).isEqualTo(count);
    assertThat(sums.meanLoss()).isCloseTo(2 * Math.log(2), within(1e-2));
    for (int row = 0; row < LAST; row++) {
      for (int c = 0; c < CONTEXTS; c++) {
        double times = output.row(row)[c] / (RATE / 2);
        assertThat(times)
            .as("%d threads, output %d, context %d", threads, row, c)
            .isCloseTo(expected[row][c], within(1e-3 * (1 + expected[row][c])));
      }
    }
  }

  /** Items in records of 1 to 99, more of the first output than of all others together. */
  private List<byte[]> records(Items items, int count, double[][] times) {
    List<byte[]> records = new ArrayList<>();
    int made = 0;
    while (made < count) {
      List<Integer> numbers = new ArrayList<>();
      int size = Math.min(count - made, 1 + random.nextInt(99));
      for (int i = 0; i < size; i++) {
        add(numbers, times);
      }
      made += size;
      int[] plain = numbers.stream().mapToInt(Integer::intValue).toArray();
      records.add(items.encode(plain, plain.length));
    }
    return records;
  }

  private void add(List<Integer> numbers, double[][] times) {
    int row = random.nextBoolean() ? 0 : random.nextInt(LAST);
    int n = 1 + random.nextInt(10);
    numbers.add(row);
    numbers.add(n);
    for (int i = 0; i < n; i++) {
      int context = random.nextInt(CONTEXTS);
      numbers.add(context);
      times[row][context] += 1.0 / n;
    }
  }

  private static TrainingSums train(
      List<byte[]> records, Items items, WordBlock output, int threads) throws IOException {
    float[][] units = new float[CONTEXTS][CONTEXTS];
    for (int c = 0; c < CONTEXTS; c++) {
      units[c][c] = 1;
    }
    Replica replica = new Replica(TestBlocks.of(units), output, threads);
    NegativeSampler last = new NegativeSampler(OUTPUTS, row -> row == LAST ? 1 : 0);
    Bucket bucket = new Bucket(records.iterator(), items);
    try (Team team = new Team(threads)) {
      return replica.train(
          team,
          thread -> {
            Steps steps = new Steps(replica, thread, 1);
            Generator random = new Generator(thread);
            return new BucketMeans(bucket, steps, OUTPUTS, last, random, RATE).train("a test");
          });
    }
  }
}
