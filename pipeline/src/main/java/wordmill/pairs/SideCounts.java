package wordmill.pairs;

import java.io.Serializable;

/**
 * How often a token is on either side. Merging is associative and commutative.
 *
 * @param source times in sources
 * @param target times in targets
 */
record SideCounts(long source, long target) implements Serializable {
  static final SideCounts NONE = new SideCounts(0, 0);
  static final SideCounts ONE_SOURCE = new SideCounts(1, 0);
  static final SideCounts ONE_TARGET = new SideCounts(0, 1);

  SideCounts merge(SideCounts other) {
    return new SideCounts(source + other.source, target + other.target);
  }

  /** Of a vocabulary that both sides share: each side's count is that of both. */
  SideCounts shared() {
    return new SideCounts(source + target, source + target);
  }

  long larger() {
    return Math.max(source, target);
  }
}
