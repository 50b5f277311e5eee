package wordmill.ppmi;

import java.io.Serializable;
import wordmill.config.BadInputException;
import wordmill.config.Settings;

/**
 * How counts become weights.
 *
 * @param shift k of shifted PPMI, above 0: ln k is taken off each PMI; 1 is no shift
 * @param smoothing α, above 0 and at most 1: context counts are raised to it
 */
public record PpmiOptions(double shift, double smoothing) implements Serializable {
  public PpmiOptions {
    BadInputException.check(
        shift > 0 && Double.isFinite(shift), "ppmi.shift must be above 0, but is %s", shift);
    BadInputException.check(
        smoothing > 0 && smoothing <= 1,
        "ppmi.smoothing must be above 0 and at most 1, but is %s",
        smoothing);
  }

  public static PpmiOptions from(Settings settings) {
    return new PpmiOptions(settings.number("ppmi.shift"), settings.number("ppmi.smoothing"));
  }
}
