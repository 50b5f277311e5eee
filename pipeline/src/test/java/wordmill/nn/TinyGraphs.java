package wordmill.nn;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Graphs of stock layers that train in no time, and data for them. */
final class TinyGraphs {
  private TinyGraphs() {}

  /** Inputs, a tanh layer, a softmax over classes. */
  static ComputationGraph dense(
      IUpdater updater, DataType type, int inputs, int hidden, int classes) {
    ComputationGraphConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(7)
            .dataType(type)
            .updater(updater)
            .weightInit(WeightInit.XAVIER)
            .trainingWorkspaceMode(WorkspaceMode.NONE)
            .inferenceWorkspaceMode(WorkspaceMode.NONE)
            .graphBuilder()
            .addInputs("in")
            .addLayer(
                "hidden",
                new DenseLayer.Builder()
                    .nIn(inputs)
                    .nOut(hidden)
                    .activation(Activation.TANH)
                    .build(),
                "in")
            .addLayer(
                "out",
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nIn(hidden)
                    .nOut(classes)
                    .activation(Activation.SOFTMAX)
                    .build(),
                "hidden")
            .setOutputs("out")
            .build();
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init();
    return graph;
  }

  /** One example of a seeded draw: numbers around 0, the class of the largest of the first. */
  static MultiDataSet example(long seed, int inputs, int classes, DataType type) {
    return batch(seed, 1, inputs, classes, type);
  }

  static MultiDataSet batch(long seed, int examples, int inputs, int classes, DataType type) {
    Random random = new Random(seed);
    INDArray features = Nd4j.create(type, examples, inputs);
    INDArray labels = Nd4j.create(type, examples, classes);
    for (int e = 0; e < examples; e++) {
      int largest = 0;
      for (int i = 0; i < inputs; i++) {
        features.putScalar(e, i, random.nextGaussian());
        if (i < classes && features.getDouble(e, i) > features.getDouble(e, largest)) {
          largest = i;
        }
      }
      labels.putScalar(e, largest, 1);
    }
    return new MultiDataSet(features, labels);
  }
}
