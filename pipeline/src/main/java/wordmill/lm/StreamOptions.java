package wordmill.lm;

import java.io.Serializable;
import wordmill.config.Ranges;
import wordmill.config.Settings;

/**
 * How a replica reads its part of the corpus.
 *
 * @param batch B, streams that are read side by side, 1 to 10,000
 * @param window T, tokens through which errors flow back, 1 to 10,000
 */
public record StreamOptions(int batch, int window, StateRule state) implements Serializable {
  public StreamOptions {
    Ranges.check("lm.batch", batch, 1, 10_000);
    Ranges.check("lm.window", window, 1, 10_000);
  }

  static StreamOptions from(Settings settings) {
    return new StreamOptions(
        settings.integer("lm.batch"),
        settings.integer("lm.window"),
        settings.choice("lm.state", StateRule.class));
  }
}
