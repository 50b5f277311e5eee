package wordmill.pairs;

import java.io.Closeable;
import java.io.IOException;
import wordmill.text.Tokenization;

/**
 * The pairs that have a token on either side and not too many on one; the others are counted.
 * Memory: two of the longest lines, and their tokens.
 */
final class KeptPairs implements Closeable {
  private final PairLines lines;
  private final int maxLength;
  private final SideTokens source;
  private final SideTokens target;
  private long kept;
  private long droppedEmpty;
  private long droppedLong;

  /**
   * @param maxLength tokens of a side at most
   */
  KeptPairs(PairLines lines, Tokenization tokenization, int maxLength) {
    this.lines = lines;
    this.maxLength = maxLength;
    this.source = new SideTokens(tokenization.start());
    this.target = new SideTokens(tokenization.start());
  }

  /** Moves to the next pair that is kept; false after the last. */
  boolean next() throws IOException {
    while (lines.next()) {
      source.read(lines.source());
      target.read(lines.target());
      if (source.size() == 0 || target.size() == 0) {
        droppedEmpty++;
      } else if (source.size() > maxLength || target.size() > maxLength) {
        droppedLong++;
      } else {
        kept++;
        return true;
      }
    }
    return false;
  }

  SideTokens source() {
    return source;
  }

  SideTokens target() {
    return target;
  }

  String sourceText() {
    return lines.source().text();
  }

  String targetText() {
    return lines.target().text();
  }

  /** What went by so far. */
  PairTally tally() {
    return new PairTally(lines.counts(), kept, droppedEmpty, droppedLong);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
