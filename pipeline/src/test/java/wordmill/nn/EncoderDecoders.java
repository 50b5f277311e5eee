package wordmill.nn;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Configurations of small encoders and decoders; the inputs are {@code ids}, the source's, and
 * {@code target}.
 */
final class EncoderDecoders {
  /** Words of either side. */
  static final int V = 6;

  /** Of both embeddings. */
  static final int D = 4;

  /** Units of the decoder; of both directions of the encoder together. */
  static final int H = 6;

  /** A of additive attention. */
  static final int A = 5;

  private EncoderDecoders() {}

  /** The layer {@code encoder}, and the target's words. */
  private static GraphBuilder encoder(Cell cell, boolean bothWays, DataType type) {
    int units = bothWays ? H / 2 : H;
    Recurrent.Builder layer = Recurrent.of(cell, D, units).initRange(0.7).startingFromZero();
    if (bothWays) {
      layer.bidirectional();
    }
    return Windows.builder(type)
        .addInputs("target")
        .addLayer("words", Embedding.of(V, D).initRange(0.8).build(), "ids")
        .addLayer("encoder", layer.build(), "words")
        .addLayer("outWords", Embedding.of(V, D).initRange(0.8).build(), "target");
  }

  /** Nothing but the handover joins them. */
  static ComputationGraphConfiguration plain(Cell cell, boolean bothWays, DataType type) {
    GraphBuilder graph =
        encoder(cell, bothWays, type)
            .addVertex("handover", new Handover("encoder", "decoder"), "outWords", "encoder")
            .addLayer("decoder", Recurrent.of(cell, D, H).initRange(0.7).build(), "handover");
    return softmax(graph, "decoder", H);
  }

  /** The encoder's end {@code last} is seen at every step. */
  static ComputationGraphConfiguration peeky(boolean bothWays, DataType type) {
    GraphBuilder graph =
        encoder(Cell.LSTM, bothWays, type)
            .addVertex("last", new LastStep(bothWays), "encoder")
            .addVertex("peeked", new Beside(), "outWords", "last")
            .addVertex("handover", new Handover("encoder", "decoder"), "peeked", "encoder")
            .addLayer(
                "decoder", Recurrent.of(Cell.LSTM, D + H, H).initRange(0.7).build(), "handover")
            .addVertex("both", new Beside(), "decoder", "last");
    return softmax(graph, "both", 2 * H);
  }

  /** With the vertex {@code attention}, and {@code state}, the attentional state. */
  static ComputationGraphConfiguration attentive(Scoring scoring, DataType type) {
    GraphBuilder graph =
        encoder(Cell.GRU, true, type)
            .addVertex("handover", new Handover("encoder", "decoder"), "outWords", "encoder")
            .addLayer("decoder", Recurrent.of(Cell.GRU, D, H).initRange(0.7).build(), "handover")
            .addVertex("attention", new Attention(scoring, H, H, A, 0.9), "decoder", "encoder")
            .addVertex("both", new Beside(), "attention", "decoder")
            .addLayer("state", Projection.of(2 * H, D).initRange(0.7).build(), "both");
    return softmax(graph, "state", D);
  }

  /** With input feeding; the decoder is a vertex, and gives attentional states. */
  static ComputationGraphConfiguration fed(Cell cell, Scoring scoring, DataType type) {
    Attention attention = new Attention(scoring, H, H, A, 0.9);
    GraphBuilder graph =
        encoder(cell, true, type)
            .addVertex("handover", new Handover("encoder", "decoder"), "outWords", "encoder")
            .addVertex(
                "decoder", new FedAttention(cell, D, H, D, attention, 0.7), "handover", "encoder");
    return softmax(graph, "decoder", D);
  }

  private static ComputationGraphConfiguration softmax(
      GraphBuilder graph, String below, int width) {
    return graph
        .addLayer("softmax", SoftmaxLoss.of(width, V).initRange(0.7).build(), below)
        .setOutputs("softmax")
        .build();
  }
}
