package wordmill.training;

import java.io.Serializable;
import wordmill.config.Ranges;
import wordmill.config.Settings;

/**
 * The learning rate over time.
 *
 * @param section of the settings, for sentences about what is wrong with them
 * @param rate at the start, above 0; for the mean over tokens, so T times that of papers which sum
 *     over a window of T tokens
 * @param decay what the rate is multiplied by, above 0 to 1
 * @param decayAfter epochs with the first rate, for {@link RateRule#STEP}; 1 to 10,000
 * @param warmUpSteps steps over which the rate rises linearly from 0, 0 (none) to 1,000,000,000
 */
public record RateOptions(
    String section, RateRule schedule, double rate, double decay, int decayAfter, int warmUpSteps)
    implements Serializable {
  public RateOptions {
    Ranges.checkAboveZero(section + ".rate", rate);
    Ranges.checkAboveZero(section + ".decay", decay);
    Ranges.check(section + ".decay", decay, 0, 1);
    Ranges.check(section + ".decay-after", decayAfter, 1, 10_000);
    Ranges.check(section + ".warm-up-steps", warmUpSteps, 0, 1_000_000_000);
  }

  /** The keys of a section. */
  public static RateOptions from(Settings settings, String section) {
    return new RateOptions(
        section,
        settings.choice(section + ".schedule", RateRule.class),
        settings.number(section + ".rate"),
        settings.number(section + ".decay"),
        settings.integer(section + ".decay-after"),
        settings.integer(section + ".warm-up-steps"));
  }
}
