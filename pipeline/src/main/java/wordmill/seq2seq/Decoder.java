package wordmill.seq2seq;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import wordmill.nn.Recurrent;

/** What a kind of decoder has around its recurrent layers. */
interface Decoder {
  /**
   * What the recurrent layers read.
   *
   * @param words embeddings of the target words so far [T, B, D]
   * @param encoder the encoder's outputs [S, B, H]
   */
  Wire below(GraphBuilder graph, Wire words, Wire encoder);

  /**
   * What the softmax reads.
   *
   * @param states outputs of the recurrent layers [T, B, H]
   */
  Wire above(GraphBuilder graph, Wire states, Wire encoder);

  /**
   * Adds the first of the recurrent layers.
   *
   * @param name what it is to be called
   * @param input what it reads, once it has taken over the encoder's state
   */
  default Wire first(
      GraphBuilder graph, String name, Wire input, NetworkOptions network, Wire encoder) {
    return layer(graph, name, input, network);
  }

  /** Adds a recurrent layer. */
  static Wire layer(GraphBuilder graph, String name, Wire input, NetworkOptions network) {
    graph.addLayer(
        name,
        Recurrent.of(network.cell(), input.width(), network.hiddenSize())
            .initRange(network.initRange())
            .build(),
        input.vertex());
    return new Wire(name, network.hiddenSize());
  }

  static Decoder of(NetworkOptions network) {
    return switch (network.decoder()) {
      case PLAIN -> new PlainDecoder();
      case PEEKY -> new PeekyDecoder(network.bidirectional());
      case ATTENTION ->
          network.inputFeeding() ? new FedAttentionDecoder() : new AttentionDecoder(network);
    };
  }
}
