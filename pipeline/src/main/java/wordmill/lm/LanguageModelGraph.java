package wordmill.lm;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import wordmill.config.BadInputException;
import wordmill.nn.Embedding;
import wordmill.nn.Recurrent;
import wordmill.nn.SequenceDropout;
import wordmill.nn.SoftmaxLoss;
import wordmill.nn.Updaters;
import wordmill.training.DescentOptions;
import wordmill.training.DropoutMask;

/**
 * The network: ids → embedding → recurrent layers → softmax, with dropout below each of the layers
 * and the softmax (Zaremba et al. 2014, arXiv:1409.2329, figure 2), never within a recurrence.
 */
final class LanguageModelGraph {
  static final String EMBEDDING = "embedding";

  /** Word ids are kept as floats. */
  private static final int MOST_WORDS = 1 << 24;

  private LanguageModelGraph() {}

  /**
   * The graph's configuration.
   *
   * @param words V + 1, the end of a sentence among them
   */
  static ComputationGraphConfiguration configuration(
      NetworkOptions network, DescentOptions descent, int words, long seed) {
    return configuration(network, Updaters.of(descent), words, seed);
  }

  /** Of a network that is only asked. */
  static ComputationGraphConfiguration inference(NetworkOptions network, int words) {
    return configuration(network, new Sgd(1), words, 0);
  }

  private static ComputationGraphConfiguration configuration(
      NetworkOptions network, IUpdater updater, int words, long seed) {
    if (words > MOST_WORDS) {
      throw new BadInputException(
          "a language model may have %d words, but the vocabulary has %d",
          MOST_WORDS - 1, words - 1);
    }
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .dataType(DataType.FLOAT)
            .miniBatch(false)
            .updater(updater)
            .trainingWorkspaceMode(WorkspaceMode.NONE)
            .inferenceWorkspaceMode(WorkspaceMode.NONE)
            .graphBuilder()
            .addInputs("ids")
            .addLayer(
                EMBEDDING,
                Embedding.of(words, network.embeddingSize()).initRange(network.initRange()).build(),
                "ids");
    String below = EMBEDDING;
    int size = network.embeddingSize();
    for (int layer = 1; layer <= network.layers(); layer++) {
      below = dropout(graph, network, below, layer);
      String name = "recurrent" + layer;
      graph.addLayer(
          name,
          Recurrent.of(network.cell(), size, network.hiddenSize())
              .initRange(network.initRange())
              .build(),
          below);
      below = name;
      size = network.hiddenSize();
    }
    below = dropout(graph, network, below, network.layers() + 1);
    SoftmaxLoss.Builder softmax = SoftmaxLoss.of(size, words).initRange(network.initRange());
    if (network.tied()) {
      softmax.tiedTo(EMBEDDING);
    }
    return graph.addLayer("softmax", softmax.build(), below).setOutputs("softmax").build();
  }

  private static String dropout(
      GraphBuilder graph, NetworkOptions network, String below, int layer) {
    if (network.dropout() == 0) {
      return below;
    }
    SequenceDropout.Builder dropout = SequenceDropout.of(network.dropout());
    if (network.dropoutMask() == DropoutMask.SEQUENCE) {
      dropout.onceASequence();
    }
    graph.addLayer("dropout" + layer, dropout.build(), below);
    return "dropout" + layer;
  }

  /** A window as the graph's input and labels, both [T, B]. */
  static org.nd4j.linalg.dataset.api.MultiDataSet minibatch(TokenWindow window) {
    long[] shape = {window.steps(), window.streams()};
    return new MultiDataSet(
        Nd4j.createFromArray(floats(window.inputs())).reshape('c', shape),
        Nd4j.createFromArray(floats(window.targets())).reshape('c', shape));
  }

  private static float[] floats(int[] ids) {
    float[] floats = new float[ids.length];
    for (int i = 0; i < ids.length; i++) {
      floats[i] = ids[i];
    }
    return floats;
  }
}
