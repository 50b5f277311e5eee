package wordmill.word2vec;

/**
 * How far a training is.
 *
 * @param words tokens of the corpus read so far, over all epochs
 * @param allWords tokens of the corpus times epochs
 * @param rate the learning rate now
 * @param meanLoss of the pairs trained since the last report, in nats a pair; NaN before the first
 * @param seconds of training so far, in this process
 * @param resumedWords of {@code words}, those that an earlier process had read
 */
public record TrainingProgress(
    long words, long allWords, double rate, double meanLoss, double seconds, long resumedWords) {
  /** What is told of the progress. */
  @FunctionalInterface
  public interface Watcher {
    void tell(TrainingProgress progress);
  }
}
