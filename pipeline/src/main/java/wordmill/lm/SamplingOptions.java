package wordmill.lm;

import java.util.Set;
import wordmill.config.BadInputException;
import wordmill.config.Ranges;

/**
 * How the next word is drawn.
 *
 * @param temperature what logits are divided by, 0 to 100; 0 takes the most probable word
 * @param topK words that may be drawn, the most probable ones; 0 for all
 * @param topP the most probable words that together have at least this probability may be drawn,
 *     always one or more (Holtzman et al. 2020, arXiv:1904.09751); above 0 to 1, which is all
 * @param forbidden ids that are never drawn
 */
public record SamplingOptions(double temperature, int topK, double topP, Set<Integer> forbidden) {
  /** The most probable word, always. */
  public static final SamplingOptions GREEDY = new SamplingOptions(0, 0, 1, Set.of());

  /** As the model has it. */
  public static final SamplingOptions PLAIN = new SamplingOptions(1, 0, 1, Set.of());

  public SamplingOptions {
    forbidden = Set.copyOf(forbidden);
    Ranges.check("temperature", temperature, 0, 100);
    Ranges.check("top-k", topK, 0, Integer.MAX_VALUE);
    BadInputException.check(
        topP > 0 && topP <= 1, "top-p must be above 0 and at most 1, but is %s", topP);
  }

  public SamplingOptions withTemperature(double other) {
    return new SamplingOptions(other, topK, topP, forbidden);
  }

  public SamplingOptions withTopK(int other) {
    return new SamplingOptions(temperature, other, topP, forbidden);
  }

  public SamplingOptions withTopP(double other) {
    return new SamplingOptions(temperature, topK, other, forbidden);
  }

  public SamplingOptions without(Set<Integer> ids) {
    return new SamplingOptions(temperature, topK, topP, ids);
  }
}
