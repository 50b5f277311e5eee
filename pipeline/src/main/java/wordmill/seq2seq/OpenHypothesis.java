package wordmill.seq2seq;

import java.util.Arrays;

/** What may go on: its tokens so far, and the model's row that it came from. */
final class OpenHypothesis {
  private final int origin;
  private final int[] tokens;
  private final double logProbability;

  private OpenHypothesis(int origin, int[] tokens, double logProbability) {
    this.origin = origin;
    this.tokens = tokens;
    this.logProbability = logProbability;
  }

  /** Before the first token of a sentence. */
  static OpenHypothesis start(int sentence) {
    return new OpenHypothesis(sentence, new int[0], 0);
  }

  /**
   * One token longer.
   *
   * @param row of the model's answer that the token was chosen from
   * @param extended Σ ln p with the token
   */
  OpenHypothesis with(int row, int token, double extended) {
    int[] longer = Arrays.copyOf(tokens, tokens.length + 1);
    longer[tokens.length] = token;
    return new OpenHypothesis(row, longer, extended);
  }

  int origin() {
    return origin;
  }

  /** The array itself, not to be changed. */
  int[] tokens() {
    return tokens;
  }

  /** The last one, or before the first one {@code start}. */
  int lastToken(int start) {
    return tokens.length == 0 ? start : tokens[tokens.length - 1];
  }

  double logProbability() {
    return logProbability;
  }
}
