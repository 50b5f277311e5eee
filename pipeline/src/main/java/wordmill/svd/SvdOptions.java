package wordmill.svd;

import java.io.Serializable;
import wordmill.config.BadInputException;
import wordmill.config.Settings;

/** Stub. */
public record SvdOptions(double rank) implements Serializable {
  public SvdOptions {
    BadInputException.check(rank > 0, "svd.rank must be above 0, but is %s", rank);
  }

  public static SvdOptions from(Settings settings) {
    return new SvdOptions(settings.number("svd.rank"));
  }
}
