package wordmill.seq2seq;

import java.io.Serializable;
import java.util.Set;
import wordmill.config.BadInputException;
import wordmill.config.Ranges;
import wordmill.config.Settings;

/**
 * How targets are searched for, and which is best.
 *
 * <p>The score of n tokens is Σ ln p / n^α; the end of a sentence is one of them, where there is
 * one. Plain sums (α = 0) favour short targets, as each further token costs. Of the remedies this
 * is the plainest: Wu et al. 2016 (arXiv:1609.08144, section 7) began with it, before their ((5 +
 * n) / 6)^α, and Murray & Chiang 2018 (arXiv:1808.10006) treat α = 1, the mean. It is taken here
 * since both ends of its range mean something by themselves.
 *
 * @param beam open hypotheses of a sentence, 1 to 1000; 1 is greedy search
 * @param lengthPenalty α, 0 to 10
 * @param maxLength most tokens of a target, its end included; 1 or more
 * @param nBest hypotheses to return, 1 to beam
 * @param forbidden ids that are never produced
 */
public record DecodingOptions(
    int beam, double lengthPenalty, int maxLength, int nBest, Set<Integer> forbidden)
    implements Serializable {
  public DecodingOptions {
    forbidden = Set.copyOf(forbidden);
    Ranges.check("beam", beam, 1, 1000);
    Ranges.check("length-penalty", lengthPenalty, 0, 10);
    BadInputException.check(maxLength >= 1, "max-length must be 1 or more, but is %d", maxLength);
    BadInputException.check(
        nBest >= 1 && nBest <= beam, "n-best must be from 1 to beam = %d, but is %d", beam, nBest);
  }

  /** The best hypothesis alone, of any tokens. */
  public DecodingOptions(int beam, double lengthPenalty, int maxLength) {
    this(beam, lengthPenalty, maxLength, 1, Set.of());
  }

  /** The best hypothesis alone, by the keys {@code seq2seq.*}. */
  public static DecodingOptions from(Settings settings) {
    return new DecodingOptions(
        settings.integer("seq2seq.beam"),
        settings.number("seq2seq.length-penalty"),
        settings.integer("seq2seq.max-length"));
  }

  public DecodingOptions withNBest(int other) {
    return new DecodingOptions(beam, lengthPenalty, maxLength, other, forbidden);
  }

  public DecodingOptions without(Set<Integer> ids) {
    return new DecodingOptions(beam, lengthPenalty, maxLength, nBest, ids);
  }

  /**
   * Σ ln p / n^α.
   *
   * @param length n, 1 or more
   */
  double score(double logProbability, int length) {
    return logProbability / StrictMath.pow(length, lengthPenalty);
  }
}
