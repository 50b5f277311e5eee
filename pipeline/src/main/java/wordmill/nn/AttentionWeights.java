package wordmill.nn;

import org.deeplearning4j.nn.graph.ComputationGraph;

/** What a graph's attention has looked at. */
public final class AttentionWeights {
  private AttentionWeights() {}

  /**
   * The weights of the window that the graph went through last.
   *
   * @param vertex an {@link Attention}
   * @return [T, B, S], row-major
   */
  public static float[] of(ComputationGraph graph, String vertex) {
    if (graph.getVertex(vertex) instanceof AttentionVertex attention) {
      return attention.weights();
    }
    throw new IllegalArgumentException(vertex + " is no attention");
  }
}
