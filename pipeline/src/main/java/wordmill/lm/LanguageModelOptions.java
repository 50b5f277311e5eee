package wordmill.lm;

import java.io.Serializable;
import wordmill.config.BadInputException;
import wordmill.config.Settings;
import wordmill.training.RateRule;
import wordmill.training.TrainingPlan;

/** What may be tuned; the keys are {@code lm.*}. */
public record LanguageModelOptions(
    NetworkOptions network, StreamOptions streams, TrainingPlan plan, ValidationOptions validation)
    implements Serializable {
  public LanguageModelOptions {
    checkValidation(plan.rate().schedule() == RateRule.PLATEAU, "schedule = plateau", validation);
    checkValidation(plan.patience() > 0, "patience", validation);
  }

  private static void checkValidation(boolean needed, String by, ValidationOptions validation) {
    BadInputException.check(
        !needed || validation.hasValidation(),
        "lm.%s compares epochs by their validation, but there is none: name files in"
            + " lm.validation or set lm.held-out above 0",
        by);
  }

  /** The options of a configuration. */
  public static LanguageModelOptions from(Settings settings) {
    return new LanguageModelOptions(
        NetworkOptions.from(settings),
        StreamOptions.from(settings),
        TrainingPlan.from(settings, "lm"),
        ValidationOptions.from(settings));
  }
}
