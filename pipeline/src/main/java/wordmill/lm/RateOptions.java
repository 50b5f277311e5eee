package wordmill.lm;

import java.io.Serializable;
import wordmill.config.Ranges;
import wordmill.config.Settings;

/**
 * The learning rate over time.
 *
 * @param rate at the start, above 0; for the mean over tokens, so T times that of papers which sum
 *     over a window of T tokens
 * @param decay what the rate is multiplied by, above 0 to 1
 * @param decayAfter epochs with the first rate, for {@link RateRule#STEP}; 1 to 10,000
 * @param warmUpSteps steps over which the rate rises linearly from 0, 0 (none) to 1,000,000,000
 */
public record RateOptions(
    RateRule schedule, double rate, double decay, int decayAfter, int warmUpSteps)
    implements Serializable {
  public RateOptions {
    Ranges.checkAboveZero("lm.rate", rate);
    Ranges.checkAboveZero("lm.decay", decay);
    Ranges.check("lm.decay", decay, 0, 1);
    Ranges.check("lm.decay-after", decayAfter, 1, 10_000);
    Ranges.check("lm.warm-up-steps", warmUpSteps, 0, 1_000_000_000);
  }

  static RateOptions from(Settings settings) {
    return new RateOptions(
        settings.choice("lm.schedule", RateRule.class),
        settings.number("lm.rate"),
        settings.number("lm.decay"),
        settings.integer("lm.decay-after"),
        settings.integer("lm.warm-up-steps"));
  }
}
