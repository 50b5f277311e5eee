package wordmill.svd;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Dense A = U Σ Vᵀ in doubles by one-sided Jacobi (Hestenes 1958): pairs of columns are rotated
 * until all are orthogonal; their lengths are σ. Slow and obvious: O(n³) a sweep.
 */
final class JacobiSvd {
  private static final double ORTHOGONAL = 1e-13;

  private final double[] sigma;
  private final double[][] left;
  private final double[][] right;

  private JacobiSvd(double[] sigma, double[][] left, double[][] right) {
    this.sigma = sigma;
    this.left = left;
    this.right = right;
  }

  static JacobiSvd of(double[][] a) {
    int n = a.length;
    double[][] columns = transposed(a); // columns[j] becomes σ u
    double[][] v = new double[n][n];
    for (int i = 0; i < n; i++) {
      v[i][i] = 1;
    }
    boolean turned = true;
    for (int sweep = 0; turned && sweep < 60; sweep++) {
      turned = false;
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          turned |= orthogonalize(columns, v, p, q);
        }
      }
    }
    double[] lengths =
        IntStream.range(0, n).mapToDouble(j -> Math.sqrt(dot(columns[j], columns[j]))).toArray();
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer j) -> -lengths[j]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] sigma = new double[n];
    double[][] left = new double[n][n];
    double[][] right = new double[n][n];
    for (int j = 0; j < n; j++) {
      sigma[j] = lengths[order[j]];
      for (int i = 0; i < n; i++) {
        left[i][j] = sigma[j] == 0 ? 0 : columns[order[j]][i] / sigma[j];
        right[i][j] = v[order[j]][i];
      }
    }
    return new JacobiSvd(sigma, left, right);
  }

  /** Falling. */
  double[] sigma() {
    return sigma;
  }

  /** U: [row][column]. */
  double[][] left() {
    return left;
  }

  /** V: [row][column]. */
  double[][] right() {
    return right;
  }

  private static boolean orthogonalize(double[][] columns, double[][] v, int p, int q) {
    double pp = dot(columns[p], columns[p]);
    double qq = dot(columns[q], columns[q]);
    double pq = dot(columns[p], columns[q]);
    if (Math.abs(pq) <= ORTHOGONAL * Math.sqrt(pp * qq) || Math.abs(pq) < 1e-28) {
      return false;
    }
    double zeta = (qq - pp) / (2 * pq);
    double t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
    double c = 1 / Math.sqrt(1 + t * t);
    rotate(columns[p], columns[q], c, c * t);
    rotate(v[p], v[q], c, c * t);
    return true;
  }

  private static void rotate(double[] x, double[] y, double c, double s) {
    for (int i = 0; i < x.length; i++) {
      double before = x[i];
      x[i] = c * before - s * y[i];
      y[i] = s * before + c * y[i];
    }
  }

  private static double[][] transposed(double[][] a) {
    double[][] t = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        t[j][i] = a[i][j];
      }
    }
    return t;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
