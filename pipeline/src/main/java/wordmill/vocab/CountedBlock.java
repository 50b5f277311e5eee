package wordmill.vocab;

import java.io.Serializable;

/** Some counts of one part of the tokens, on their way through the shuffle. */
final class CountedBlock implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int part;
  private final byte[] counts;
  private final TextTally tally;

  /**
   * @param part which part of the tokens
   * @param counts a block of {@link TokenCounts}
   * @param tally text that was read and that no other block reports
   */
  CountedBlock(int part, byte[] counts, TextTally tally) {
    this.part = part;
    this.counts = counts;
    this.tally = tally;
  }

  int part() {
    return part;
  }

  byte[] counts() {
    return counts;
  }

  TextTally tally() {
    return tally;
  }
}
