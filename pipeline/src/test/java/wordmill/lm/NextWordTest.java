package wordmill.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import wordmill.config.BadInputException;
import wordmill.random.Generator;

final class NextWordTest {
  private static final int DRAWS = 50_000;
  private static final float NONE = Float.NEGATIVE_INFINITY;

  /** Probabilities 1/2, 1/4, 1/8, 1/16, 1/16 of ids 3, 0, 4, 1 and 2. */
  private static final float[] HALVES = logarithms(0.25, 0.0625, 0.0625, 0.5, 0.125);

  @Test
  void drawsFollowTheSoftmax() {
    for (int words : new int[] {2, 5, 60}) {
      float[] logits = new float[words];
      Random random = new Random(words);
      for (int id = 0; id < words; id++) {
        logits[id] = (float) (3 * random.nextGaussian()) - 50;
      }
      for (double temperature : new double[] {0.7, 1, 2.5}) {
        SamplingOptions options = SamplingOptions.PLAIN.withTemperature(temperature);
        double[] p = softmax(logits, temperature);
        assertThat(chiSquare(draws(options, logits), p))
            .as("%d words at temperature %s", words, temperature)
            .isLessThan(limit(p));
        double[] other = softmax(logits, 1.2 * temperature);
        assertThat(chiSquare(draws(options, logits), other))
            .as("or the test would prove little")
            .isGreaterThan(limit(other));
      }
    }
  }

  @Test
  void topKKeepsTheMostProbableWordsAndTheirProportions() {
    assertShares(SamplingOptions.PLAIN.withTopK(2), 1 / 3.0, 0, 0, 2 / 3.0, 0);
    assertShares(SamplingOptions.PLAIN.withTopK(1), 0, 0, 0, 1, 0);
    assertShares(SamplingOptions.PLAIN.withTopK(99), 0.25, 0.0625, 0.0625, 0.5, 0.125);
  }

  @Test
  void topPKeepsTheFewestWordsThatReachIt() {
    assertShares(SamplingOptions.PLAIN.withTopP(0.7), 1 / 3.0, 0, 0, 2 / 3.0, 0); // 1/2 + 1/4
    assertShares(SamplingOptions.PLAIN.withTopP(0.8), 2 / 7.0, 0, 0, 4 / 7.0, 1 / 7.0);
    assertShares(SamplingOptions.PLAIN.withTopP(1), 0.25, 0.0625, 0.0625, 0.5, 0.125);
  }

  @Test
  void topPKeepsAtLeastOneWord() {
    assertShares(SamplingOptions.PLAIN.withTopP(1e-9), 0, 0, 0, 1, 0);
  }

  /** Of the three that top-k leaves, 4/7 is enough for top-p. */
  @Test
  void topPCountsWhatTopKLeaves() {
    assertShares(SamplingOptions.PLAIN.withTopK(3).withTopP(0.55), 0, 0, 0, 1, 0);
  }

  @Test
  void theTemperatureSharpensBeforeTopPCounts() {
    // p² / Σ p²: 64/86, 16/86, 4/86, 1/86, 1/86
    SamplingOptions sharp = SamplingOptions.PLAIN.withTemperature(0.5);
    assertShares(sharp, 16 / 86.0, 1 / 86.0, 1 / 86.0, 64 / 86.0, 4 / 86.0);
    assertShares(sharp.withTopP(0.7), 0, 0, 0, 1, 0);
  }

  @Test
  void temperatureZeroTakesTheMostProbableAndNoRandomNumber() {
    Generator random = new Generator(1);
    Generator untouched = new Generator(1);
    NextWord greedy = new NextWord(SamplingOptions.GREEDY, 5);
    assertThat(greedy.draw(HALVES, random)).isEqualTo(3);
    assertThat(greedy.draw(new float[] {-9, -3, -7, -5, -8}, random)).isEqualTo(1);
    assertThat(random.nextLong()).isEqualTo(untouched.nextLong());
  }

  @Test
  void tiesFallToTheLowerId() {
    float[] ties = {1, 2, -0f, 2, 0f};
    NextWord greedy = new NextWord(SamplingOptions.GREEDY, 5);
    assertThat(greedy.draw(ties, new Generator(1))).isEqualTo(1);
    NextWord zeros = new NextWord(SamplingOptions.GREEDY.without(Set.of(0, 1, 3)), 5);
    assertThat(zeros.draw(ties, new Generator(1))).as("-0 is 0").isEqualTo(2);
    long[] drawn = draws(SamplingOptions.PLAIN.withTopK(1), ties);
    assertThat(drawn[1]).isEqualTo(DRAWS);
  }

