package wordmill.averaging;

/**
 * A replica at the end of a round.
 *
 * @param blocks to be merged, as many and as long as those it began with; none where it had no step
 * @param weight in the mean, above 0 where there are blocks
 */
public record Trained(NumberBlocks blocks, double weight, ReplicaState own, RoundSums sums) {
  /** Of a replica that had no step to train. */
  public static Trained nothing(RoundStart start) {
    return new Trained(
        NumberBlocks.none(start.merged().precision()), 0, start.own(), RoundSums.NONE);
  }
}
