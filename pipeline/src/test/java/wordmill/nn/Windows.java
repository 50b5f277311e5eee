package wordmill.nn;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import wordmill.random.Generator;

/** Small graphs of our layers, and windows for them. */
final class Windows {
  private Windows() {}

  /** As language models are configured; the input is {@code ids}. */
  static GraphBuilder builder(DataType type) {
    return new NeuralNetConfiguration.Builder()
        .seed(3)
        .dataType(type)
        .miniBatch(false)
        .updater(new Sgd(0.1))
        .trainingWorkspaceMode(WorkspaceMode.NONE)
        .inferenceWorkspaceMode(WorkspaceMode.NONE)
        .graphBuilder()
        .addInputs("ids");
  }

  /** Word ids below V, [T, B]. */
  static INDArray ids(long seed, int T, int B, int V) {
    Generator random = new Generator(seed);
    INDArray ids = Nd4j.create(DataType.DOUBLE, T, B);
    for (int i = 0; i < T * B; i++) {
      ids.putScalar(i / B, i % B, random.nextInt(V));
    }
    return ids;
  }

  /** Numbers uniform in ± 1. */
  static INDArray uniform(long seed, long... shape) {
    Generator random = new Generator(seed);
    INDArray array = Nd4j.create(DataType.DOUBLE, shape);
    for (long i = 0; i < array.length(); i++) {
      array.putScalar(i, 2 * random.nextDouble() - 1);
    }
    return array;
  }

  /** 1 for the first steps of each sequence, as many as it has, and then 0; [T, B]. */
  static INDArray mask(int T, int... lengths) {
    INDArray mask = Nd4j.zeros(DataType.DOUBLE, T, lengths.length);
    for (int b = 0; b < lengths.length; b++) {
      for (int t = 0; t < lengths[b]; t++) {
        mask.putScalar(t, b, 1);
      }
    }
    return mask;
  }
}
