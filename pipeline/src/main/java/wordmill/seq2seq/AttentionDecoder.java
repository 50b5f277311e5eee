package wordmill.seq2seq;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import wordmill.nn.Attention;
import wordmill.nn.Beside;
import wordmill.nn.Projection;

/**
 * The softmax reads context and state [c; h] (the book "Deep Learning from Scratch 2"), or the
 * attentional state tanh(W [c; h] + b) (Luong, Pham & Manning 2015, arXiv:1508.04025, equation 5).
 */
record AttentionDecoder(NetworkOptions network) implements Decoder {
  private static final String ATTENTION = "attention";

  @Override
  public Wire below(GraphBuilder graph, Wire words, Wire encoder) {
    return words;
  }

  @Override
  public Wire above(GraphBuilder graph, Wire states, Wire encoder) {
    graph.addVertex(
        ATTENTION,
        new Attention(
            network.attention(),
            states.width(),
            encoder.width(),
            network.meetingSize(),
            network.initRange()),
        states.vertex(),
        encoder.vertex());
    graph.addVertex("contextAndState", new Beside(), ATTENTION, states.vertex());
    int width = encoder.width() + states.width();
    if (network.attentionSize() == 0) {
      return new Wire("contextAndState", width);
    }
    graph.addLayer(
        "attentional",
        Projection.of(width, network.attentionSize()).initRange(network.initRange()).build(),
        "contextAndState");
    return new Wire("attentional", network.attentionSize());
  }
}
