package wordmill.pairs;

import static wordmill.config.BadInputException.check;

import java.io.Serializable;
import wordmill.config.Settings;

/**
 * Which tokens of the training pairs are words.
 *
 * @param minCount rarer tokens are unknown; 1 or more
 * @param maxSize words of a vocabulary at most, the marker of unknown ones among them; 2 or more,
 *     {@link Integer#MAX_VALUE} for no limit
 * @param shared whether both sides have one vocabulary, counted over both
 */
public record PairVocabularyOptions(int minCount, int maxSize, boolean shared)
    implements Serializable {
  public PairVocabularyOptions {
    check(minCount >= 1, "pairs.min-count must be 1 or more, but is %d", minCount);
    check(maxSize >= 2, "pairs.max-size must be unlimited or 2 or more, but is %d", maxSize);
  }

  static PairVocabularyOptions from(Settings settings) {
    return new PairVocabularyOptions(
        settings.integer("pairs.min-count"),
        settings.is("pairs.max-size", "unlimited")
            ? Integer.MAX_VALUE
            : settings.integer("pairs.max-size"),
        settings.flag("pairs.shared-vocabulary"));
  }
}
