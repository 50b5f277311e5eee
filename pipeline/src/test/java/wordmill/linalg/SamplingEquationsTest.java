package wordmill.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static wordmill.linalg.SamplingKernel.COLUMNS;
import static wordmill.linalg.SamplingKernel.LANES;
import static wordmill.linalg.SamplingKernel.TILE;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import wordmill.linalg.SamplingBatch.Way;

/** Both kernels against Mikolov's equations, and those against central differences. */
final class SamplingEquationsTest {
  private static final Offset<Float> NEAR = within(2e-6f);

  private final List<SamplingKernel> kernels =
      List.of(new ScalarSamplingKernel(), new VectorSamplingKernel());

  /** One input (1, 2), outputs (1, 0) as the word that was seen and (0, −1) as one that was not. */
  @Test
  void aStepWorkedByHand() {
    for (SamplingKernel kernel : kernels) {
      float[] x = Arrays.copyOf(new float[] {1, 2}, LANES);
      float[] out = new float[3 * LANES];
      out[0] = 1;
      out[LANES + 1] = -1;
      int[] outAt = {0, LANES, 2 * LANES, 2 * LANES, 2 * LANES, 2 * LANES};
      float[] g = new float[LANES];
      SamplingKernel.Sums sums = new SamplingKernel.Sums();
      int[] at = {0};
      kernel.scores(x, at, 1, out, outAt, 0, LANES, g, sums);
      assertThat(g).startsWith(1, -2, 0, 0, 0, 0, 0, 0);
      // σ(1) = 0.731059 and σ(−2) = 0.119203, so g = ½ (1 − 0.731059) and ½ (0 − 0.119203)
      kernel.errors(g, 1, true, 2, 0.5f, sums);
      assertThat(Arrays.copyOf(g, COLUMNS))
          .containsExactly(new float[] {0.134471f, -0.059601f, 0, 0, 0, 0, 0, 0}, NEAR);
      // −ln 0.731059 − ln(1 − 0.119203) = 0.313262 + 0.126928
      assertThat(sums.takeLoss()).isCloseTo(0.440190, within(2e-6));
      kernel.update(x, at, 1, out, outAt, 0, LANES, g, x, at);
      // x + 0.134471 (1, 0) − 0.059601 (0, −1)
      assertThat(x).containsExactly(Arrays.copyOf(new float[] {1.134471f, 2.059601f}, LANES), NEAR);
      // (1, 0) + 0.134471 (1, 2) and (0, −1) − 0.059601 (1, 2)
      assertThat(out[0]).isCloseTo(1.134471f, NEAR);
      assertThat(out[1]).isCloseTo(0.268941f, NEAR);
      assertThat(out[LANES]).isCloseTo(-0.059601f, NEAR);
      assertThat(out[LANES + 1]).isCloseTo(-1.119203f, NEAR);
    }
  }

  @Test
  void rowsAreCopiedAveragedAndAddedTo() {
    for (SamplingKernel kernel : kernels) {
      float[] matrix = new float[4 * LANES];
      for (int i = 0; i < matrix.length; i++) {
        matrix[i] = i;
      }
      int[] at = {LANES, 3 * LANES, 0, 3 * LANES, 2 * LANES};
      float[] x = new float[3 * LANES];
      kernel.copy(matrix, at, 2, x, LANES);
      kernel.mean(matrix, at, 1, 4, x, 2, LANES); // (48 + 0 + 48) / 3 and so on
      for (int d = 0; d < LANES; d++) {
        assertThat(x[d]).isEqualTo(16 + d);
        assertThat(x[LANES + d]).isEqualTo(48 + d);
        assertThat(x[2 * LANES + d]).isEqualTo(32 + d);
      }
      kernel.add(x, 2, matrix, at, 1, 4, LANES); // once to the row at 0, twice to that at 48
      for (int i = 0; i < matrix.length; i++) {
        int times = i < LANES ? 1 : i < 3 * LANES ? 0 : 2;
        assertThat(matrix[i]).isEqualTo(i + times * (32f + i % LANES));
      }
    }
  }

