package wordmill.nn;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * What a recurrent layer has said after its whole window: [S, B, H] to [1, B, H]. Of a
 * bidirectional layer the second half of the columns ends at the first step. Where the layer's
 * state has passed by masked steps, that is its state after the last step that counts.
 */
public final class LastStep extends WindowVertexConf {
  private static final long serialVersionUID = 1L;

  private final boolean bidirectional;

  public LastStep(@JsonProperty("bidirectional") boolean bidirectional) {
    this.bidirectional = bidirectional;
  }

  public boolean isBidirectional() {
    return bidirectional;
  }

  @Override
  int windows() {
    return 1;
  }

  @Override
  WindowVertex vertex(WindowVertex.Place place, Map<String, INDArray> parameters) {
    return new LastStepVertex(place, bidirectional);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LastStep same && same.bidirectional == bidirectional;
  }

  @Override
  public int hashCode() {
    return Boolean.hashCode(bidirectional);
  }
}
