package wordmill.training;

import java.util.List;
import java.util.OptionalInt;

/**
 * Which epoch was best, and whether to go on. Follows from the validation perplexities alone, so a
 * resumed run goes on exactly.
 *
 * @param patience epochs without a better one after which training stops; 0: never
 * @param epochs finished so far
 * @param bestEpoch the earliest with the lowest perplexity, from 0; −1 before there is one
 * @param bestPerplexity its perplexity, infinite before there is one
 */
public record EarlyStopping(int patience, int epochs, int bestEpoch, double bestPerplexity) {
  private static final int NO_EPOCH = -1;

  public static EarlyStopping start(int patience) {
    return new EarlyStopping(patience, 0, NO_EPOCH, Double.POSITIVE_INFINITY);
  }

  /** The state after as many epochs as there are validation perplexities. */
  public static EarlyStopping after(int patience, List<Double> perplexities) {
    EarlyStopping stopping = start(patience);
    for (double perplexity : perplexities) {
      stopping = stopping.next(perplexity);
    }
    return stopping;
  }

  /** The state after one more epoch. */
  public EarlyStopping next(double perplexity) {
    return perplexity < bestPerplexity
        ? new EarlyStopping(patience, epochs + 1, epochs, perplexity)
        : new EarlyStopping(patience, epochs + 1, bestEpoch, bestPerplexity);
  }

  /** The epoch whose model is to be kept. */
  public OptionalInt best() {
    return bestEpoch == NO_EPOCH ? OptionalInt.empty() : OptionalInt.of(bestEpoch);
  }

  /** Whether the last epoch is the best so far. */
  public boolean lastIsBest() {
    return epochs > 0 && bestEpoch == epochs - 1;
  }

  /** Whether the last {@code patience} epochs were all no better than one before them. */
  public boolean stops() {
    return patience > 0 && epochs - 1 - bestEpoch >= patience;
  }
}