  @Test
  void stepsAndLossAgreeWithTheEquations() {
    for (SamplingKernel kernel : kernels) {
      int trial = 0;
      for (int dimension : new int[] {1, 7, 8, 100, 300}) {
        for (int inputs : new int[] {1, 2, 3, 4, 5, 7, 8, 9, 13}) {
          for (Way way : Way.values()) {
            int used = 1 + trial % TILE;
            boolean positive = trial % 7 < 4;
            SamplingBatch batch = new SamplingBatch(dimension, inputs, trial++);
            double loss = SlowSampling.loss(batch.inputRows(), batch.outputRows(), positive, used);
            double[][] before = batch.changing(way);
            double[][] expected = batch.slowStep(way, positive, used, 0.5);
            batch.step(kernel, way, positive, used, 0.5f);
            assertSteps(batch.changing(way), expected, before);
            assertThat(batch.sums.takeLoss()).isCloseTo(loss, within(1e-5 * loss));
          }
        }
      }
    }
  }

  /** Within 1e-5 of the largest step of the row, for each row. */
  private static void assertSteps(double[][] after, double[][] expected, double[][] before) {
    for (int i = 0; i < before.length; i++) {
      double[] step = minus(expected[i], before[i]);
      assertThat(minus(after[i], before[i]))
          .containsExactly(step, within(1e-5 * Math.max(0.1, largest(step))));
    }
  }

  /** With x a copy, so that a row which stands twice moves by the sum of both its gradients. */
  @Test
  void stepsAreTheGradientOfTheLoss() {
    for (int dimension : new int[] {1, 7, 100}) {
      for (int inputs : new int[] {1, 5, 8, 13}) {
        for (boolean positive : new boolean[] {true, false}) {
          int used = 1 + inputs % TILE;
          SamplingBatch batch = new SamplingBatch(dimension, inputs, dimension + inputs);
          double[][] before = batch.changing(Way.COPIED);
          double[][] downhill = downhill(batch, positive, used);
          double[][] slow = batch.slowStep(Way.COPIED, positive, used, 1);
          for (int i = 0; i < slow.length; i++) {
            assertThat(minus(slow[i], before[i])).containsExactly(downhill[i], within(1e-8));
          }
          for (SamplingKernel kernel : kernels) {
            SamplingBatch fast = new SamplingBatch(dimension, inputs, dimension + inputs);
            fast.step(kernel, Way.COPIED, positive, used, 0.25f);
            double[][] after = fast.changing(Way.COPIED);
            for (int i = 0; i < after.length; i++) {
              double[] slope = minus(after[i], before[i]);
              Arrays.setAll(slope, d -> slope[d] / 0.25);
              assertThat(slope)
                  .containsExactly(downhill[i], within(1e-5 * Math.max(0.1, largest(slope))));
            }
          }
        }
      }
    }
  }

  /** −∂loss/∂ every element of the outputs and then of the inputs, by central differences. */
  private static double[][] downhill(SamplingBatch batch, boolean positive, int used) {
    double[][] x = batch.inputRows();
    double[][] o = batch.outputRows();
    double[][] slopes = new double[TILE + x.length][batch.dimension];
    double h = 1e-5;
    for (int i = 0; i < slopes.length; i++) {
      double[] row = i < TILE ? o[i] : x[i - TILE];
      for (int d = 0; d < row.length; d++) {
        double value = row[d];
        row[d] = value + h;
        double above = SlowSampling.loss(x, o, positive, used);
        row[d] = value - h;
        double below = SlowSampling.loss(x, o, positive, used);
        row[d] = value;
        slopes[i][d] = (below - above) / (2 * h);
      }
    }
    return slopes;
  }

