package wordmill.linalg;

/**
 * Products of many rows with many rows, and the greatest of what an analogy makes of them. Every
 * implementation gives the same bits: a dot product is summed over its columns in order, one fused
 * multiply-add a step, and nothing else is reordered.
 */
public interface Dots {
  /** Rows that lie side by side in one panel of {@link PackedRows}. */
  int PANEL = 64;

  /**
   * The implementation for this JVM: the Vector API where its module is present, else plain Java.
   */
  static Dots chosen() {
    return ChosenDots.INSTANCE;
  }

  /**
   * Multiplies a panel with several queries: {@code out[to + i * stride + j]} is the product of
   * query i and the panel's row j, for i below {@code count} and j below {@link #PANEL}.
   *
   * @param panel element (d, j) at {@code d * PANEL + j}
   * @param width columns of a row
   * @param queries query i starts at {@code query + i * width}
   */
  void products(
      float[] panel,
      int width,
      float[] queries,
      int query,
      int count,
      float[] out,
      int to,
      int stride);

  /** The greatest of {@code t[b + j] - t[a + j] + t[c + j]} for j below {@code n}; 1 or more. */
  float greatestSum(float[] t, int a, int b, int c, int n);

  /**
   * The greatest of {@code s[b + j] * s[c + j] / (s[a + j] + epsilon)} for j below {@code n}, where
   * s = (t + 1) / 2.
   */
  float greatestProduct(float[] t, int a, int b, int c, int n, float epsilon);
}
