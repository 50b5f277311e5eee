package wordmill.seq2seq;

import java.io.Serializable;
import wordmill.config.BadInputException;

/**
 * How often predicted sentences are exactly their references, and how often their tokens are: sums
 * of longs, which merge in any order.
 *
 * @param sentences compared
 * @param exactSentences of which all tokens and the length are right; 0 to {@code sentences}
 * @param tokens of the references, the end of a sentence being one
 * @param rightTokens that stand at the same position of the prediction; 0 to {@code tokens}
 */
public record Accuracy(long sentences, long exactSentences, long tokens, long rightTokens)
    implements Serializable {
  /** Of no sentence. */
  public static final Accuracy NONE = new Accuracy(0, 0, 0, 0);

  public Accuracy {
    checkShare("sentences", exactSentences, sentences);
    checkShare("tokens", rightTokens, tokens);
  }

  private static void checkShare(String what, long right, long all) {
    BadInputException.check(
        right >= 0 && right <= all, "%d of %d %s cannot be right", right, all, what);
  }

  /**
   * With one more sentence. One that ends too early or too late is wrong at the reference's end;
   * what a prediction has behind that is not looked at.
   *
   * @param reference token ids without an end of sentence
   * @param predicted likewise
   */
  public Accuracy add(int[] reference, int[] predicted) {
    int right = reference.length == predicted.length ? 1 : 0; // the end
    for (int i = 0; i < Math.min(reference.length, predicted.length); i++) {
      if (reference[i] == predicted[i]) {
        right++;
      }
    }
    int all = reference.length + 1;
    return merge(new Accuracy(1, right == all ? 1 : 0, all, right));
  }

  /** Of both texts. */
  public Accuracy merge(Accuracy other) {
    return new Accuracy(
        sentences + other.sentences,
        exactSentences + other.exactSentences,
        tokens + other.tokens,
        rightTokens + other.rightTokens);
  }

  /** Share of the sentences that are exactly right, 0 to 1. */
  public double exact() {
    return share(exactSentences, sentences);
  }

  /** Share of the tokens that are right, 0 to 1. */
  public double ofTokens() {
    return share(rightTokens, tokens);
  }

  private static double share(long right, long all) {
    if (all == 0) {
      throw new IllegalStateException("no sentence, no accuracy");
    }
    return (double) right / all;
  }
}
