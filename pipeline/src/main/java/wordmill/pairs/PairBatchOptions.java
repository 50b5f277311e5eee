package wordmill.pairs;

import java.io.Serializable;
import wordmill.config.BadInputException;

/**
 * How an epoch's pairs become batches. Position p of the epoch belongs to round ⌊p / (R · k · B)⌋
 * and there to replica p mod R. So a round has k full batches for each replica, and what is left
 * for the last one is spread evenly, to within one pair.
 *
 * @param replicas R, 1 or more
 * @param batch B, pairs a step, 1 or more
 * @param roundSteps k, steps of each replica between two merges, 1 or more
 * @param end id of the end of a sentence in the target's vocabulary
 * @param reversed whether sources are read backwards
 */
public record PairBatchOptions(int replicas, int batch, int roundSteps, int end, boolean reversed)
    implements Serializable {
  /** Each is a task in the driver's books. */
  private static final long MOST_PARTITIONS = 1_000_000;

  public PairBatchOptions {
    BadInputException.check(replicas >= 1, "replicas must be 1 or more, but is %d", replicas);
    BadInputException.check(batch >= 1, "batch must be 1 or more, but is %d", batch);
    BadInputException.check(
        roundSteps >= 1, "steps-per-round must be 1 or more, but is %d", roundSteps);
    BadInputException.check(
        end >= 0, "the end of a sentence must have an id of 0 or more, but has %d", end);
  }

  /**
   * R for each round that so many pairs, 1 or more, make.
   *
   * @throws BadInputException if that are more than can be kept track of
   */
  int partitions(long pairs) {
    long rounds = (pairs - 1) / roundPairs() + 1;
    BadInputException.check(
        rounds <= MOST_PARTITIONS / replicas,
        "%d pairs make %d rounds of %d steps, but no more than %d can be kept track of; raise"
            + " steps-per-round",
        pairs,
        rounds,
        roundSteps,
        MOST_PARTITIONS / replicas);
    return (int) rounds * replicas;
  }

  /** Round · R + replica of a position. */
  int partition(long position) {
    return (int) (position / roundPairs() * replicas + position % replicas);
  }

  private long roundPairs() {
    return Math.multiplyExact((long) replicas * batch, (long) roundSteps);
  }
}
