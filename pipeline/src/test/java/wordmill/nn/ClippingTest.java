package wordmill.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.learning.config.Sgd;
import wordmill.averaging.Clipping;

/** Laws of clipping, on the gradient that a step of SGD at rate 1 subtracts. */
class ClippingTest {
  private double norm;
  private boolean clipped;

  private double[] gradient(Clipping clipping, long seed) {
    ComputationGraph graph = TinyGraphs.dense(new Sgd(1), DataType.DOUBLE);
    StepWatcher watcher = new StepWatcher(clipping);
    graph.setListeners(watcher);
    INDArray before = graph.params().dup();
    MultiDataSet step = TinyGraphs.batch(seed, 4, 5, 3, DataType.DOUBLE);
    graph.fit(step);
    norm = watcher.gradientNorm();
    clipped = watcher.clipped();
    return before.sub(graph.params()).toDoubleVector();
  }

  private static double length(double[] vector) {
    double squares = 0;
    for (double x : vector) {
      squares += x * x;
    }
    return Math.sqrt(squares);
  }

  @Test
  void byNormItNeverLengthensAndKeepsTheDirection() {
    for (long seed = 0; seed < 10; seed++) {
      double[] whole = gradient(Clipping.none(), seed);
      assertThat(norm).isCloseTo(length(whole), within(1e-12));
      assertThat(clipped).isFalse();
      for (double bound : new double[] {1e-3, 0.1, 0.9999 * length(whole), 1e3}) {
        double[] cut = gradient(Clipping.byNorm(bound), seed);
        assertThat(norm).as("before clipping").isCloseTo(length(whole), within(1e-12));
        assertThat(clipped).isEqualTo(bound < length(whole));
        double expected = Math.min(bound, length(whole));
        assertThat(length(cut)).isCloseTo(expected, within(1e-12));
        for (int i = 0; i < cut.length; i++) {
          assertThat(cut[i]).isCloseTo(whole[i] * expected / length(whole), within(1e-12));
        }
      }
    }
  }

  @Test
  void byValueEachNumberIsTakenToTheNearestInside() {
    for (long seed = 0; seed < 10; seed++) {
      double[] whole = gradient(Clipping.none(), seed);
      for (double bound : new double[] {1e-3, 0.1, 1e3}) {
        double[] cut = gradient(Clipping.byValue(bound), seed);
        boolean any = false;
        for (int i = 0; i < cut.length; i++) {
          double expected = Math.max(-bound, Math.min(bound, whole[i]));
          assertThat(cut[i]).isCloseTo(expected, within(1e-12));
          any |= Math.abs(whole[i]) > bound;
        }
        assertThat(clipped).isEqualTo(any);
      }
    }
  }
}
