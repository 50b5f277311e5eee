package wordmill.word2vec;

import java.io.Serializable;

/**
 * What was trained.
 *
 * @param pairs of an input and the word it predicts
 * @param loss summed over them, in nats: −ln σ of the pair and −ln σ(−) of its negatives
 * @param divergence why training must stop, or empty
 */
record TrainingSums(long pairs, double loss, String divergence) implements Serializable {
  static final TrainingSums NONE = new TrainingSums(0, 0);

  TrainingSums(long pairs, double loss) {
    this(pairs, loss, "");
  }

  /** Of a training that ended early; a value, since Spark would try a failed task again. */
  static TrainingSums diverged(DivergedException exception) {
    return new TrainingSums(0, 0, exception.getMessage());
  }

  /** Merge in a fixed order: losses are floating point. */
  TrainingSums merge(TrainingSums other) {
    return new TrainingSums(
        pairs + other.pairs,
        loss + other.loss,
        divergence.isEmpty() ? other.divergence : divergence);
  }

  /** Nats a pair; NaN if there is none. */
  double meanLoss() {
    return loss / pairs;
  }

  /**
   * Stops the run if a replica could not go on.
   *
   * @throws DivergedException with the first one's sentence
   */
  void check() {
    if (!divergence.isEmpty()) {
      throw new DivergedException(divergence);
    }
  }
}
