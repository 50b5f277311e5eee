package wordmill.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import wordmill.random.Generator;

/** Masks are what becomes of ones. */
final class DropoutTest {
  private static final int T = 12;
  private static final int B = 10;
  private static final int H = 50;
  private static final LayerWorkspaceMgr NONE = LayerWorkspaceMgr.noWorkspaces();

  private static DropoutLayer each(double p) {
    return layer(SequenceDropout.of(p).build());
  }

  private static DropoutLayer once(double p) {
    return layer(SequenceDropout.of(p).onceASequence().build());
  }

  private static DropoutLayer layer(SequenceDropout dropout) {
    ComputationGraph graph =
        Networks.build(
            Windows.builder(DataType.DOUBLE)
                .addLayer("embedding", Embedding.of(9, H).build(), "ids")
                .addLayer("dropout", dropout, "embedding")
                .addLayer("softmax", SoftmaxLoss.of(H, 9).build(), "dropout")
                .setOutputs("softmax")
                .build());
    return (DropoutLayer) graph.getLayer("dropout");
  }

  private static INDArray activate(DropoutLayer layer, INDArray input, boolean training) {
    layer.setInput(input, NONE);
    return layer.activate(training, NONE).dup();
  }

  /** The next window's mask. */
  private static INDArray mask(DropoutLayer layer) {
    return activate(layer, Nd4j.ones(DataType.DOUBLE, T, B, H), true);
  }

  private static INDArray mask(DropoutLayer layer, long seed) {
    layer.chance(new Generator(seed));
    return mask(layer);
  }

  private static INDArray step(INDArray window, int t) {
    return window.slice(t).dup();
  }

  /** The mask of stream b in step t. */
  private static double[] stream(INDArray window, int t, int b) {
    return window.slice(t).slice(b).toDoubleVector();
  }

  private static double[] numbers(INDArray array) {
    return array.reshape(array.length()).toDoubleVector();
  }

  /** Of n independent draws the dropped are n p, give or take 4.5 standard deviations. */
  private static void assertDropped(INDArray mask, double p) {
    long n = mask.length();
    long dropped = Arrays.stream(numbers(mask)).filter(value -> value == 0).count();
    assertThat(Math.abs(dropped - n * p)).isLessThan(4.5 * Math.sqrt(n * p * (1 - p)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.25, 0.5, 0.9})
  void theShareIsDroppedAndTheOthersMakeUpForIt(double p) {
    for (long seed = 1; seed <= 5; seed++) {
      INDArray each = mask(each(p), seed);
      INDArray once = mask(once(p), seed);
      assertDropped(each, p);
      assertDropped(step(once, 0), p);
      for (INDArray mask : new INDArray[] {each, once}) {
        assertThat(Arrays.stream(numbers(mask)).distinct())
            .containsExactlyInAnyOrder(0.0, 1 / (1 - p));
      }
    }
  }

  /** Streams, steps and units drop alike, so no part of the 64 bits that are drawn is worn out. */
  @Test
  void everyUnitDropsItsShare() {
    DropoutLayer layer = each(0.5);
    layer.chance(new Generator(1));
    INDArray sum = Nd4j.zeros(DataType.DOUBLE, B, H);
    int steps = 0;
    while (steps < 1200) {
      INDArray mask = mask(layer);
      for (int t = 0; t < T; t++, steps++) {
        sum.addi(step(mask, t));
      }
    }
    double chiSquare = 0; // each unit's kept ones are binomial, of variance steps / 4
    for (double unit : numbers(sum)) {
      double beyond = unit / 2 - steps / 2.0;
      chiSquare += beyond * beyond / (steps / 4.0);
    }
    int n = B * H;
    assertThat(chiSquare).isBetween(n - 4.5 * Math.sqrt(2 * n), n + 4.5 * Math.sqrt(2 * n));
  }

  @Test
  void nothingIsDroppedOutsideTrainingOrWithProbabilityZero() {
    INDArray x = Windows.uniform(1, T, B, H);
    assertThat(activate(each(0.5), x, false)).isEqualTo(x);
    assertThat(activate(once(0.5), x, false)).isEqualTo(x);
    assertThat(activate(each(0), x, true)).isEqualTo(x);
  }

  @Test
  void oneMaskServesAllStepsOfASequenceAndNoOther() {
    DropoutLayer layer = once(0.5);
    INDArray first = mask(layer, 1);
    for (int t = 1; t < T; t++) {
      assertThat(step(first, t)).isEqualTo(step(first, 0));
    }
    for (int b = 1; b < B; b++) {
      assertThat(stream(first, 0, b)).isNotEqualTo(stream(first, 0, 0));
    }
    assertThat(step(mask(layer), 0)).as("the next window's").isNotEqualTo(step(first, 0));
  }

  @Test
  void eachStepHasAMaskOfItsOwn() {
    INDArray mask = mask(each(0.5), 1);
    for (int t = 1; t < T; t++) {
      assertThat(step(mask, t)).isNotEqualTo(step(mask, t - 1));
    }
  }

  @Test
  void theSameChanceGivesTheSameMask() {
    for (boolean onceASequence : new boolean[] {false, true}) {
      DropoutLayer layer = onceASequence ? once(0.3) : each(0.3);
      INDArray mask = mask(layer, 1);
      assertThat(mask(onceASequence ? once(0.3) : each(0.3), 1)).isEqualTo(mask);
      assertThat(mask(layer, 2)).isNotEqualTo(mask);
      assertThat(mask(layer, 1)).isEqualTo(mask);
    }
  }

  @Test
  void theGradientPassesTheSameMask() {
    for (DropoutLayer layer : new DropoutLayer[] {each(0.4), once(0.4)}) {
      INDArray mask = mask(layer, 1);
      INDArray dy = Windows.uniform(2, T, B, H);
      assertThat(layer.backpropGradient(dy, NONE).getSecond()).isEqualTo(dy.mul(mask));
      INDArray unused = activate(layer, dy, false);
      assertThat(layer.backpropGradient(dy, NONE).getSecond()).isEqualTo(dy);
    }
  }

  @Test
  void probabilitiesFromZeroToBelowOneAreAllowed() {
    for (double p : new double[] {-0.1, 1, Double.NaN}) {
      assertThatThrownBy(() -> SequenceDropout.of(p))
          .hasMessage("dropout must be from 0 to below 1, but is " + p);
    }
  }
}
