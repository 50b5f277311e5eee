package wordmill.averaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import wordmill.config.BadInputException;

class AveragingOptionsTest {
  private static void assertRefused(ThrowingCallable call, String why) {
    assertThatThrownBy(call).isInstanceOf(BadInputException.class).hasMessage(why);
  }

  @Test
  void numbersOutOfRangeAreNamed() {
    assertRefused(() -> new AveragingOptions(0, 1), "replicas must be 1 or more, but is 0");
    assertRefused(() -> new AveragingOptions(1, 0), "steps-per-round must be 1 or more, but is 0");
    for (double at : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      String why = "clip-at must be a number above 0 (0 where nothing is clipped), but is " + at;
      assertRefused(() -> Clipping.byNorm(at), why);
      assertRefused(() -> Clipping.byValue(at), why);
    }
  }

  @Test
  void sumsOfRoundsAndReplicasAddUp() {
    RoundSums a = RoundSums.ofStep(2, 10, 3, true, 0.5).after(7, 1.5);
    RoundSums b = RoundSums.ofStep(4, 20, 1, false, 0.25).after(9, 1);
    assertThat(a.beside(b)).isEqualTo(new RoundSums(6, 30, 2, 4, 3, 1, 9, 0.25, 1.5));
    assertThat(b.then(a)).isEqualTo(new RoundSums(6, 30, 2, 4, 3, 1, 7, 0.5, 2.5));
    assertThat(a.then(RoundSums.NONE)).isEqualTo(a);
    assertThat(RoundSums.NONE.beside(a)).isEqualTo(a);
    assertThat(a.then(b).meanLoss()).isEqualTo(0.2);
    assertThat(a.then(b).meanGradientNorm()).isEqualTo(2);
  }

  @Test
  void whatLeavesTheNumbersIsSeenAfterwards() {
    RoundSums good = RoundSums.ofStep(2, 10, 3, false, 0.5);
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThat(good.isFinite()).isTrue();
      assertThat(RoundSums.ofStep(bad, 10, 3, false, 0.5).then(good).isFinite()).isFalse();
      assertThat(good.then(RoundSums.ofStep(2, 10, bad, false, 0.5)).isFinite()).isFalse();
      assertThat(RoundSums.ofStep(2, 10, bad, false, 0.5).beside(good).isFinite()).isFalse();
      assertThat(good.after(bad, 1).isFinite()).isFalse();
    }
  }
}
