package wordmill.nn;

import org.deeplearning4j.nn.graph.ComputationGraph;

/** An output layer whose score is a mean over so many examples (tokens, say) of the last batch. */
public interface CountsExamples {
  long examples();

  /** Of the graph's last batch: rows, unless its output layer counts otherwise. */
  static long of(ComputationGraph graph) {
    return graph.getOutputLayer(0) instanceof CountsExamples counts
        ? counts.examples()
        : graph.batchSize();
  }
}
