package wordmill.nn;

import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies rows of a window's ends. */
@SuppressWarnings("overrides") // DL4J's own
final class LastStepVertex extends WindowVertex {
  private static final long serialVersionUID = 1L;

  private final boolean bidirectional;
  private final transient Values line = kernels.values();

  LastStepVertex(Place place, boolean bidirectional) {
    super(place, Map.of());
    this.bidirectional = bidirectional;
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray window = inputs[0];
    INDArray out = owned.of("out", 1, window.size(1), window.size(2));
    Pointer from = arithmetic.of(window);
    Pointer to = arithmetic.of(out);
    copy((at, inWindow, length) -> copy(from, inWindow, to, at, length));
    return out;
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
    INDArray ofWindow = owned.of("window", inputs[0].shape());
    arithmetic.clear(ofWindow);
    Pointer from = arithmetic.of(epsilon);
    Pointer to = arithmetic.of(ofWindow);
    copy((at, inWindow, length) -> copy(from, at, to, inWindow, length));
    return gradients(ofWindow);
  }

  private void copy(Pointer from, long fromAt, Pointer to, long toAt, int length) {
    line.load(0, from, fromAt, length);
    line.store(0, to, toAt, length);
  }

  /** A piece of a row of the output, and where it is in the window. */
  @FunctionalInterface
  private interface Piece {
    void copy(long at, long inWindow, int length);
  }

  private void copy(Piece piece) {
    long B = inputs[0].size(1);
    int width = (int) inputs[0].size(2);
    int ahead = bidirectional ? width / 2 : width;
    long last = (inputs[0].size(0) - 1) * B;
    line.reserve(width);
    for (long b = 0; b < B; b++) {
      piece.copy(b * width, (last + b) * width, ahead);
      if (bidirectional) {
        piece.copy(b * width + ahead, b * width + ahead, width - ahead);
      }
    }
  }

  /** One step needs no mask. */
  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray[] masks, MaskState state, int examples) {
    return new Pair<>(null, state);
  }
}
