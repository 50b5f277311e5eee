package wordmill.linalg;

/** The plain loops: what the vector kernel must equal, and the way on a JVM without it. */
public final class ScalarSamplingKernel implements SamplingKernel {
  private static final float LOG2_E = 1.442695f;
  private static final float MAGIC = 12582912f; // 1.5 · 2^23: adding it rounds to a whole number

  @Override
  public void copy(float[] matrix, int[] at, int inputs, float[] x, int width) {
    for (int j = 0; j < inputs; j++) {
      System.arraycopy(matrix, at[j], x, j * width, width);
    }
  }

  @Override
  public void mean(float[] matrix, int[] at, int from, int to, float[] x, int j, int width) {
    float share = 1f / (to - from);
    for (int d = 0; d < width; d++) {
      float sum = 0;
      for (int i = from; i < to; i++) {
        sum += matrix[at[i] + d];
      }
      x[j * width + d] = sum * share;
    }
  }

  @Override
  public void add(float[] e, int j, float[] matrix, int[] at, int from, int to, int width) {
    for (int i = from; i < to; i++) {
      for (int d = 0; d < width; d++) {
        matrix[at[i] + d] += e[j * width + d];
      }
    }
  }

  @Override
  public void scores(
      float[] x,
      int[] at,
      int inputs,
      float[] out,
      int[] outAt,
      int tile,
      int width,
      float[] g,
      Sums sums) {
    float[] p = new float[LANES];
    for (int j = 0; j < inputs; j++) {
      for (int k = 0; k < TILE; k++) {
        java.util.Arrays.fill(p, 0);
        for (int d = 0; d < width; d++) {
          p[d % LANES] = Math.fma(out[outAt[tile + k] + d], x[at[j] + d], p[d % LANES]);
        }
        for (int lane = 0; lane < LANES / 2; lane++) {
          p[lane] += p[lane + LANES / 2];
        }
        g[j * COLUMNS + k] = ((p[0] + p[4]) + (p[2] + p[6])) + ((p[1] + p[5]) + (p[3] + p[7]));
      }
    }
  }

  @Override
  public void errors(float[] g, int inputs, boolean positive, int used, float rate, Sums sums) {
    int end = inputs * COLUMNS;
    for (int lane = 0; lane < LANES; lane++) {
      int k = lane % COLUMNS;
      for (int from = lane; from < end; from += PRODUCTS * LANES) {
        int to = Math.min(end, from + PRODUCTS * LANES);
        float product = 1;
        float all = 0;
        for (int i = from; i < to; i += LANES) {
          all += g[i];
          float error = ((positive && k == 0 ? 1f : 0f) - sigmoid(g[i])) * (k < used ? 1 : 0);
          g[i] = error * rate;
          product *= 1 - Math.abs(error);
        }
        sums.poison[lane] = Math.fma(all, 0f, sums.poison[lane]);
        int bits = Float.floatToRawIntBits(product * sums.mantissa[lane]);
        sums.exponent[lane] += (bits >>> 23) - 127;
        sums.mantissa[lane] = Float.intBitsToFloat((bits & 0x7FFFFF) | 0x3F800000);
      }
    }
  }

  /**
   * 1 / (1 + 2^y), y = −x / ln 2, by 2^y = 2^n · 2^f with n whole and |f| ≤ ½; the polynomial is
   * the Taylor series of 2^f, off by at most 2e-6 of the value.
   */
  static float sigmoid(float x) {
    float y = Math.min(Math.max(x * -LOG2_E, -SATURATION * LOG2_E), SATURATION * LOG2_E);
    float shifted = y + MAGIC;
    float f = y - (shifted - MAGIC);
    float p = 1.3333558e-3f;
    p = Math.fma(p, f, 9.618129e-3f);
    p = Math.fma(p, f, 5.550411e-2f);
    p = Math.fma(p, f, 2.402265e-1f);
    p = Math.fma(p, f, 6.931472e-1f);
    p = Math.fma(p, f, 1f);
    int power = Float.floatToRawIntBits(shifted) << 23;
    return 1f / (Float.intBitsToFloat(Float.floatToRawIntBits(p) + power) + 1f);
  }

  @Override
  public void update(
      float[] x,
      int[] at,
      int inputs,
      float[] out,
      int[] outAt,
      int tile,
      int width,
      float[] g,
      float[] to,
      int[] toAt) {
    float[] old = new float[TILE];
    for (int d = 0; d < width; d++) {
      for (int k = 0; k < TILE; k++) {
        old[k] = out[outAt[tile + k] + d];
      }
      float[] fresh = old.clone();
      for (int j = 0; j < inputs; j++) {
        int s = j * COLUMNS;
        float value = x[at[j] + d];
        for (int k = 0; k < TILE; k++) {
          fresh[k] = Math.fma(g[s + k], value, fresh[k]);
        }
        float even = Math.fma(g[s], old[0], to[toAt[j] + d]);
        even = Math.fma(g[s + 4], old[4], Math.fma(g[s + 2], old[2], even));
        float odd = g[s + 1] * old[1];
        odd = Math.fma(g[s + 5], old[5], Math.fma(g[s + 3], old[3], odd));
        to[toAt[j] + d] = even + odd;
      }
      for (int k = 0; k < TILE; k++) {
        out[outAt[tile + k] + d] = fresh[k];
      }
    }
  }

  @Override
  public void merge(float[] values, int own, int shared, float[] bases, int base, int width) {
    for (int d = 0; d < width; d++) {
      float sum = values[shared + d] + (values[own + d] - bases[base + d]);
      values[shared + d] = sum;
      values[own + d] = sum;
      bases[base + d] = sum;
    }
  }
}
