package wordmill.lm;

import wordmill.training.TrainingProgress;

/**
 * How far a training is, after a round.
 *
 * @param allTokens that there may be in all epochs
 */
public record TrainingStatus(TrainingProgress progress, long allTokens) {
  /** Is told after every round. */
  @FunctionalInterface
  public interface Watcher {
    void tell(TrainingStatus status);
  }
}
