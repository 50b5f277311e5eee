package wordmill.seq2seq;

import java.io.Serializable;

/**
 * What a model has made of a source, and what it should be.
 *
 * @param isRight whether all words are those of the reference
 */
public record Prediction(String source, String reference, String predicted, boolean isRight)
    implements Serializable {
  /** For people: a mark, the source, the prediction and, if that is wrong, the reference. */
  public String line() {
    return isRight
        ? "\u2714 %s \u2192 %s".formatted(source, predicted)
        : "\u2718 %s \u2192 %s (%s)".formatted(source, predicted, reference);
  }
}
