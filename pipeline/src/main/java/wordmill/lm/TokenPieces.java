package wordmill.lm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import wordmill.config.BadInputException;
import wordmill.corpus.SentenceReader;

/**
 * Cuts a part of the sequence into pieces, one for each stream and round that it has tokens of, in
 * order. The last target of a round is the first input of the next, so it is in two pieces. Memory:
 * what the reader needs, and one piece.
 */
final class TokenPieces implements Iterator<TokenPiece> {
  private final StreamLayout layout;
  private final int words;
  private final TokenPart part;
  private final long last; // token of the part
  private SentenceReader reader;
  private int[] sentence = {};
  private int place = 1; // in the sentence, of the next token; its end stands behind its words
  private long read; // tokens so far
  private int token; // the last one of them
  private boolean more;
  private StreamLayout.Span span; // of the next piece, if there is more
  private long position; // of its first token
  private int[] ids = new int[1024];

  /**
   * @param words V: ids of words are below, V itself is the end of a sentence
   */
  TokenPieces(StreamLayout layout, int words, TokenPart part) {
    this.layout = layout;
    this.words = words;
    this.part = part;
    this.last = part.start() + part.tokens() - 1;
    this.position = part.start();
    if (part.tokens() > 0) {
      goOn(Math.max(0, position - 1)); // whose target is the first token
    }
  }

  private void goOn(long input) {
    more = layout.hasInput(input);
    if (more) {
      span = layout.span(input);
    }
  }

  @Override
  public boolean hasNext() {
    return more;
  }

  @Override
  public TokenPiece next() {
    if (!more) {
      throw new NoSuchElementException();
    }
    more = false; // unless it goes well
    try {
      return cut();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!more) {
        close();
      }
    }
  }

  private void close() {
    try {
      if (reader != null) {
        reader.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TokenPiece cut() throws IOException {
    long to = Math.min(last, span.end());
    int length = Math.toIntExact(to - position + 1);
    if (length > ids.length) {
      ids = new int[length];
    }
    for (int i = 0; i < length; i++) {
      ids[i] = token(position + i);
    }
    int offset = Math.toIntExact(position - span.start());
    TokenPiece piece =
        new TokenPiece(span.partition(), span.stream(), offset, Arrays.copyOf(ids, length));
    more = to == span.end();
    if (more) {
      position = to;
      goOn(to);
    }
    return piece;
  }

  /** The token that was read last, or the next one. */
  private int token(long wanted) throws IOException {
    if (wanted == part.start() + read) {
      if (place > sentence.length) {
        nextSentence();
      }
      token = place < sentence.length ? sentence[place] : words;
      place++;
      read++;
    }
    return token;
  }

  private void nextSentence() throws IOException {
    if (reader == null) {
      reader = part.open();
    }
    if (!reader.next()) {
      throw new IllegalStateException("the text ended at token " + read + " of " + part);
    }
    sentence = reader.sentence();
    place = 0;
    for (int id : sentence) {
      BadInputException.check(
          id < words,
          "the corpus has a word %d, but the vocabulary only %d words: it is not the corpus' own",
          id,
          words);
    }
  }
}