  @Test
  void sigmoidIsTrueTo1e5OfItsValueUpToTen() {
    for (SamplingKernel kernel : kernels) {
      for (int i = -9_900; i <= 9_900; i++) {
        double truth = SlowSampling.sigmoid(i / 1000f);
        assertThat(sigmoid(kernel, i / 1000f)).isCloseTo(truth, within(1e-5 * truth));
      }
    }
  }

  @Test
  void sigmoidIsFlatBeyondTen() {
    for (SamplingKernel kernel : kernels) {
      for (float x : new float[] {10, 10.1f, 50, 1e10f, Float.MAX_VALUE}) {
        assertThat(sigmoid(kernel, x)).isEqualTo(sigmoid(kernel, 10)).isLessThan(1);
        assertThat(sigmoid(kernel, -x)).isEqualTo(sigmoid(kernel, -10));
      }
      assertThat(sigmoid(kernel, -10)).isCloseTo(4.53979e-5, within(1e-9));
      assertThat(1 - sigmoid(kernel, 10)).isCloseTo(4.53979e-5, within(6e-8));
    }
  }

  /** By what a score of a word that was not seen is turned into. */
  private static double sigmoid(SamplingKernel kernel, float score) {
    float[] g = new float[LANES];
    g[3] = score;
    kernel.errors(g, 1, true, TILE, 1, new SamplingKernel.Sums());
    return -g[3];
  }

  @Test
  void lossOfManyPairsIsTheSumOfTheirs() {
    assertLoss(0.01);
    assertLoss(2);
    assertLoss(5);
  }

  private void assertLoss(double scale) {
    for (SamplingKernel kernel : kernels) {
      Random random = new Random(3);
      SamplingKernel.Sums sums = new SamplingKernel.Sums();
      double expected = 0;
      for (int batch = 0; batch < 3_000; batch++) {
        int inputs = 1 + random.nextInt(20);
        int used = 1 + random.nextInt(TILE);
        boolean positive = random.nextBoolean();
        float[] g = new float[(inputs + 1) * COLUMNS];
        for (int i = 0; i < inputs * COLUMNS; i++) {
          g[i] = (float) (scale * random.nextGaussian());
          if (i % COLUMNS < used) {
            double score = Math.max(-10, Math.min(10, g[i]));
            boolean seen = positive && i % COLUMNS == 0;
            expected -= Math.log(SlowSampling.sigmoid(seen ? score : -score));
          }
        }
        kernel.errors(g, inputs, positive, used, 0.05f, sums);
      }
      double loss = sums.takeLoss();
      assertThat(loss).isCloseTo(expected, within(1e-5 * expected));
      assertThat(sums.takeLoss()).isZero();
    }
  }

  /**
   * A pair on the wrong side is worth 10.0000454 nats and one on the right side 0.0000454. Floats
   * so close to 1 are 6e-8 apart, so 1 − p is off by up to 7e-4 of p = e^−10, and the loss by as
   * many nats a pair.
   */
  @Test
  void lossOfExtremeScoresIsThatOfTen() {
    for (SamplingKernel kernel : kernels) {
      for (float score : new float[] {-50, 50}) {
        for (boolean positive : new boolean[] {true, false}) {
          SamplingKernel.Sums sums = new SamplingKernel.Sums();
          for (int batch = 0; batch < 500; batch++) {
            float[] g = new float[48 * COLUMNS]; // three products a lane
            Arrays.fill(g, score);
            kernel.errors(g, 48, positive, 1, 0.05f, sums);
          }
          boolean right = positive == score > 0;
          double pair = -Math.log(SlowSampling.sigmoid(right ? 10 : -10));
          assertThat(sums.takeLoss() / 24_000).isCloseTo(pair, within(7e-4 * Math.min(1, pair)));
        }
      }
    }
  }

  private static double[] minus(double[] a, double[] b) {
    double[] difference = new double[a.length];
    Arrays.setAll(difference, d -> a[d] - b[d]);
    return difference;
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }
}
