package wordmill.vocab;

import static wordmill.config.BadInputException.check;

import java.io.Serializable;
import wordmill.config.Settings;

/**
 * Which tokens are words.
 *
 * @param minCount rarer tokens are unknown; 1 or more
 * @param maxSize words at most, {@link Vocabulary#UNKNOWN} among them; 2 or more, {@link
 *     Integer#MAX_VALUE} for no limit
 * @param unknown what becomes of the others
 */
public record VocabularyOptions(int minCount, int maxSize, UnknownWords unknown)
    implements Serializable {
  public VocabularyOptions {
    check(minCount >= 1, "vocabulary.min-count must be 1 or more, but is %d", minCount);
    check(maxSize >= 2, "vocabulary.max-size must be unlimited or 2 or more, but is %d", maxSize);
  }

  /** The keys of the section {@code vocabulary}. */
  public static VocabularyOptions from(Settings settings) {
    return new VocabularyOptions(
        settings.integer("vocabulary.min-count"),
        settings.is("vocabulary.max-size", "unlimited")
            ? Integer.MAX_VALUE
            : settings.integer("vocabulary.max-size"),
        settings.choice("vocabulary.unknown", UnknownWords.class));
  }

  /** How many words beside the marker there may be. */
  int wordLimit() {
    return unknown == UnknownWords.MARK ? maxSize - 1 : maxSize;
  }
}
