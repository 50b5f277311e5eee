package wordmill.seq2seq;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/** Nothing but recurrent layers (Sutskever, Vinyals & Le 2014, arXiv:1409.3215). */
final class PlainDecoder implements Decoder {
  @Override
  public Wire below(GraphBuilder graph, Wire words, Wire encoder) {
    return words;
  }

  @Override
  public Wire above(GraphBuilder graph, Wire states, Wire encoder) {
    return states;
  }
}
