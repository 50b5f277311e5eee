package wordmill.lm;

import java.io.Serializable;
import java.util.List;
import wordmill.config.Ranges;
import wordmill.config.Settings;

/**
 * What the model is measured on.
 *
 * @param validation files and folders of text, measured after each epoch; may be empty
 * @param test files and folders of text, measured at the end; may be empty
 * @param heldOut without validation files, the share of the corpus' last sentences that are not
 *     trained on but measured after each epoch; 0 (none) to below 1
 */
public record ValidationOptions(List<String> validation, List<String> test, double heldOut)
    implements Serializable {
  public ValidationOptions {
    validation = List.copyOf(validation);
    test = List.copyOf(test);
    Ranges.checkBelowOne("lm.held-out", heldOut);
  }

  static ValidationOptions from(Settings settings) {
    return new ValidationOptions(
        settings.texts("lm.validation"), settings.texts("lm.test"), settings.number("lm.held-out"));
  }

  /** Whether epochs can be compared. */
  public boolean hasValidation() {
    return !validation.isEmpty() || heldOut > 0;
  }

  /** Whether the corpus' last sentences are kept from training. */
  public boolean holdsOut() {
    return validation.isEmpty() && heldOut > 0;
  }
}
