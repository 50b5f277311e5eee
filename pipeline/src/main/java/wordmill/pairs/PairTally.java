package wordmill.pairs;

import java.io.Serializable;
import wordmill.text.TextCounts;

/**
 * How many pairs went by. Merging is associative and commutative.
 *
 * @param text lines of all files
 * @param kept pairs
 * @param droppedEmpty pairs with a side that has no token
 * @param droppedLong pairs with a side that has too many
 */
record PairTally(TextCounts text, long kept, long droppedEmpty, long droppedLong)
    implements Serializable {
  static final PairTally NONE = new PairTally(TextCounts.NONE, 0, 0, 0);

  PairTally merge(PairTally other) {
    return new PairTally(
        text.merge(other.text),
        kept + other.kept,
        droppedEmpty + other.droppedEmpty,
        droppedLong + other.droppedLong);
  }

  /** The dropped ones included. */
  long all() {
    return kept + droppedEmpty + droppedLong;
  }
}
