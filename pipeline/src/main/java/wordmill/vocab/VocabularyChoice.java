package wordmill.vocab;

import static wordmill.config.BadInputException.check;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The driver's last step: ids for the words that all parts kept. */
public final class VocabularyChoice {
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
    Vocabulary vocabulary =
        options.unknown() == UnknownWords.MARK
            ? marked(words, tally.tokens(), options.wordLimit())
            : Vocabulary.of(words, best(words, options.wordLimit()));
    check(
        vocabulary.size() > 1,
        "the vocabulary has one word only, '%s' with vocabulary.min-count = %d: words are compared"
            + " with each other, so two or more are needed",
        vocabulary.word(0),
        options.minCount());
    return vocabulary;
  }

  /**
   * The most frequent of words that were counted elsewhere, and {@link Vocabulary#UNKNOWN} for all
   * other tokens.
   *
   * @param counts of each word, the marker not among them
   * @param tokens how many there are in all
   * @param maxSize words at most, the marker among them; 2 or more
   */
  public static Vocabulary marked(Map<String, Long> counts, long tokens, int maxSize) {
    TokenCounts words = new TokenCounts();
    counts.forEach(
        (word, count) -> {
          byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
          words.add(bytes, 0, bytes.length, count);
        });
    return marked(words, tokens, maxSize - 1);
  }

  private static Vocabulary marked(TokenCounts words, long tokens, int wordLimit) {
    int[] best = best(words, wordLimit);
    byte[] marker = Vocabulary.UNKNOWN.getBytes(StandardCharsets.UTF_8);
    words.add(marker, 0, marker.length, tokens - IntStream.of(best).mapToLong(words::count).sum());
    int markerId = words.words().find(marker, 0, marker.length);
    IntStream chosen = IntStream.concat(IntStream.of(best), IntStream.of(markerId));
    return Vocabulary.of(words, words.ranked(chosen));
  }

  /** At most so many words, by falling count, then by bytes. */
  private static int[] best(TokenCounts words, int limit) {
    int[] ranked = words.ranked(IntStream.range(0, words.size()));
    return Arrays.copyOf(ranked, Math.min(ranked.length, limit));
  }

  /** Tokens that became the marker. */
  static long marked(Vocabulary vocabulary, VocabularyOptions options) {
    return options.unknown() == UnknownWords.MARK
        ? vocabulary.count(vocabulary.id(Vocabulary.UNKNOWN).orElseThrow())
        : 0;
  }
}
