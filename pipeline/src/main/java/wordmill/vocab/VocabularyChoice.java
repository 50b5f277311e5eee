package wordmill.vocab;

import static wordmill.config.BadInputException.check;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** The driver's last step: ids for the words that all parts kept. */
final class VocabularyChoice {
  private VocabularyChoice() {}

  /**
   * Orders the words by falling count, then by bytes, and cuts at the maximum size; with {@link
   * UnknownWords#MARK} all other tokens become the marker.
   */
  static Vocabulary choose(List<KeptWords> kept, TextTally tally, VocabularyOptions options) {
    check(
        tally.tokens() > 0,
        "text.input: the corpus is empty: its %d lines hold no token",
        tally.text().lines());
    TokenCounts words = new TokenCounts();
    kept.forEach(part -> words.addBlock(part.counts()));
    check(
        words.size() > 0,
        "no word is seen vocabulary.min-count = %d times, the most frequent one only %d times",
        options.minCount(),
        kept.stream().mapToLong(KeptWords::largest).max().orElse(0));
    int[] ranked = words.ranked(IntStream.range(0, words.size()));
    int size = Math.min(ranked.length, options.wordLimit());
    IntStream chosen = IntStream.of(ranked).limit(size);
    if (options.unknown() == UnknownWords.MARK) {
      long known = IntStream.of(ranked).limit(size).mapToLong(words::count).sum();
      byte[] marker = Vocabulary.UNKNOWN.getBytes(StandardCharsets.UTF_8);
      words.add(marker, 0, marker.length, tally.tokens() - known);
      int markerId = words.words().find(marker, 0, marker.length);
      chosen = IntStream.of(words.ranked(IntStream.concat(chosen, IntStream.of(markerId))));
    }
    Vocabulary vocabulary = Vocabulary.of(words, chosen.toArray());
    check(
        vocabulary.size() > 1,
        "the vocabulary has one word only, '%s' with vocabulary.min-count = %d: words are compared"
            + " with each other, so two or more are needed",
        vocabulary.word(0),
        options.minCount());
    return vocabulary;
  }

  /** Tokens that became the marker. */
  static long marked(Vocabulary vocabulary, VocabularyOptions options) {
    return options.unknown() == UnknownWords.MARK
        ? vocabulary.count(vocabulary.id(Vocabulary.UNKNOWN).orElseThrow())
        : 0;
  }
}
