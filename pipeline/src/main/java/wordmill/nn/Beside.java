package wordmill.nn;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Two windows side by side: [T, B, D] and [T, B, E] to [T, B, D + E]. The second may have one step
 * only, which then stands beside each of the T: that is how a peeky decoder sees the encoder's last
 * state at every step (Cho et al. 2014, arXiv:1406.1078).
 */
public final class Beside extends WindowVertexConf {
  private static final long serialVersionUID = 1L;

  @Override
  int windows() {
    return 2;
  }

  @Override
  WindowVertex vertex(WindowVertex.Place place, Map<String, INDArray> parameters) {
    return new BesideVertex(place);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Beside;
  }

  @Override
  public int hashCode() {
    return Beside.class.hashCode();
  }
}
