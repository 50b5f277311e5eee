package wordmill.pairs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;

/** The tokens of a part's first pairs, each with the side that it is on. Memory: one pair's. */
final class TrainingTokens implements Iterator<TrainingTokens.Token> {
  private final KeptPairs pairs;
  private final Queue<Token> ready = new ArrayDeque<>();
  private long pairsLeft;

  /**
   * @param pairs at their start; closed behind the last that counts
   * @param most how many of them count, 1 or more
   */
  TrainingTokens(KeptPairs pairs, long most) {
    this.pairs = pairs;
    this.pairsLeft = most;
  }

  /** A token of a side, counted once. */
  record Token(String text, SideCounts once) {}

  @Override
  public boolean hasNext() {
    if (ready.isEmpty() && pairsLeft > 0) {
      readPair();
    }
    return !ready.isEmpty();
  }

  @Override
  public Token next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void readPair() {
    try {
      if (pairs.next()) {
        pairsLeft--;
        addAll(pairs.source(), SideCounts.ONE_SOURCE);
        addAll(pairs.target(), SideCounts.ONE_TARGET);
      } else {
        pairsLeft = 0;
      }
      if (pairsLeft == 0) {
        pairs.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addAll(SideTokens side, SideCounts once) {
    for (int i = 0; i < side.size(); i++) {
      ready.add(new Token(side.token(i), once));
    }
  }
}
