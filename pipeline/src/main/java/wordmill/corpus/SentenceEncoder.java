package wordmill.corpus;

import java.util.Arrays;
import wordmill.config.BadInputException;
import wordmill.text.Tokenization;
import wordmill.text.Tokenizer;
import wordmill.vocab.UnknownWords;
import wordmill.vocab.Vocabulary;
import wordmill.vocab.VocabularyOptions;

/** Turns lines into word ids. One thread at a time. */
public final class SentenceEncoder {
  /** In place of the marker's id: unknown words are dropped. */
  private static final int DROP = -1;

  private final Tokenizer tokenizer;
  private final Vocabulary vocabulary;
  private final int marker;
  private int[] ids = new int[64];
  private int length;
  private long unknownTokens;

  /**
   * @param marker the id of the word that stands for unknown ones, or {@link #DROP}
   */
  private SentenceEncoder(Tokenizer tokenizer, Vocabulary vocabulary, int marker) {
    this.tokenizer = tokenizer;
    this.vocabulary = vocabulary;
    this.marker = marker;
  }

  /**
   * An encoder for one thread.
   *
   * @throws BadInputException if the vocabulary lacks the marker that the options ask for
   */
  public static SentenceEncoder of(
      Tokenization tokenization, Vocabulary vocabulary, VocabularyOptions options) {
    return new SentenceEncoder(
        tokenization.start(), vocabulary, marker(vocabulary, options.unknown()));
  }

  private static int marker(Vocabulary vocabulary, UnknownWords unknown) {
    if (unknown == UnknownWords.DROP) {
      return DROP;
    }
    return vocabulary
        .id(Vocabulary.UNKNOWN)
        .orElseThrow(
            () ->
                new BadInputException(
                    "vocabulary.unknown is mark, but the vocabulary has no word %s; build it anew",
                    Vocabulary.UNKNOWN));
  }

  /** Encodes a line of valid UTF-8; the sentence is {@code ids()[0, result)} until the next. */
  public int encode(byte[] line, int from, int to) {
    length = 0;
    tokenizer.tokens(line, from, to, this::add);
    return length;
  }

  /** The buffer that sentences are encoded into; it may change with the next one. */
  public int[] ids() {
    return ids;
  }

  /** Tokens so far that were dropped or became the marker. */
  public long unknownTokens() {
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
