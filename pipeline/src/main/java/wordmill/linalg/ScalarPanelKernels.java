package wordmill.linalg;

import java.util.Arrays;

/** The plain loops: what the vector kernels must equal, and the way on a JVM without them. */
public final class ScalarPanelKernels implements PanelKernels {
  @Override
  public void addSparseProduct(
      int[] rowStart, char[] column, float[] value, float[] x, float[] y, int b) {
    for (int i = 0; i < rowStart.length - 1; i++) {
      for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
        for (int j = 0; j < b; j++) {
          y[i * b + j] = Math.fma(x[column[k] * b + j], value[k], y[i * b + j]);
        }
      }
    }
  }

  @Override
  public void addGram(float[] q, float[] w, int rows, int m, int b, double[] c) {
    float[] part = new float[m * b];
    for (int from = 0; from < rows; from += GRAM_ROWS) {
      Arrays.fill(part, 0);
      for (int r = from; r < Math.min(rows, from + GRAM_ROWS); r++) {
        for (int i = 0; i < m; i++) {
          for (int j = 0; j < b; j++) {
            part[i * b + j] = Math.fma(w[r * b + j], q[r * m + i], part[i * b + j]);
          }
        }
      }
      for (int i = 0; i < part.length; i++) {
        c[i] += part[i];
      }
    }
  }

  @Override
  public void addProduct(float[] q, float[] c, float[] w, int rows, int m, int b) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < b; j++) {
          w[r * b + j] = Math.fma(c[i * b + j], q[r * m + i], w[r * b + j]);
        }
      }
    }
  }
}
