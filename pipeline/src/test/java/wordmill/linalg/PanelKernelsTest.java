package wordmill.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The vector kernels against the plain loops, to the bit, for widths with and without remainders.
 */
class PanelKernelsTest {
  private final Random random = new Random(1);
  private final PanelKernels plain = new ScalarPanelKernels();

  @Test
  void theVectorKernelsAreTheOnesInUse() {
    assertThat(PanelKernels.best()).isInstanceOf(VectorPanelKernels.class);
  }

  @Test
  void sparseProductsAgree() {
    for (int b : new int[] {1, 7, 16, 48, 64, 100, 131}) {
      int rows = 37;
      int[] rowStart = new int[rows + 1];
      for (int i = 0; i < rows; i++) {
        rowStart[i + 1] = rowStart[i] + (i % 5 == 0 ? 0 : random.nextInt(9));
      }
      char[] column = new char[rowStart[rows]];
      for (int k = 0; k < column.length; k++) {
        column[k] = (char) random.nextInt(50);
      }
      float[] value = floats(column.length);
      float[] x = floats(50 * b);
      float[] y = floats(rows * b);
      float[] expected = y.clone();
      plain.addSparseProduct(rowStart, column, value, x, expected, b);
      new VectorPanelKernels().addSparseProduct(rowStart, column, value, x, y, b);
      assertThat(y).as("b = %d", b).containsExactly(expected);
    }
  }

  @Test
  void gramsAgree() {
    for (int b : new int[] {1, 7, 16, 32, 64, 100}) {
      for (int m : new int[] {1, 5, 6, 64}) {
        int rows = 150;
        float[] q = floats(rows * m);
        float[] w = floats(rows * b);
        double[] c = new double[m * b];
        double[] expected = new double[m * b];
        plain.addGram(q, w, rows, m, b, expected);
        new VectorPanelKernels().addGram(q, w, rows, m, b, c);
        assertThat(c).as("m = %d, b = %d", m, b).containsExactly(expected);
      }
    }
  }

  @Test
  void productsAgree() {
    for (int b : new int[] {1, 7, 16, 32, 64, 100}) {
      for (int m : new int[] {1, 5, 64}) {
        int rows = 23;
        float[] q = floats(rows * m);
        float[] c = floats(m * b);
        float[] w = floats(rows * b);
        float[] expected = w.clone();
        plain.addProduct(q, c, expected, rows, m, b);
        new VectorPanelKernels().addProduct(q, c, w, rows, m, b);
        assertThat(w).as("m = %d, b = %d", m, b).containsExactly(expected);
      }
    }
  }

  private float[] floats(int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
