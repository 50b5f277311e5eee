package wordmill.ppmi;

import java.io.Serializable;

/**
 * Shifted positive PMI with context distribution smoothing (Levy, Goldberg & Dagan 2015, equations
 * 3 and 5): max(0, ln( #(w,c) · Σ #(c')^α / (#(w) · #(c)^α) ) − ln k). Memory: 16 bytes a word.
 */
final class PointwiseMutualInformation implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] logWord; // ln #(w)
  private final double[] logContext; // α ln #(c) − ln Σ #(c')^α + ln k

  /**
   * @param marginals #(w) of each word, which for a symmetric window is also #(c); words without
   *     any neighbour have 0
   */
  PointwiseMutualInformation(long[] marginals, PpmiOptions options) {
    logWord = new double[marginals.length];
    logContext = new double[marginals.length];
    double total = 0;
    for (long marginal : marginals) {
      total += Math.pow((double) marginal, options.smoothing());
    }
    double offset = Math.log(options.shift()) - Math.log(total);
    for (int id = 0; id < marginals.length; id++) {
      logWord[id] = Math.log((double) marginals[id]);
      logContext[id] = options.smoothing() * logWord[id] + offset;
    }
  }

  /** The weight of cell (word, context), 0 where PMI − ln k is not positive. */
  float positive(double logCount, int word, int context) {
    return (float) Math.max(0, logCount - logWord[word] - logContext[context]);
  }
}