  @Test
  void forbiddenWordsAreNeverDrawn() {
    assertShares(SamplingOptions.PLAIN.without(Set.of(3, 77)), 0.5, 0.125, 0.125, 0, 0.25);
    assertShares(SamplingOptions.PLAIN.without(Set.of(3)).withTopK(1), 1, 0, 0, 0, 0);
    for (int left = 0; left < 5; left++) {
      int only = left;
      Set<Integer> others =
          Set.copyOf(IntStream.range(0, 5).filter(id -> id != only).boxed().toList());
      assertThat(draws(SamplingOptions.PLAIN.without(others), HALVES)[only]).isEqualTo(DRAWS);
      assertThat(
              new NextWord(SamplingOptions.GREEDY.without(others), 5)
                  .draw(HALVES, new Generator(1)))
          .isEqualTo(only);
    }
  }

  @Test
  void allForbiddenIsRefused() {
    NextWord word = new NextWord(SamplingOptions.PLAIN.without(Set.of(0, 1)), 2);
    assertThatThrownBy(() -> word.draw(new float[] {1, 2}, new Generator(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no word is left to draw");
  }

  @Test
  void wordsOfProbabilityZeroAreNeverDrawn() {
    assertThat(draws(SamplingOptions.PLAIN, new float[] {NONE, -700, NONE, 100, -700}))
        .containsExactly(0, 0, 0, DRAWS, 0);
  }

  @Test
  void logitsThatAreNoNumbersAreADefect() {
    NextWord word = new NextWord(SamplingOptions.PLAIN, 2);
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> word.draw(new float[] {0, bad}, new Generator(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("the logit of id 1 is");
    }
    assertThatThrownBy(() -> word.draw(new float[3], new Generator(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    refuses(() -> SamplingOptions.PLAIN.withTemperature(-1), "temperature must be from 0 to 100");
    refuses(() -> SamplingOptions.PLAIN.withTemperature(Double.NaN), "temperature must be from 0");
    refuses(() -> SamplingOptions.PLAIN.withTopK(-1), "top-k must be from 0 to 2147483647");
    refuses(() -> SamplingOptions.PLAIN.withTopP(0), "top-p must be above 0 and at most 1");
    refuses(() -> SamplingOptions.PLAIN.withTopP(1.5), "top-p must be above 0 and at most 1");
  }

  private static void refuses(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String sentence) {
    assertThatThrownBy(call).isInstanceOf(BadInputException.class).hasMessageContaining(sentence);
  }

  private static float[] logarithms(double... probabilities) {
    float[] logits = new float[probabilities.length];
    for (int id = 0; id < logits.length; id++) {
      logits[id] = (float) Math.log(probabilities[id]);
    }
    return logits;
  }

  private static void assertShares(SamplingOptions options, double... p) {
    long[] drawn = draws(options, HALVES);
    for (int id = 0; id < p.length; id++) {
      assertThat(drawn[id] == 0).as("id %d is out", id).isEqualTo(p[id] == 0);
    }
    assertThat(chiSquare(drawn, p)).isLessThan(limit(p));
  }

  private static long[] draws(SamplingOptions options, float[] logits) {
    NextWord word = new NextWord(options, logits.length);
    Generator random = new Generator(7);
    long[] drawn = new long[logits.length];
    for (int i = 0; i < DRAWS; i++) {
      drawn[word.draw(logits, random)]++;
    }
    return drawn;
  }

  private static double[] softmax(float[] logits, double temperature) {
    double[] p = new double[logits.length];
    double sum = 0;
    for (int id = 0; id < p.length; id++) {
      p[id] = Math.exp((logits[id] + 50) / temperature);
      sum += p[id];
    }
    double all = sum;
    return Arrays.stream(p).map(weight -> weight / all).toArray();
  }

  /** Σ (drawn − expected)² / expected, ids that are too rare for it as one. */
  private static double chiSquare(long[] drawn, double[] p) {
    double chiSquare = 0;
    double rare = 0;
    long rarelyDrawn = 0;
    for (int id = 0; id < p.length; id++) {
      if (isRare(p[id])) {
        rare += DRAWS * p[id];
        rarelyDrawn += drawn[id];
      } else {
        chiSquare += Math.pow(drawn[id] - DRAWS * p[id], 2) / (DRAWS * p[id]);
      }
    }
    return rare < 5 ? chiSquare : chiSquare + Math.pow(rarelyDrawn - rare, 2) / rare;
  }

  private static boolean isRare(double p) {
    return DRAWS * p < 20;
  }

  /** Four standard deviations above the mean of that many degrees of freedom. */
  private static double limit(double[] p) {
    long freedom = Math.max(1, Arrays.stream(p).filter(share -> !isRare(share)).count());
    return freedom + 4 * Math.sqrt(2.0 * freedom);
  }
}
