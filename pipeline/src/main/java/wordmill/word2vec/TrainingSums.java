package wordmill.word2vec;

import java.io.Serializable;

/**
 * What was trained.
 *
 * @param pairs of an input and the word it predicts
 * @param loss summed over them, in nats: −ln σ of the pair and −ln σ(−) of its negatives
 */
record TrainingSums(long pairs, double loss) implements Serializable {
  static final TrainingSums NONE = new TrainingSums(0, 0);

  /** Merge in a fixed order: losses are floating point. */
  TrainingSums merge(TrainingSums other) {
    return new TrainingSums(pairs + other.pairs, loss + other.loss);
  }

  /** Nats a pair; NaN if there is none. */
  double meanLoss() {
    return loss / pairs;
  }
}
