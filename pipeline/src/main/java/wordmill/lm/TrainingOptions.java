package wordmill.lm;

import java.io.Serializable;
import wordmill.config.Ranges;
import wordmill.config.Settings;

/**
 * How a replica trains. Gradients are means over tokens.
 *
 * @param batch B, streams that a replica reads side by side, 1 to 10,000
 * @param window T, tokens through which errors flow back, 1 to 10,000
 * @param momentum share of the velocity that a step keeps, 0 to below 1
 * @param clipAt the norm, or the value, above 0
 * @param epochs passes over the corpus at most, 1 to 10,000
 * @param patience epochs without a better validation after which training stops, 0 (never) to
 *     10,000
 */
public record TrainingOptions(
    int batch,
    int window,
    StateRule state,
    UpdaterRule updater,
    double momentum,
    ClipRule clip,
    double clipAt,
    int epochs,
    int patience)
    implements Serializable {
  public TrainingOptions {
    Ranges.check("lm.batch", batch, 1, 10_000);
    Ranges.check("lm.window", window, 1, 10_000);
    Ranges.checkBelowOne("lm.momentum", momentum);
    Ranges.checkAboveZero("lm.clip-at", clipAt);
    Ranges.check("lm.epochs", epochs, 1, 10_000);
    Ranges.check("lm.patience", patience, 0, 10_000);
  }

  static TrainingOptions from(Settings settings) {
    return new TrainingOptions(
        settings.integer("lm.batch"),
        settings.integer("lm.window"),
        settings.choice("lm.state", StateRule.class),
        settings.choice("lm.updater", UpdaterRule.class),
        settings.number("lm.momentum"),
        settings.choice("lm.clip", ClipRule.class),
        settings.number("lm.clip-at"),
        settings.integer("lm.epochs"),
        settings.integer("lm.patience"));
  }
}
