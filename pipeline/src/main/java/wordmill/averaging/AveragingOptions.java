package wordmill.averaging;

import java.io.Serializable;
import wordmill.config.BadInputException;

/**
 * How replicas train and when they are merged.
 *
 * @param replicas logical workers, 1 or more; executors only carry them out
 * @param stepsPerRound updates of each replica between two merges, 1 or more; data that is already
 *     cut into rounds has its own
 * @param averageUpdaterState whether momentum and the like are merged as the parameters are; else
 *     each replica keeps its own
 * @param clipping of each replica's gradient
 * @param stateReset for recurrent layers
 */
public record AveragingOptions(
    int replicas,
    int stepsPerRound,
    boolean averageUpdaterState,
    Clipping clipping,
    StateReset stateReset)
    implements Serializable {
  public AveragingOptions {
    BadInputException.check(replicas >= 1, "replicas must be 1 or more, but is %d", replicas);
    BadInputException.check(
        stepsPerRound >= 1, "steps-per-round must be 1 or more, but is %d", stepsPerRound);
  }

  /** Updater state merged, nothing clipped, state carried within an epoch. */
  public AveragingOptions(int replicas, int stepsPerRound) {
    this(replicas, stepsPerRound, true, Clipping.none(), StateReset.EACH_EPOCH);
  }
}
