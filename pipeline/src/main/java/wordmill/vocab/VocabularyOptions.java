package wordmill.vocab;

import java.io.Serializable;
import wordmill.config.BadInputException;
import wordmill.config.Settings;

/** Stub. */
public record VocabularyOptions(int minCount, int maxSize, UnknownWords unknown)
    implements Serializable {
  public VocabularyOptions {
    BadInputException.check(
        minCount >= 1, "vocabulary.min-count must be 1 or more, but is %d", minCount);
  }

  public static VocabularyOptions from(Settings settings) {
    return new VocabularyOptions(
        settings.integer("vocabulary.min-count"),
        settings.is("vocabulary.max-size", "unlimited")
            ? Integer.MAX_VALUE
            : settings.integer("vocabulary.max-size"),
        settings.choice("vocabulary.unknown", UnknownWords.class));
  }
}
