package wordmill.linalg;

/**
 * Negative sampling as Mikolov et al. 2013 (arXiv:1310.4546, equation 4) write it, in doubles. Rows
 * are arrays of D; inputs that share a row share its array.
 */
final class SlowSampling {
  private SlowSampling() {}

  /**
   * −ln σ(x·o_0), if {@code positive}, − Σ ln σ(−x·o_k), over all x and the first {@code used} o.
   */
  static double loss(double[][] x, double[][] o, boolean positive, int used) {
    double loss = 0;
    for (double[] row : x) {
      for (int k = 0; k < used; k++) {
        double score = dot(row, o[k]);
        loss -= Math.log(sigmoid(positive && k == 0 ? score : -score));
      }
    }
    return loss;
  }

  /** g_jk = rate · (y_k − σ(x_j · o_k)), and 0 from {@code used} on. */
  static double[][] errors(double[][] x, double[][] o, boolean positive, int used, double rate) {
    double[][] g = new double[x.length][o.length];
    for (int j = 0; j < x.length; j++) {
      for (int k = 0; k < used; k++) {
        double y = positive && k == 0 ? 1 : 0;
        g[j][k] = rate * (y - sigmoid(dot(x[j], o[k])));
      }
    }
    return g;
  }

  /** o_k += Σ_j g_jk x_j and to_j += Σ_k g_jk o_k with the old o; x_j as it is at its turn. */
  static void update(double[][] x, double[][] o, double[][] g, double[][] to) {
    double[][] old = new double[o.length][];
    for (int k = 0; k < o.length; k++) {
      old[k] = o[k].clone();
    }
    for (int j = 0; j < x.length; j++) {
      for (int k = 0; k < o.length; k++) {
        addTo(o[k], g[j][k], x[j]);
      }
      for (int k = 0; k < o.length; k++) {
        addTo(to[j], g[j][k], old[k]);
      }
    }
  }

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += a[d] * b[d];
    }
    return sum;
  }

  private static void addTo(double[] row, double factor, double[] other) {
    for (int d = 0; d < row.length; d++) {
      row[d] += factor * other[d];
    }
  }
}
