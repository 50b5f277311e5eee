package wordmill.lm;

import java.io.IOException;
import java.io.Serializable;
import wordmill.corpus.SentenceReader;

/**
 * Successive sentences of one file or split, and where their tokens stand in the sequence.
 *
 * @param fromSentence sentences of the source before these
 * @param sentences how many these are
 * @param start the first one's first token
 * @param tokens of these sentences, their ends included
 */
record TokenPart(Source source, long fromSentence, long sentences, long start, long tokens)
    implements Serializable {
  /** Opens the file or split. */
  @FunctionalInterface
  interface Source extends Serializable {
    SentenceReader open() throws IOException;
  }

  /** Opens the source at the first of the sentences. */
  SentenceReader open() throws IOException {
    SentenceReader reader = source.open();
    for (long skipped = 0; skipped < fromSentence; skipped++) {
      reader.next();
    }
    return reader;
  }

  /** How many tokens the first sentences have; reads them. */
  long tokensOf(long some) throws IOException {
    long sum = 0;
    try (SentenceReader reader = open()) {
      for (long counted = 0; counted < some; counted++) {
        reader.next();
        sum += reader.sentence().length + 1;
      }
    }
    return sum;
  }

  /** The first sentences, which have so many tokens. */
  TokenPart first(long some, long theirTokens) {
    return new TokenPart(source, fromSentence, some, start, theirTokens);
  }

  /** The sentences behind those. */
  TokenPart rest(long some, long theirTokens) {
    return new TokenPart(
        source, fromSentence + some, sentences - some, start + theirTokens, tokens - theirTokens);
  }

  TokenPart movedBack(long by) {
    return new TokenPart(source, fromSentence, sentences, start - by, tokens);
  }
}
