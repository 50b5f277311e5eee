package wordmill.cooccurrence;

/**
 * What a neighbour counts by its distance d ≤ w. Weights are whole multiples of 1/unit, so that
 * sums are exact and the same in every order.
 */
public enum Weighting {
  /** 1 at every distance. */
  FLAT {
    @Override
    public long unit(int window) {
      return 1;
    }

    @Override
    long weight(int distance, int window) {
      return 1;
    }
  },

  /** 1/d, as GloVe does (Pennington et al. 2014). */
  HARMONIC {
    /**
     * The least common multiple of 1…w, or 2^32 where that is larger: then 1/d is rounded to 2^-32.
     */
    @Override
    public long unit(int window) {
      long multiple = 1;
      for (int d = 2; d <= window && multiple <= LARGEST_UNIT; d++) {
        multiple = multiple / greatestCommonDivisor(multiple, d) * d;
      }
      return Math.min(multiple, LARGEST_UNIT);
    }

    @Override
    long weight(int distance, int window) {
      return Math.round((double) unit(window) / distance);
    }
  },

  /** (w − d + 1) / w: the mean of word2vec's shrinking windows. */
  LINEAR {
    @Override
    public long unit(int window) {
      return window;
    }

    @Override
    long weight(int distance, int window) {
      return window - distance + 1L;
    }
  };

  private static final long LARGEST_UNIT = 1L << 32;

  /** How many parts a count of 1 has. */
  public abstract long unit(int window);

  /** The weight at a distance of 1…w, in parts of 1/unit. */
  abstract long weight(int distance, int window);

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
