package wordmill.nn;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A part of a decoder that starts with an encoder's state and carries its own from there. */
interface TakesOver {
  /** The next window starts with the state in which the encoder has left its last one. */
  void takeOver(CellLayer encoder);

  /**
   * After the backward pass of such a window: the gradient of the state.
   *
   * @param dOutput gradient of the encoder's output, of which the last steps are written
   */
  void giveBack(CellLayer encoder, INDArray dOutput);

  /** What it carries, each array [B, ·]. */
  Map<String, INDArray> carried();

  /** Carries something else from now on. */
  void carry(Map<String, INDArray> state);
}
