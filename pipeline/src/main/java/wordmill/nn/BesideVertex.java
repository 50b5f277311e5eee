package wordmill.nn;

import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies columns together, and their gradients apart. */
@SuppressWarnings("overrides") // DL4J's own
final class BesideVertex extends WindowVertex {
  private static final long serialVersionUID = 1L;

  private final transient Values line = kernels.values();
  private final transient Values sum = kernels.values();

  BesideVertex(Place place) {
    super(place, Map.of());
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray left = inputs[0];
    INDArray right = inputs[1];
    if (right.size(0) != 1 && right.size(0) != left.size(0)) {
      throw new IllegalArgumentException(
          "a window of %d steps beside one of %d".formatted(left.size(0), right.size(0)));
    }
    int rows = (int) (left.size(0) * left.size(1));
    int D = (int) left.size(2);
    int E = (int) right.size(2);
    INDArray out = owned.of("out", left.size(0), left.size(1), D + E);
    int rightRows = (int) (right.size(0) * right.size(1));
    Pointer fromLeft = arithmetic.of(left);
    Pointer fromRight = arithmetic.of(right);
    Pointer to = arithmetic.of(out);
    line.reserve(D + E);
    for (int row = 0; row < rows; row++) {
      line.load(0, fromLeft, (long) row * D, D);
      line.load(D, fromRight, (long) (row % rightRows) * E, E);
      line.store(0, to, (long) row * (D + E), D + E);
    }
    return out;
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
    int rows = (int) (inputs[0].size(0) * inputs[0].size(1));
    int D = (int) inputs[0].size(2);
    int E = (int) inputs[1].size(2);
    int rightRows = (int) (inputs[1].size(0) * inputs[1].size(1));
    INDArray ofLeft = owned.of("left", inputs[0].shape());
    INDArray ofRight = owned.of("right", inputs[1].shape());
    Pointer from = arithmetic.of(epsilon);
    Pointer toLeft = arithmetic.of(ofLeft);
    line.reserve(D + E);
    sum.reserve(rightRows * E);
    sum.clear(0, rightRows * E);
    for (int row = 0; row < rows; row++) {
      line.load(0, from, (long) row * (D + E), D + E);
      line.store(0, toLeft, (long) row * D, D);
      kernels.add(sum, row % rightRows * E, line, D, E);
    }
    sum.store(0, arithmetic.of(ofRight), 0, rightRows * E);
    return gradients(ofLeft, ofRight);
  }
}
