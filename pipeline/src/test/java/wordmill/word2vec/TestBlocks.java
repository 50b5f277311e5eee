package wordmill.word2vec;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import wordmill.random.Generator;

/** Blocks of one replica with values that make scores from −5 to 5 or so. */
final class TestBlocks {
  private TestBlocks() {}

  static WordBlock random(int rows, int dimension, long seed) {
    Random random = new Random(seed);
    float[][] values = new float[rows][dimension];
    for (float[] row : values) {
      for (int d = 0; d < dimension; d++) {
        row[d] = (float) (1.2 * random.nextGaussian() / Math.pow(dimension, 0.25));
      }
    }
    return of(values);
  }

  static WordBlock of(float[]... rows) {
    WordBlock block = WordBlock.zeros(0, new Blocks(rows.length, 1), rows[0].length);
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, block.values(), row * block.width(), rows[row].length);
    }
    return block;
  }

  /** All rows. */
  static float[][] rows(WordBlock block) {
    float[][] rows = new float[block.rows()][];
    Arrays.setAll(rows, block::row);
    return rows;
  }

  static double[][] doubles(WordBlock block) {
    float[][] rows = rows(block);
    double[][] doubles = new double[rows.length][block.dimension()];
    for (int row = 0; row < rows.length; row++) {
      for (int d = 0; d < block.dimension(); d++) {
        doubles[row][d] = rows[row][d];
      }
    }
    return doubles;
  }

  /** Trains on one positive word and its negatives, by one thread. */
  static TrainingSums train(
      WordBlock input,
      WordBlock output,
      NegativeSampler sampler,
      int negatives,
      int positive,
      Consumer<Steps> step) {
    Steps steps = new Steps(new Replica(input, output, 1), 0, negatives);
    steps.draw(positive, sampler, 0, new Generator(3));
    step.accept(steps);
    return steps.sums();
  }
}
