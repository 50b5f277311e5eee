package wordmill.nn;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Graphs that train in no time, and data for them. */
final class TinyGraphs {
  static final int INPUTS = 5;
  static final int CLASSES = 3;
  static final int BATCH = 4;
  private static final int HIDDEN = 6;

  private TinyGraphs() {}

  /** A tanh layer and a softmax, of stock layers. */
  static ComputationGraph dense(IUpdater updater, DataType type) {
    return dense(updater, type, INPUTS, HIDDEN, CLASSES);
  }

  static ComputationGraph dense(
      IUpdater updater, DataType type, int inputs, int hidden, int classes) {
    DenseLayer layer = new DenseLayer.Builder().nIn(inputs).nOut(hidden).build();
    return graph(updater, type, layer, classes);
  }

  /** The same, with a first layer that carries state. */
  static ComputationGraph carrying(IUpdater updater, DataType type) {
    return graph(updater, type, new CarryingDense(INPUTS, HIDDEN), CLASSES);
  }

  private static ComputationGraph graph(
      IUpdater updater, DataType type, FeedForwardLayer hidden, int classes) {
    OutputLayer out =
        new OutputLayer.Builder(LossFunction.MCXENT)
            .nIn(hidden.getNOut())
            .nOut(classes)
            .activation(Activation.SOFTMAX)
            .build();
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(7)
                .dataType(type)
                .updater(updater)
                .weightInit(WeightInit.XAVIER)
                .activation(Activation.TANH)
                .trainingWorkspaceMode(WorkspaceMode.NONE)
                .inferenceWorkspaceMode(WorkspaceMode.NONE)
                .graphBuilder()
                .addInputs("in")
                .addLayer("hidden", hidden, "in")
                .addLayer("out", out, "hidden")
                .setOutputs("out")
                .build());
    graph.init();
    return graph;
  }

  /** So many minibatches, each of its own. */
  static List<MultiDataSet> batches(int count, DataType type) {
    return IntStream.range(0, count).mapToObj(i -> batch(i, BATCH, INPUTS, CLASSES, type)).toList();
  }

  /** Numbers around 0; the class is that of the largest of the first. */
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
    return new org.nd4j.linalg.dataset.MultiDataSet(features, labels);
  }

  /** The parameters' bits. */
  static byte[] bits(ComputationGraph graph) {
    return NativeNumbers.copyOf(graph.params()).block(0);
  }
}
