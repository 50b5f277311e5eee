package wordmill.seq2seq;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

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

  static Decoder of(NetworkOptions network) {
    return switch (network.decoder()) {
      case PLAIN -> new PlainDecoder();
      case PEEKY -> new PeekyDecoder(network.bidirectional());
      case ATTENTION -> new AttentionDecoder(network);
    };
  }
}
