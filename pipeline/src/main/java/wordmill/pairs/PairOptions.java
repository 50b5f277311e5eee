package wordmill.pairs;

import static wordmill.config.BadInputException.check;

import java.io.Serializable;
import wordmill.config.Ranges;
import wordmill.config.Settings;

/**
 * Which pairs there are; the keys are {@code pairs.*}.
 *
 * @param training pairs to learn from, and to make the vocabularies of
 * @param validation pairs to compare epochs by; may be none
 * @param test pairs to measure at the end; may be none
 * @param maxLength tokens of a side, 1 or more; pairs with a longer one are dropped
 * @param heldOut without validation pairs, the share of the last training pairs that are validated
 *     on instead of trained on; 0 (none) to below 1
 */
public record PairOptions(
    PairFiles training,
    PairFiles validation,
    PairFiles test,
    PairVocabularyOptions vocabulary,
    int maxLength,
    double heldOut)
    implements Serializable {
  /** Names the training pairs. */
  public static final String INPUT = "pairs.input";

  /** How their lines, and all others, are cut into tokens. */
  public static final String TOKENIZER = "pairs.tokenizer";

  public PairOptions {
    check(maxLength >= 1, "pairs.max-length must be 1 or more, but is %d", maxLength);
    Ranges.checkBelowOne("pairs.held-out", heldOut);
  }

  /** The section {@code pairs} of the settings. */
  public static PairOptions from(Settings settings) {
    return new PairOptions(
        PairFiles.from(settings, INPUT, "pairs.target"),
        PairFiles.from(settings, "pairs.validation", "pairs.validation-target"),
        PairFiles.from(settings, "pairs.test", "pairs.test-target"),
        PairVocabularyOptions.from(settings),
        settings.integer("pairs.max-length"),
        settings.number("pairs.held-out"));
  }

  /** Whether the last training pairs are kept from training. */
  public boolean holdsOut() {
    return validation.input().isEmpty() && heldOut > 0;
  }

  PairFiles files(PairSet set) {
    return switch (set) {
      case TRAINING -> training;
      case VALIDATION -> validation;
      case TEST -> test;
    };
  }
}
