package wordmill.corpus;

import java.util.Arrays;
import wordmill.text.Tokenizer;
import wordmill.vocab.Vocabulary;

/** Turns lines into word ids. One thread at a time. */
final class SentenceEncoder {
  /** In place of the marker's id: unknown words are dropped. */
  static final int DROP = -1;

  private final Tokenizer tokenizer;
  private final Vocabulary vocabulary;
  private final int marker;
  private int[] ids = new int[64];
  private int length;
  private long unknownTokens;

  /**
   * @param marker the id of the word that stands for unknown ones, or {@link #DROP}
   */
  SentenceEncoder(Tokenizer tokenizer, Vocabulary vocabulary, int marker) {
    this.tokenizer = tokenizer;
    this.vocabulary = vocabulary;
    this.marker = marker;
  }

  /** Encodes a line; the sentence is {@code ids()[0, result)} until the next. */
  int encode(byte[] line, int from, int to) {
    length = 0;
    tokenizer.tokens(line, from, to, this::add);
    return length;
  }

  int[] ids() {
    return ids;
  }

  /** Tokens so far that were dropped or became the marker. */
  long unknownTokens() {
    return unknownTokens;
  }

  private void add(byte[] token, int from, int to) {
    int found = vocabulary.find(token, from, to);
    int id = found < 0 ? marker : found;
    if (id == marker) {
      unknownTokens++;
    }
    if (id >= 0) {
      if (length == ids.length) {
        ids = Arrays.copyOf(ids, 2 * length);
      }
      ids[length++] = id;
    }
  }
}
