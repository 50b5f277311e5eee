package wordmill.averaging;

import java.util.List;

/**
 * All replicas at the end of a round.
 *
 * @param blocks their weighted mean
 * @param own in replica order
 * @param sums in replica order
 */
public record MergedRound(NumberBlocks blocks, List<ReplicaState> own, List<RoundSums> sums) {
  public MergedRound {
    own = List.copyOf(own);
    sums = List.copyOf(sums);
  }

  /** All replicas' sums. */
  public RoundSums allSums() {
    return sums.stream().reduce(RoundSums.NONE, RoundSums::beside);
  }

  /**
   * Stops the run if a replica has left the numbers.
   *
   * @throws DivergedException about the first one
   */
  public void check(int epoch, int round) {
    for (int replica = 0; replica < sums.size(); replica++) {
      if (!sums.get(replica).isFinite()) {
        throw new DivergedException(epoch, round, replica, sums.get(replica));
      }
    }
  }
}
