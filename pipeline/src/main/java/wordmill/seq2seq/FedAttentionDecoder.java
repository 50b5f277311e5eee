package wordmill.seq2seq;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import wordmill.nn.Attention;
import wordmill.nn.FedAttention;

/**
 * The first layer attends, and its attentional state is fed into its next step (Luong, Pham &
 * Manning 2015, arXiv:1508.04025, section 3.3); further layers read that state, as in Wu et al.
 * 2016, arXiv:1609.08144, section 3, where attention is the bottom layer's, too.
 */
final class FedAttentionDecoder implements Decoder {
  @Override
  public Wire below(GraphBuilder graph, Wire words, Wire encoder) {
    return words;
  }

  @Override
  public Wire first(
      GraphBuilder graph, String name, Wire input, NetworkOptions network, Wire encoder) {
    int units = network.hiddenSize();
    double range = network.initRange();
    Attention attention =
        new Attention(network.attention(), units, encoder.width(), network.meetingSize(), range);
    graph.addVertex(
        name,
        new FedAttention(
            network.cell(), input.width(), units, network.attentionSize(), attention, range),
        input.vertex(),
        encoder.vertex());
    return new Wire(name, network.attentionSize());
  }

  @Override
  public Wire above(GraphBuilder graph, Wire states, Wire encoder) {
    return states;
  }
}
