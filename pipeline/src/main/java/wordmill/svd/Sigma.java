package wordmill.svd;

/** Singular values, falling. */
final class Sigma {
  private final double[] values;

  Sigma(double[] values) {
    this.values = values.clone();
  }

  int size() {
    return values.length;
  }

  double get(int index) {
    return values[index];
  }

  /** Σσ², the share of ‖A‖² that the triplets hold. */
  double energy() {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return sum;
  }
}
