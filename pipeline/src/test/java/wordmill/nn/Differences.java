package wordmill.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleSupplier;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Backpropagation against central differences. */
public final class Differences {
  private static final double STEP = 1e-5;

  private Differences() {}

  /**
   * Compares the derivative by each of a graph's parameters.
   *
   * @param loss computes the graph's gradient, too; the same each time
   */
  public static void check(ComputationGraph graph, DoubleSupplier loss) {
    assertThat(loss.getAsDouble()).isPositive();
    INDArray gradient = graph.gradient().gradient().dup();
    INDArray parameters = graph.params();
    assertThat(gradient.length()).isEqualTo(parameters.length());
    assertThat(gradient.norm2Number().doubleValue()).isPositive();
    for (long i = 0; i < parameters.length(); i++) {
      double kept = parameters.getDouble(i);
      parameters.putScalar(i, kept + STEP);
      double above = loss.getAsDouble();
      parameters.putScalar(i, kept - STEP);
      double below = loss.getAsDouble();
      parameters.putScalar(i, kept);
      double numeric = (above - below) / (2 * STEP);
      double analytic = gradient.getDouble(i);
      assertThat(Math.abs(numeric - analytic))
          .as("parameter %d: %s by differences, %s by backpropagation", i, numeric, analytic)
          .isLessThanOrEqualTo(1e-6 * Math.max(Math.abs(numeric) + Math.abs(analytic), 1e-3));
    }
  }
}
