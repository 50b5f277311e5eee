package wordmill.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One batch for encoders and decoders, what they make of it, and plain arithmetic on its rows. */
final class PlainRows {
  static final int S = 5;
  static final int T = 4;
  static final int B = 3;

  /** Of the sources, where they are masked. */
  static final int[] LENGTHS = {2, 5, 3};

  static final INDArray SOURCES = Windows.ids(1, S, B, EncoderDecoders.V);
  static final INDArray TARGETS = Windows.ids(2, T, B, EncoderDecoders.V);
  static final INDArray SOURCE_MASK = Windows.mask(S, LENGTHS);
  private static final double EXACT = 1e-12;

  private PlainRows() {}

  /** All activations, copied. */
  static Map<String, INDArray> forward(ComputationGraph graph, boolean masked) {
    graph.setInputs(SOURCES, TARGETS);
    graph.clearLayerMaskArrays();
    if (masked) {
      graph.setLayerMaskArrays(new INDArray[] {SOURCE_MASK, null}, null);
    }
    Map<String, INDArray> all = graph.feedForward(false);
    all.replaceAll((name, array) -> array.dup());
    return all;
  }

  static double[] vector(INDArray window, int t, int b) {
    double[] vector = new double[(int) window.size(2)];
    for (int d = 0; d < vector.length; d++) {
      vector[d] = window.getDouble(t, b, d);
    }
    return vector;
  }

  static void assertRow(INDArray window, int t, int b, double... expected) {
    assertThat(vector(window, t, b))
        .as("step %d, row %d", t, b)
        .containsExactly(expected, within(EXACT));
  }

  static double[] joined(double[] left, double[] right) {
    double[] both = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }

  /** x M. */
  static double[] times(double[] x, double[][] M) {
    double[] y = new double[M[0].length];
    for (int d = 0; d < x.length; d++) {
      for (int j = 0; j < y.length; j++) {
        y[j] += x[d] * M[d][j];
      }
    }
    return y;
  }

  static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  static double sigmoid(double a) {
    return 1 / (1 + Math.exp(-a));
  }

  static double[][] parameter(ComputationGraph graph, String vertex, String name) {
    return graph.getVertex(vertex).paramTable(false).get(name).toDoubleMatrix();
  }
}
