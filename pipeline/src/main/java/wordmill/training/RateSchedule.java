package wordmill.training;

import java.io.Serializable;
import java.util.List;

/**
 * The learning rate of an epoch. Follows from the options and the validation perplexities of the
 * epochs before, so a resumed run goes on exactly.
 *
 * @param epoch from 0
 * @param plateaus epochs so far that were no better than the best before them
 * @param best the lowest perplexity so far, infinite before there is one
 */
public record RateSchedule(RateOptions options, int epoch, int plateaus, double best)
    implements Serializable {
  /** The first epoch's. */
  public static RateSchedule start(RateOptions options) {
    return new RateSchedule(options, 0, 0, Double.POSITIVE_INFINITY);
  }

  /** The schedule after as many epochs as there are validation perplexities. */
  public static RateSchedule after(RateOptions options, List<Double> perplexities) {
    RateSchedule schedule = start(options);
    for (double perplexity : perplexities) {
      schedule = schedule.next(perplexity);
    }
    return schedule;
  }

  /**
   * The next epoch's.
   *
   * @param perplexity this epoch's on validation; NaN, if there is none, is no better than others
   */
  public RateSchedule next(double perplexity) {
    boolean better = perplexity < best;
    return new RateSchedule(
        options, epoch + 1, better ? plateaus : plateaus + 1, better ? perplexity : best);
  }

  /**
   * The rate of a step: that of the epoch, times (step + 1) / W during the first W steps.
   *
   * @param step over all epochs, from 0
   */
  public double rate(long step) {
    int warmUp = options.warmUpSteps();
    return step < warmUp ? epochRate() * (step + 1) / warmUp : epochRate();
  }

  /** The rate of the epoch, without the warm-up. */
  public double epochRate() {
    return options.rate() * StrictMath.pow(options.decay(), decays());
  }

  /** So that the first D epochs have the first rate (Zaremba et al. 2014: D = 4 of 13). */
  private int decays() {
    return switch (options.schedule()) {
      case CONSTANT -> 0;
      case STEP -> Math.max(0, epoch + 1 - options.decayAfter());
      case PLATEAU -> plateaus;
    };
  }
}
