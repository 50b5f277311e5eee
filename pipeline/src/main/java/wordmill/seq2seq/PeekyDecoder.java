package wordmill.seq2seq;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import wordmill.nn.Beside;
import wordmill.nn.LastStep;

/**
 * The encoder's last output stands beside each word that the cells read, and beside each output
 * that the softmax reads (Cho et al. 2014, arXiv:1406.1078, section 2.2).
 *
 * @param bidirectional whether the encoder is
 */
record PeekyDecoder(boolean bidirectional) implements Decoder {
  private static final String LAST = "last";

  @Override
  public Wire below(GraphBuilder graph, Wire words, Wire encoder) {
    graph.addVertex(LAST, new LastStep(bidirectional), encoder.vertex());
    return beside(graph, "peekedWords", words, encoder);
  }

  @Override
  public Wire above(GraphBuilder graph, Wire states, Wire encoder) {
    return beside(graph, "peekedStates", states, encoder);
  }

  private static Wire beside(GraphBuilder graph, String name, Wire wire, Wire encoder) {
    graph.addVertex(name, new Beside(), wire.vertex(), LAST);
    return new Wire(name, wire.width() + encoder.width());
  }
}
