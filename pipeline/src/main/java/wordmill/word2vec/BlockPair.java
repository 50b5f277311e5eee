package wordmill.word2vec;

import java.io.Serializable;

/**
 * What a replica holds between two sub-rounds.
 *
 * @param sums of the sub-round that made it
 */
record BlockPair(WordBlock input, WordBlock output, TrainingSums sums) implements Serializable {
  /** A copy to be trained: what others may read must not change. */
  BlockPair copy() {
    return new BlockPair(input.copy(), output.copy(), TrainingSums.NONE);
  }
}
