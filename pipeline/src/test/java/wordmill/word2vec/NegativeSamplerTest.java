package wordmill.word2vec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import wordmill.random.Generator;

final class NegativeSamplerTest {
  private static final int DRAWS = 400_000;

  @Test
  void drawsFollowTheCountToThePower() {
    for (double power : new double[] {0, 0.5, 0.75, 1}) {
      for (int rows : new int[] {2, 3, 7, 64, 300}) {
        long[] counts = zipf(rows);
        double chiSquare = chiSquare(draws(counts, power), counts, power);
        assertThat(chiSquare).as("power %s, %d rows", power, rows).isLessThan(limit(rows));
      }
    }
  }

  /** Or the test above would prove little. */
  @Test
  void drawsOfAnotherPowerWouldBeNoticed() {
    long[] counts = zipf(64);
    assertThat(chiSquare(draws(counts, 0.75), counts, 0.7)).isGreaterThan(10 * limit(64));
    assertThat(chiSquare(draws(counts, 1), counts, 0.75)).isGreaterThan(10 * limit(64));
  }

  @Test
  void drawsOfABlockFollowTheCountsOfItsWords() {
    long[] counts = zipf(100);
    Blocks blocks = new Blocks(100, 3);
    WordFrequencies frequencies = new WordFrequencies(counts, blocks, 0.75, 0);
    for (int block = 0; block < 3; block++) {
      int number = block;
      int rows = blocks.rows(block);
      NegativeSampler sampler = frequencies.negatives(block);
      assertThat(sampler.rows()).isEqualTo(rows);
      long[] own =
          IntStream.range(0, rows).mapToLong(r -> counts[blocks.word(number, r)]).toArray();
      assertThat(chiSquare(draws(sampler), own, 0.75)).isLessThan(limit(rows));
    }
  }

  @Test
  void aBlockOfOneRowGivesThatRow() {
    for (double power : new double[] {0, 0.75, 1}) {
      assertThat(draws(new long[] {17}, power)).containsExactly(DRAWS);
    }
  }

  @Test
  void aBlockWithoutRowsCanBeMade() {
    assertThat(new NegativeSampler(0, row -> 1).rows()).isZero();
  }

  @Test
  void aWordThatIsNearlyAllTokensLeavesTheOthersTheirShare() {
    long[] counts = LongStream.range(0, 1_000).map(row -> row == 3 ? 1L << 40 : 1).toArray();
    // 2^30 against 999, so one draw in 1.07 million
    long[] drawn = draws(counts, 0.75);
    assertThat(drawn[3]).isGreaterThan(DRAWS - 10);
    assertThat(draws(counts, 0)[3]).isBetween(300L, 500L); // 400 ± 5 · √400
  }

  @Test
  void drawsAreTheSameFromTheSameSeed() {
    assertThat(draws(zipf(50), 0.75)).isEqualTo(draws(zipf(50), 0.75));
  }

  private static long[] zipf(int rows) {
    return LongStream.rangeClosed(1, rows).map(rank -> 1_000_000 / rank).toArray();
  }

  private static long[] draws(long[] counts, double power) {
    return draws(new NegativeSampler(counts.length, row -> Math.pow((double) counts[row], power)));
  }

  private static long[] draws(NegativeSampler sampler) {
    Generator random = new Generator(7);
    long[] drawn = new long[sampler.rows()];
    for (int i = 0; i < DRAWS; i++) {
      drawn[sampler.draw(random)]++;
    }
    return drawn;
  }

  /** Σ (drawn − expected)² / expected. */
  private static double chiSquare(long[] drawn, long[] counts, double power) {
    double sum = LongStream.of(counts).mapToDouble(count -> Math.pow((double) count, power)).sum();
    double chiSquare = 0;
    for (int row = 0; row < counts.length; row++) {
      double expected = DRAWS * Math.pow((double) counts[row], power) / sum;
      chiSquare += (drawn[row] - expected) * (drawn[row] - expected) / expected;
    }
    return chiSquare;
  }

  /** Four standard deviations above the mean of rows − 1 degrees of freedom. */
  private static double limit(int rows) {
    return rows - 1 + 4 * Math.sqrt(2.0 * (rows - 1));
  }
}
