package wordmill.svd;

import dev.ludovic.netlib.lapack.LAPACK;
import org.netlib.util.intW;

/** Dense double matrices small enough for the driver, row-major in flat arrays. */
final class SmallDense {
  private SmallDense() {}

  /** The largest eigenvalues, falling, and their vectors: n × count, column j for value j. */
  static final class Eigen {
    private final double[] values;
    private final double[] vectors;

    private Eigen(double[] values, double[] vectors) {
      this.values = values;
      this.vectors = vectors;
    }

    double[] values() {
      return values;
    }

    double[] vectors() {
      return vectors;
    }
  }

  /** The eigenpairs of an empty matrix. */
  static Eigen nothing() {
    return new Eigen(new double[0], new double[0]);
  }

  /** Eigenvalues and vectors of a symmetric n × n matrix, by LAPACK's dsyevr. Cost: O(n³). */
  static Eigen largestEigenpairs(double[] symmetric, int n, int count) {
    double[] w = new double[n];
    double[] z = new double[n * count];
    int[] support = new int[2 * n];
    double[] work = new double[40 * n];
    int[] integers = new int[20 * n];
    intW found = new intW(0);
    intW info = new intW(0);
    LAPACK
        .getInstance()
        .dsyevr(
            "V",
            "I",
            "U",
            n,
            symmetric.clone(),
            n,
            0,
            0,
            n - count + 1,
            n,
            0,
            found,
            w,
            z,
            n,
            support,
            work,
            work.length,
            integers,
            integers.length,
            info);
    if (info.val != 0 || found.val != count) {
      throw new IllegalStateException("dsyevr failed with code " + info.val);
    }
    double[] values = new double[count];
    double[] vectors = new double[n * count];
    for (int j = 0; j < count; j++) {
      values[j] = w[count - 1 - j];
      for (int i = 0; i < n; i++) {
        vectors[i * count + j] = z[(count - 1 - j) * n + i];
      }
    }
    return new Eigen(values, vectors);
  }

  /** a b, where a is n × m and b is m × p. */
  static double[] product(double[] a, double[] b, int n, int m, int p) {
    double[] c = new double[n * p];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < m; k++) {
        double x = a[i * m + k];
        for (int j = 0; j < p; j++) {
          c[i * p + j] += x * b[k * p + j];
        }
      }
    }
    return c;
  }

  /** aᵀ a, where a is n × m. */
  static double[] gram(double[] a, int n, int m) {
    double[] c = new double[m * m];
    for (int k = 0; k < n; k++) {
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < m; j++) {
          c[i * m + j] += a[k * m + i] * a[k * m + j];
        }
      }
    }
    return c;
  }

  static float[] toFloats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
