package wordmill.linalg;

import java.util.Arrays;

/** In plain Java; loops run over a panel's rows so that the compiler can vectorize them. */
final class ScalarDots implements Dots {
  @Override
  public void products(
      float[] panel,
      int width,
      float[] queries,
      int query,
      int count,
      float[] out,
      int to,
      int stride) {
    for (int i = 0; i < count; i++) {
      int row = to + i * stride;
      Arrays.fill(out, row, row + PANEL, 0);
      for (int d = 0; d < width; d++) {
        float x = queries[query + i * width + d];
        int column = d * PANEL;
        for (int j = 0; j < PANEL; j++) {
          out[row + j] = Math.fma(panel[column + j], x, out[row + j]);
        }
      }
    }
  }

  @Override
  public float greatestSum(float[] t, int a, int b, int c, int n) {
    float greatest = Float.NEGATIVE_INFINITY;
    for (int j = 0; j < n; j++) {
      greatest = Math.max(greatest, t[b + j] - t[a + j] + t[c + j]);
    }
    return greatest;
  }

  @Override
  public float greatestProduct(float[] t, int a, int b, int c, int n, float epsilon) {
    float greatest = Float.NEGATIVE_INFINITY;
    for (int j = 0; j < n; j++) {
      float far = (t[a + j] + 1) * 0.5f;
      float near = (t[b + j] + 1) * 0.5f;
      float also = (t[c + j] + 1) * 0.5f;
      greatest = Math.max(greatest, near * also / (far + epsilon));
    }
    return greatest;
  }
}
