package wordmill.seq2seq;

/**
 * The k best continuations offered: the most probable, of equal ones the lower token, then the
 * earlier hypothesis. Cost: one comparison each, and for the few that are taken a binary search and
 * a move within k; of n in any order k · ln(n / k) are expected.
 */
final class Candidates {
  private final double[] logProbabilities;
  private final int[] tokens;
  private final int[] hypotheses;
  private int size;

  Candidates(int k) {
    logProbabilities = new double[k];
    tokens = new int[k];
    hypotheses = new int[k];
  }

  void clear() {
    size = 0;
  }

  /**
   * Offers a hypothesis' continuation by each token.
   *
   * @param before Σ ln p of the hypothesis
   * @param next ln p of each token from {@code from} on; minus infinity is not taken
   * @param forbidden for each token
   * @throws IllegalArgumentException if a number is NaN or plus infinity
   */
  void offer(int hypothesis, double before, float[] next, int from, boolean[] forbidden) {
    double least = least();
    for (int token = 0; token < forbidden.length; token++) {
      double logProbability = before + next[from + token];
      if (!(logProbability < least) && !forbidden[token]) { // or NaN
        offer(hypothesis, token, logProbability);
        least = least();
      }
    }
  }

  /** What is below it is not taken. */
  private double least() {
    return size < tokens.length ? -Double.MAX_VALUE : logProbabilities[size - 1];
  }

  private void offer(int hypothesis, int token, double logProbability) {
    if (!(logProbability < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("ln p of token " + token + " is NaN or infinite");
    }
    int rank = rank(hypothesis, token, logProbability);
    if (rank == tokens.length) {
      return;
    }
    size = Math.min(size + 1, tokens.length);
    int behind = size - 1 - rank;
    System.arraycopy(logProbabilities, rank, logProbabilities, rank + 1, behind);
    System.arraycopy(tokens, rank, tokens, rank + 1, behind);
    System.arraycopy(hypotheses, rank, hypotheses, rank + 1, behind);
    logProbabilities[rank] = logProbability;
    tokens[rank] = token;
    hypotheses[rank] = hypothesis;
  }

  /** How many of those taken are better. */
  private int rank(int hypothesis, int token, double logProbability) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isBetter(middle, hypothesis, token, logProbability)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean isBetter(int rank, int hypothesis, int token, double logProbability) {
    if (logProbabilities[rank] != logProbability) {
      return logProbabilities[rank] > logProbability;
    }
    return tokens[rank] == token ? hypotheses[rank] < hypothesis : tokens[rank] < token;
  }

  int size() {
    return size;
  }

  /** Σ ln p of the one at that rank, from 0, and of its token. */
  double logProbability(int rank) {
    return logProbabilities[rank];
  }

  int token(int rank) {
    return tokens[rank];
  }

  int hypothesis(int rank) {
    return hypotheses[rank];
  }
}
