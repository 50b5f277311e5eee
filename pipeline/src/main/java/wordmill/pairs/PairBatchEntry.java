package wordmill.pairs;

import java.io.Serializable;
import java.util.Comparator;

/** A pair and its position in an epoch; shuffled as it is. */
final class PairBatchEntry implements Serializable {
  private static final long serialVersionUID = 1L;

  /** By the target's length, then the source's, then by position. */
  static final Comparator<PairBatchEntry> BY_LENGTH =
      Comparator.comparingInt((PairBatchEntry entry) -> entry.pair.target().length)
          .thenComparingInt(entry -> entry.pair.source().length)
          .thenComparingLong(entry -> entry.position);

  private final long position;
  private final EncodedPair pair;

  PairBatchEntry(long position, EncodedPair pair) {
    this.position = position;
    this.pair = pair;
  }

  EncodedPair pair() {
    return pair;
  }
}
