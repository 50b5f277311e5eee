package wordmill.svd;

/**
 * What turns a block W into an orthonormal one, orthogonal to the basis Q, given only C = QᵀW and G
 * = WᵀW: (W − Q C) B, with B from the eigenvectors of G − CᵀC (SVQB, Stathopoulos & Wu 2002), which
 * also drops columns that are dependent. Applied twice, the result is orthonormal to float
 * precision (block Gram–Schmidt by Pythagoras, Carson, Lund & Rozložník 2021).
 */
final class Orthonormalizer {
  private static final double NOTHING_LEFT = 1e-13; // of a column's squared norm
  private static final double DEPENDENT = 1e-11; // of the largest eigenvalue, columns scaled to 1

  private final double[] factor;
  private final double[] correction;
  private final int columns;

  /**
   * @param c m × b, coefficients on the basis
   * @param g b × b
   * @param most columns that the result may have
   */
  Orthonormalizer(double[] c, double[] g, int m, int b, int most) {
    double[] rest = SmallDense.gram(c, m, b);
    double[] scale = new double[b];
    for (int j = 0; j < b; j++) {
      double left = g[j * b + j] - rest[j * b + j];
      scale[j] = left > NOTHING_LEFT * g[j * b + j] ? 1 / Math.sqrt(left) : 0;
    }
    for (int i = 0; i < b; i++) {
      for (int j = 0; j < b; j++) {
        rest[i * b + j] = (g[i * b + j] - rest[i * b + j]) * scale[i] * scale[j];
      }
    }
    SmallDense.Eigen eigen = SmallDense.largestEigenpairs(rest, b, b);
    int kept = 0;
    while (kept < Math.min(b, most)
        && eigen.values()[kept] > DEPENDENT * Math.max(eigen.values()[0], 1e-300)) {
      kept++;
    }
    columns = kept;
    factor = new double[b * kept];
    for (int i = 0; i < b; i++) {
      for (int j = 0; j < kept; j++) {
        factor[i * kept + j] = scale[i] * eigen.vectors()[i * b + j] / Math.sqrt(eigen.values()[j]);
      }
    }
    correction = SmallDense.product(c, factor, m, b, kept);
    for (int i = 0; i < correction.length; i++) {
      correction[i] = -correction[i];
    }
  }

  /** Columns of the result: b, or fewer if W has dependent ones. */
  int columns() {
    return columns;
  }

  /** B, b × columns: the result is W B + Q · correction. */
  float[] factor() {
    return SmallDense.toFloats(factor);
  }

  /** −C B, m × columns. */
  float[] correction() {
    return SmallDense.toFloats(correction);
  }
}
