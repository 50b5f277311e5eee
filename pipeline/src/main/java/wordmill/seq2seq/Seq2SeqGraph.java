package wordmill.seq2seq;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import wordmill.config.BadInputException;
import wordmill.nn.Embedding;
import wordmill.nn.Handover;
import wordmill.nn.Recurrent;
import wordmill.nn.SequenceDropout;
import wordmill.nn.SoftmaxLoss;
import wordmill.nn.Updaters;
import wordmill.pairs.PairBatch;
import wordmill.training.DescentOptions;
import wordmill.training.DropoutMask;

/**
 * The network: source ids → embedding → encoder's layers; target ids → embedding → decoder's
 * layers, each starting with the state in which the encoder's layer of its number has ended →
 * softmax. Dropout is below each layer and the softmax.
 */
final class Seq2SeqGraph {
  static final String SOURCE = "source";
  static final String TARGET = "target";
  static final String SOFTMAX = "softmax";

  /** Word ids are kept as floats. */
  private static final int MOST_WORDS = 1 << 24;

  private final GraphBuilder graph;
  private final NetworkOptions network;

  private Seq2SeqGraph(NetworkOptions network, IUpdater updater, DataType type, long seed) {
    this.network = network;
    this.graph =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .dataType(type)
            .miniBatch(false)
            .updater(updater)
            .trainingWorkspaceMode(WorkspaceMode.NONE)
            .inferenceWorkspaceMode(WorkspaceMode.NONE)
            .graphBuilder()
            .addInputs(SOURCE, TARGET);
  }

  /**
   * The graph's configuration.
   *
   * @param sourceWords V of the source
   * @param targetWords V of the target and one, the end of a sentence
   */
  static ComputationGraphConfiguration configuration(
      NetworkOptions network, DescentOptions descent, int sourceWords, int targetWords, long seed) {
    return new Seq2SeqGraph(network, Updaters.of(descent), DataType.FLOAT, seed)
        .build(sourceWords, targetWords);
  }

  /** Of a network that is only asked. */
  static ComputationGraphConfiguration inference(
      NetworkOptions network, int sourceWords, int targetWords) {
    return new Seq2SeqGraph(network, new Sgd(1), DataType.FLOAT, 0).build(sourceWords, targetWords);
  }

  /** In double precision, for gradient checks. */
  static ComputationGraphConfiguration exact(
      NetworkOptions network, int sourceWords, int targetWords, long seed) {
    return new Seq2SeqGraph(network, new Sgd(1), DataType.DOUBLE, seed)
        .build(sourceWords, targetWords);
  }

  private ComputationGraphConfiguration build(int sourceWords, int targetWords) {
    BadInputException.check(
        Math.max(sourceWords, targetWords) <= MOST_WORDS,
        "a vocabulary may have %d words, but they have %d and %d",
        MOST_WORDS - 1,
        sourceWords,
        targetWords - 1);
    Wire encoded = encoder(embedding("sourceEmbedding", sourceWords, SOURCE));
    Decoder decoder = Decoder.of(network);
    Wire words = embedding("targetEmbedding", targetWords, TARGET);
    Wire states = layers(decoder, decoder.below(graph, words, encoded), encoded);
    Wire read = dropout("dropoutSoftmax", decoder.above(graph, states, encoded));
    graph.addLayer(
        SOFTMAX,
        SoftmaxLoss.of(read.width(), targetWords).initRange(network.initRange()).build(),
        read.vertex());
    return graph.setOutputs(SOFTMAX).build();
  }

  private Wire embedding(String name, int words, String ids) {
    int size = network.embeddingSize();
    graph.addLayer(
        name, Embedding.of(words, size).initRange(network.embeddingRange()).build(), ids);
    return new Wire(name, size);
  }

  private Wire encoder(Wire words) {
    Wire below = words;
    for (int layer = 1; layer <= network.layers(); layer++) {
      Wire input = dropout("dropoutEncoder" + layer, below);
      boolean bothWays = network.bidirectional();
      int units = bothWays ? network.hiddenSize() / 2 : network.hiddenSize();
      Recurrent.Builder cells = Recurrent.of(network.cell(), input.width(), units);
      if (bothWays) {
        cells.bidirectional();
      }
      graph.addLayer(
          encoderLayer(layer),
          cells.startingFromZero().initRange(network.initRange()).build(),
          input.vertex());
      Wire made = new Wire(encoderLayer(layer), network.hiddenSize());
      below = isRead(layer) ? residual(made, layer, below) : made;
    }
    return below;
  }

  /** A plain decoder reads the encoder's states alone, and DL4J refuses a sum that nobody reads. */
  private boolean isRead(int encoderLayer) {
    return encoderLayer < network.layers() || network.decoder() != DecoderKind.PLAIN;
  }

  private static String encoderLayer(int layer) {
    return "encoder" + layer;
  }

  private Wire layers(Decoder decoder, Wire read, Wire encoded) {
    Wire below = read;
    for (int layer = 1; layer <= network.layers(); layer++) {
      String name = "decoder" + layer;
      Wire input = dropout("dropoutDecoder" + layer, below);
      String handover = "handover" + layer;
      graph.addVertex(
          handover, new Handover(encoderLayer(layer), name), input.vertex(), encoderLayer(layer));
      Wire started = new Wire(handover, input.width());
      Wire made =
          layer == 1
              ? decoder.first(graph, name, started, network, encoded)
              : Decoder.layer(graph, name, started, network);
      below = residual(made, layer, below);
    }
    return below;
  }

  private Wire residual(Wire made, int layer, Wire below) {
    if (!network.residual() || layer == 1) {
      return made;
    }
    String sum = made.vertex() + "Sum";
    graph.addVertex(
        sum, new ElementWiseVertex(ElementWiseVertex.Op.Add), made.vertex(), below.vertex());
    return new Wire(sum, made.width());
  }

  private Wire dropout(String name, Wire below) {
    if (network.dropout() == 0) {
      return below;
    }
    SequenceDropout.Builder dropout = SequenceDropout.of(network.dropout());
    if (network.dropoutMask() == DropoutMask.SEQUENCE) {
      dropout.onceASequence();
    }
    graph.addLayer(name, dropout.build(), below.vertex());
    return new Wire(name, below.width());
  }

  /** A batch as the graph's inputs [S, B] and [T, B], labels [T, B] and masks. */
  static org.nd4j.linalg.dataset.api.MultiDataSet minibatch(PairBatch batch) {
    long B = batch.pairs();
    INDArray sourceMask = batch.hasSourcePadding() ? array(batch.sourceMask(), B) : null;
    INDArray targetMask = batch.hasTargetPadding() ? array(batch.targetMask(), B) : null;
    return new MultiDataSet(
        new INDArray[] {array(batch.sources(), B), array(batch.inputs(), B)},
        new INDArray[] {array(batch.labels(), B)},
        sourceMask == null ? null : new INDArray[] {sourceMask, null},
        targetMask == null ? null : new INDArray[] {targetMask});
  }

  static INDArray array(int[] ids, long B) {
    float[] floats = new float[ids.length];
    for (int i = 0; i < ids.length; i++) {
      floats[i] = ids[i];
    }
    return array(floats, B);
  }

  static INDArray array(float[] numbers, long B) {
    return Nd4j.createFromArray(numbers).reshape('c', new long[] {numbers.length / B, B});
  }
}
