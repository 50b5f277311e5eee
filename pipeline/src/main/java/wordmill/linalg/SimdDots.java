package wordmill.linalg;

import wordmill.linalg.simd.VectorDots;

/** By the Vector API; its class is loaded only where the module is present. */
final class SimdDots implements Dots {
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
    VectorDots.products(panel, width, queries, query, count, out, to, stride);
  }

  @Override
  public float greatestSum(float[] t, int a, int b, int c, int n) {
    return VectorDots.greatestSum(t, a, b, c, n);
  }

  @Override
  public float greatestProduct(float[] t, int a, int b, int c, int n, float epsilon) {
    return VectorDots.greatestProduct(t, a, b, c, n, epsilon);
  }
}
