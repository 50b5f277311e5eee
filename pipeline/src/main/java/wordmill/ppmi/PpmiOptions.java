package wordmill.ppmi;

import java.io.Serializable;
import wordmill.config.BadInputException;
import wordmill.config.Settings;

/** Stub. */
public record PpmiOptions(double shift) implements Serializable {
  public PpmiOptions {
    BadInputException.check(shift > 0, "ppmi.shift must be above 0, but is %s", shift);
  }

  public static PpmiOptions from(Settings settings) {
    return new PpmiOptions(settings.number("ppmi.shift"));
  }
}
