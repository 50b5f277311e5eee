package wordmill.nn;

import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** What a graph's attention has looked at. */
public final class AttentionWeights {
  private AttentionWeights() {}

  /**
   * The weights of the window that the graph went through last.
   *
   * @param graph with one {@link Attention} or {@link FedAttention}
   * @return [T, B, S], row-major
   */
  public static float[] of(ComputationGraph graph) {
    return Stream.of(graph.getVertices())
        .filter(Attends.class::isInstance)
        .map(vertex -> ((Attends) vertex).weights())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the graph has no attention"));
  }
}
