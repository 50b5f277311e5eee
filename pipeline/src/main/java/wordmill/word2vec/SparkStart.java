package wordmill.word2vec;

import org.apache.spark.api.java.JavaSparkContext;
import wordmill.random.Generator;
import wordmill.random.Seeds;

/** The replicas before training. */
final class SparkStart {
  private SparkStart() {}

  /**
   * Input vectors uniform in [−1/2D, 1/2D), each from a generator of its word alone, and output
   * vectors of zeros, as in word2vec.c.
   */
  static SparkReplicas of(
      JavaSparkContext sc,
      TrainingInput input,
      Blocks blocks,
      Word2VecOptions options,
      Seeds seeds) {
    int dimension = options.vectorSize();
    return SparkReplicas.start(
        sc,
        blocks.replicas(),
        a ->
            new BlockPair(
                random(a, blocks, dimension, seeds),
                WordBlock.zeros(a, blocks, dimension),
                TrainingSums.NONE));
  }

  private static WordBlock random(int number, Blocks blocks, int dimension, Seeds seeds) {
    WordBlock block = WordBlock.zeros(number, blocks, dimension);
    for (int row = 0; row < block.rows(); row++) {
      Generator random = seeds.forReplica("word2vec start", 0, 0, blocks.word(number, row));
      for (int d = 0; d < dimension; d++) {
        block.values()[row * block.width() + d] = (random.nextFloat() - 0.5f) / dimension;
      }
    }
    return block;
  }
}
