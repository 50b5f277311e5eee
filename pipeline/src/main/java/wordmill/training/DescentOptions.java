package wordmill.training;

import java.io.Serializable;
import wordmill.averaging.Clipping;
import wordmill.config.Ranges;
import wordmill.config.Settings;

/**
 * How a gradient becomes a step. Gradients are means over tokens.
 *
 * @param section of the settings, for sentences about what is wrong with them
 * @param momentum share of the velocity that a step keeps, 0 to below 1
 * @param clipAt the norm, or the value, above 0
 */
public record DescentOptions(
    String section, UpdaterRule updater, double momentum, ClipRule clip, double clipAt)
    implements Serializable {
  public DescentOptions {
    Ranges.checkBelowOne(section + ".momentum", momentum);
    Ranges.checkAboveZero(section + ".clip-at", clipAt);
  }

  /** The keys of a section. */
  public static DescentOptions from(Settings settings, String section) {
    return new DescentOptions(
        section,
        settings.choice(section + ".updater", UpdaterRule.class),
        settings.number(section + ".momentum"),
        settings.choice(section + ".clip", ClipRule.class),
        settings.number(section + ".clip-at"));
  }

  public Clipping clipping() {
    return switch (clip) {
      case NONE -> Clipping.none();
      case NORM -> Clipping.byNorm(clipAt);
      case VALUE -> Clipping.byValue(clipAt);
    };
  }
}
