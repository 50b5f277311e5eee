package wordmill.svd;

/** Random signs that depend on seed, row and column alone (SplitMix64 of their mixture). */
final class RandomSigns {
  private RandomSigns() {}

  /** Fills values[from, from + n) with ±1 for one row. */
  static void fill(long seed, int row, float[] values, int from, int n) {
    for (int j = 0; j < n; j += 64) {
      long bits = mix(mix(seed + row) + j);
      for (int i = j; i < Math.min(n, j + 64); i++) {
        values[from + i] = (bits & 1) == 0 ? 1 : -1;
        bits >>>= 1;
      }
    }
  }

  private static long mix(long state) {
    long z = state + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
