package wordmill.vocab;

import java.io.Serializable;
import wordmill.text.TextCounts;

/**
 * How much text went by.
 *
 * @param text lines, by kind
 * @param sentences lines with a token
 * @param tokens all tokens
 */
record TextTally(TextCounts text, long sentences, long tokens) implements Serializable {
  static final TextTally NONE = new TextTally(TextCounts.NONE, 0, 0);

  TextTally merge(TextTally other) {
    return new TextTally(
        text.merge(other.text), sentences + other.sentences, tokens + other.tokens);
  }
}
