package wordmill.lm;

/**
 * How far a training is, after a round.
 *
 * @param epoch from 0
 * @param tokens trained on in all epochs so far, those before a restart included
 * @param allTokens that there may be in all epochs
 * @param resumedTokens of them before this process
 * @param seconds that this process has trained
 * @param rate of the last step
 * @param loss mean nats a token of the epoch so far
 * @param gradientNorm mean over the round's steps, before clipping
 * @param clippedShare of the round's steps
 */
public record TrainingStatus(
    int epoch,
    long tokens,
    long allTokens,
    long resumedTokens,
    double seconds,
    double rate,
    double loss,
    double gradientNorm,
    double clippedShare) {
  /** Is told after every round. */
  @FunctionalInterface
  public interface Watcher {
    void tell(TrainingStatus status);
  }
}
