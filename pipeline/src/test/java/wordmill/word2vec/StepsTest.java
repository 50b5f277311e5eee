package wordmill.word2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Steps on few words, worked by hand. */
final class StepsTest {
  private static final Offset<Float> NEAR = within(2e-6f);

  /**
   * Six words, all but the last with a count of 0, so that the last is every negative. The window
   * of word 2 holds words 1 and 3: their input vectors are (1, 2) and (2, −1); output vectors are
   * (1, 0) for word 2 and (0, −1) for word 5.
   */
  private static final class SixWords {
    private final WordBlock input =
        TestBlocks.of(new float[] {9, 9}, f(1, 2), f(9, 9), f(2, -1), f(9, 9), f(9, 9));

    private final WordBlock output =
        TestBlocks.of(new float[] {9, 9}, f(9, 9), f(1, 0), f(9, 9), f(9, 9), f(0, -1));

    private final NegativeSampler lastWord = new NegativeSampler(6, row -> row == 5 ? 1 : 0);

    private TrainingSums train(Consumer<Steps> step) throws IOException {
      return TestBlocks.train(input, output, lastWord, 1, 2, step);
    }

    private static float[] f(float... values) {
      return values;
    }
  }

  @Test
  void aStepOfSkipGramWorkedByHand() throws IOException {
    SixWords six = new SixWords();
    TrainingSums sums = six.train(steps -> steps.trainEach(new int[] {1, 3}, 0, 2, 0.5f));
    // Scores: (1, 2) has 1 with word 2 and -2 with word 5; (2, -1) has 2 and 1.
    // σ(1) = 0.731059, σ(-2) = 0.119203, σ(2) = 0.880797; so g = ½ (y - σ) is
    // 0.134471 and -0.059601 for (1, 2); 0.059601 and -0.365529 for (2, -1).
    assertThat(six.input.row(1)).containsExactly(new float[] {1.134471f, 2.059601f}, NEAR);
    assertThat(six.input.row(3)).containsExactly(new float[] {2.059601f, -0.634471f}, NEAR);
    // (1, 0) + 0.134471 (1, 2) + 0.059601 (2, -1)
    assertThat(six.output.row(2)).containsExactly(new float[] {1.253674f, 0.209340f}, NEAR);
    // (0, -1) - 0.059601 (1, 2) - 0.365529 (2, -1)
    assertThat(six.output.row(5)).containsExactly(new float[] {-0.790660f, -0.753674f}, NEAR);
    // -ln 0.731059 - ln(1 - 0.119203) - ln 0.880797 - ln(1 - 0.731059)
    assertThat(sums.loss()).isCloseTo(0.313262 + 0.126928 + 0.126928 + 1.313262, within(5e-6));
    assertThat(sums.pairs()).isEqualTo(2);
    assertOthersUntouched(six);
  }

  @Test
  void aStepOfCbowWorkedByHand() throws IOException {
    SixWords six = new SixWords();
    int[] starts = {0, 2};
    TrainingSums sums = six.train(steps -> steps.trainMeans(new int[] {1, 3}, starts, 1, 0.5f));
    // The mean is (1.5, 0.5) with scores 1.5 and -0.5; σ(1.5) = 0.817574, σ(-0.5) = 0.377541;
    // g = 0.091213 and -0.188770, so the mean changes by 0.091213 (1, 0) - 0.188770 (0, -1).
    assertThat(six.input.row(1)).containsExactly(new float[] {1.091213f, 2.188770f}, NEAR);
    assertThat(six.input.row(3)).containsExactly(new float[] {2.091213f, -0.811230f}, NEAR);
    // (1, 0) + 0.091213 (1.5, 0.5) and (0, -1) - 0.188770 (1.5, 0.5)
    assertThat(six.output.row(2)).containsExactly(new float[] {1.136819f, 0.045606f}, NEAR);
    assertThat(six.output.row(5)).containsExactly(new float[] {-0.283155f, -1.094385f}, NEAR);
    // -ln 0.817574 - ln(1 - 0.377541)
    assertThat(sums.loss()).isCloseTo(0.201413 + 0.474077, within(3e-6));
    assertThat(sums.pairs()).isEqualTo(1);
    assertOthersUntouched(six);
  }

  private static void assertOthersUntouched(SixWords six) {
    for (int word : new int[] {0, 2, 4, 5}) {
      assertThat(six.input.row(word)).containsExactly(9, 9);
    }
    for (int word : new int[] {0, 1, 3, 4}) {
      assertThat(six.output.row(word)).containsExactly(9, 9);
    }
  }

  @Test
  void aBlockOfTwoWordsHasTheOtherOneAsTheOnlyNegative() throws IOException {
    WordBlock input = TestBlocks.random(2, 8, 1);
    WordBlock output = TestBlocks.random(2, 8, 2);
    double[][] x = TestBlocks.doubles(input);
    double[][] o = TestBlocks.doubles(output);
    NegativeSampler sampler = new NegativeSampler(2, row -> 1);
    TestBlocks.train(
        input, output, sampler, 5, 1, steps -> steps.trainEach(new int[] {0}, 0, 1, 0.5f));
    SlowSteps.trainEach(List.of(x[0]), List.of(o[1], o[0]), 0.5);
    assertThat(input.row(0)).containsExactly(floats(x[0]), NEAR);
    assertThat(output.row(0)).containsExactly(floats(o[0]), NEAR);
    assertThat(output.row(1)).containsExactly(floats(o[1]), NEAR);
  }

  @Test
  void theOnlyWordOfABlockHasNoNegatives() throws IOException {
    WordBlock input = TestBlocks.of(new float[] {1});
    WordBlock output = TestBlocks.of(new float[] {1});
    NegativeSampler sampler = new NegativeSampler(1, row -> 1);
    TrainingSums sums =
        TestBlocks.train(
            input, output, sampler, 5, 0, steps -> steps.trainEach(new int[] {0}, 0, 1, 1));
    assertThat(sums.loss()).isCloseTo(0.313262, within(1e-6)); // -ln σ(1)
    assertThat(output.row(0)).containsExactly(new float[] {1.268941f}, NEAR); // 1 + 1 - σ(1)
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int d = 0; d < values.length; d++) {
      floats[d] = (float) values[d];
    }
    return floats;
  }
}
