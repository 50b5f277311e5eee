package wordmill.word2vec;

import wordmill.config.BadInputException;

/** Training has left the numbers: vectors grew until a score was none. */
public final class DivergedException extends BadInputException {
  private static final long serialVersionUID = 1L;

  DivergedException(String sentence) {
    super("%s", sentence);
  }

  DivergedException(String place, double rate) {
    super(
        "training diverged in %s at a learning rate of %s: a score is not a number; lower"
            + " word2vec.rate",
        place, rate);
  }
}
