package wordmill.lm;

import java.util.Arrays;
import wordmill.config.BadInputException;
import wordmill.random.Generator;

/**
 * Draws the next word from a model's logits: forbidden ids are left out, then all but the k most
 * probable, then all but those that make up the probability p; ties fall to the lower id.
 *
 * <p>p(i) ∝ exp(logit(i) / temperature), so logarithms of probabilities do as well. Holds buffers:
 * one thread at a time. Cost: a sort of V numbers a word.
 */
public final class NextWord {
  private final SamplingOptions options;
  private final boolean[] forbidden;

  /** The allowed ids, most probable first: the logit's bits, ordered downwards, over the id. */
  private long[] order = {};

  private double[] weights = {};

  /**
   * @param words ids that the model knows, the length of its logits
   */
  public NextWord(SamplingOptions options, int words) {
    this.options = options;
    this.forbidden = new boolean[words];
    options
        .forbidden()
        .forEach(
            id -> {
              if (id >= 0 && id < words) {
                forbidden[id] = true;
              }
            });
  }

  /**
   * Draws an id; with temperature 0 no random number is used.
   *
   * @param logits of each id; minus infinity for probability 0
   * @throws BadInputException if no id is left to draw
   * @throws IllegalArgumentException if a logit is NaN or plus infinity
   */
  public int draw(float[] logits, Generator random) {
    int allowed = sort(logits);
    BadInputException.check(
        allowed > 0, "no word is left to draw: of %d, all are forbidden", forbidden.length);
    if (options.temperature() == 0) {
      return id(0);
    }
    int candidates = options.topK() == 0 ? allowed : Math.min(allowed, options.topK());
    double sum = weigh(logits, candidates);
    int nucleus = nucleus(candidates, options.topP() * sum);
    return id(pick(nucleus, random.nextDouble() * sum(nucleus)));
  }

  /** Fills {@link #order}; returns how many ids may be drawn. */
  private int sort(float[] logits) {
    if (logits.length != forbidden.length) {
      throw new IllegalArgumentException(logits.length + " logits of " + forbidden.length);
    }
    if (order.length == 0) {
      order = new long[logits.length];
      weights = new double[logits.length];
    }
    int allowed = 0;
    for (int id = 0; id < logits.length; id++) {
      float logit = logits[id];
      if (Float.isNaN(logit) || logit == Float.POSITIVE_INFINITY) {
        throw new IllegalArgumentException("the logit of id " + id + " is " + logit);
      }
      if (!forbidden[id] && logit != Float.NEGATIVE_INFINITY) {
        order[allowed++] = (long) descending(logit) << 32 | id;
      }
    }
    Arrays.sort(order, 0, allowed);
    return allowed;
  }

  /** An int that is the smaller the larger the float. */
  private static int descending(float value) {
    int bits = Float.floatToRawIntBits(value + 0f); // no -0
    return ~(bits ^ (bits >> 31 & Integer.MAX_VALUE));
  }

  private int id(int rank) {
    return (int) order[rank];
  }

  /** Weights relative to the first one's 1; returns their sum. */
  private double weigh(float[] logits, int candidates) {
    double highest = logits[id(0)];
    double sum = 0;
    for (int rank = 0; rank < candidates; rank++) {
      weights[rank] = StrictMath.exp((logits[id(rank)] - highest) / options.temperature());
      sum += weights[rank];
    }
    return sum;
  }

  /** How many of the first ones have that weight together, 1 or more. */
  private int nucleus(int candidates, double needed) {
    double sum = weights[0];
    int count = 1;
    while (count < candidates && sum < needed) {
      sum += weights[count++];
    }
    return count;
  }

  private double sum(int count) {
    double sum = 0;
    for (int rank = 0; rank < count; rank++) {
      sum += weights[rank];
    }
    return sum;
  }

  /** The rank at which the sum of the weights passes the point. */
  private int pick(int count, double point) {
    double sum = weights[0];
    int rank = 0;
    while (sum <= point && rank < count - 1) { // a point may be rounded up to the whole sum
      sum += weights[++rank];
    }
    return rank;
  }
}
