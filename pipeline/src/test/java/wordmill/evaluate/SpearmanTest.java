package wordmill.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class SpearmanTest {
  @Test
  void equalValuesShareTheirRanks() {
    assertThat(Spearman.ranks(new double[] {5, 1, 5, 3, 5})).containsExactly(4, 1, 4, 2, 4);
  }

  @Test
  void anyRisingFunctionCorrelatesFully() {
    double[] x = {3, 1, 4, 1.5, 9};
    double[] y = {27, 1, 64, 3.375, 729};
    assertThat(Spearman.correlation(x, y).getAsDouble()).isCloseTo(1, within(1e-12));
    assertThat(Spearman.correlation(x, new double[] {-3, -1, -4, -1.5, -9}).getAsDouble())
        .isCloseTo(-1, within(1e-12));
  }

  @Test
  void oneMinusSixSquaresHoldsWithoutTies() {
    // ranks 1 2 3 4 against 2 1 4 3: squares sum to 4, 1 − 6 · 4 / (4 · 15) = 0.6
    assertThat(Spearman.correlation(new double[] {1, 2, 3, 4}, new double[] {2, 1, 4, 3}))
        .hasValueCloseTo(0.6, within(1e-12));
  }

  @Test
  void aConstantOrTooFewHaveNone() {
    assertThat(Spearman.correlation(new double[] {1, 2}, new double[] {7, 7})).isEmpty();
    assertThat(Spearman.correlation(new double[] {1}, new double[] {7})).isEmpty();
    assertThat(Spearman.correlation(new double[0], new double[0])).isEmpty();
  }
}
