package wordmill.evaluate;

import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Rank correlation (Spearman 1904): Pearson's correlation of ranks, equal values sharing theirs.
 */
final class Spearman {
  private Spearman() {}

  /** −1 to 1; empty if there are fewer than two pairs or one side never changes. */
  static OptionalDouble correlation(double[] x, double[] y) {
    double[] p = ranks(x);
    double[] q = ranks(y);
    double mean = (x.length + 1) / 2.0; // of ranks 1 … n, shared or not
    double pq = 0;
    double pp = 0;
    double qq = 0;
    for (int i = 0; i < x.length; i++) {
      pq += (p[i] - mean) * (q[i] - mean);
      pp += (p[i] - mean) * (p[i] - mean);
      qq += (q[i] - mean) * (q[i] - mean);
    }
    return pp == 0 || qq == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(pq / (Math.sqrt(pp) * Math.sqrt(qq)));
  }

  /** Ranks from 1; equal values all get the mean of the ranks they fill. */
  static double[] ranks(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted((i, j) -> Double.compare(values[i], values[j]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int to = from + 1;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + 1 + to) / 2.0;
      }
      from = to;
    }
    return ranks;
  }
}
