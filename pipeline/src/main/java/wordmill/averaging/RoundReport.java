package wordmill.averaging;

/**
 * A round that has been merged.
 *
 * @param epoch from 0
 * @param round from 0, within the epoch
 * @param rounds in the epoch
 * @param sums of this round
 * @param epochSums of the epoch's rounds so far, those before a restart included
 * @param seconds that the round took, training included
 */
public record RoundReport(
    int epoch, int round, int rounds, RoundSums sums, RoundSums epochSums, double seconds) {
  /** What the round took beyond its slowest replica's steps. */
  public double averagingSeconds() {
    return seconds - sums.trainingSeconds();
  }
}
