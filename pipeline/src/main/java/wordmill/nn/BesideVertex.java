package wordmill.nn;

import java.util.Map;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Copies columns together, and their gradients apart: on the heap, as each copy from or to native
 * memory costs as much as some hundred numbers. Memory: 2 N (D + E) of them, for N rows.
 */
@SuppressWarnings("overrides") // DL4J's own
final class BesideVertex extends WindowVertex {
  private static final long serialVersionUID = 1L;

  private final transient Values left = kernels.values();
  private final transient Values right = kernels.values();
  private final transient Values both = kernels.values();

  BesideVertex(Place place) {
    super(place, Map.of());
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray first = inputs[0];
    INDArray second = inputs[1];
    if (second.size(0) != 1 && second.size(0) != first.size(0)) {
      throw new IllegalArgumentException(
          "a window of %d steps beside one of %d".formatted(first.size(0), second.size(0)));
    }
    reserve();
    int D = (int) first.size(2);
    int E = (int) second.size(2);
    left.load(0, arithmetic.of(first), 0, rows(first) * D);
    right.load(0, arithmetic.of(second), 0, rows(second) * E);
    for (int row = 0; row < rows(first); row++) {
      both.copy(row * (D + E), left, row * D, D);
      both.copy(row * (D + E) + D, right, row % rows(second) * E, E);
    }
    INDArray out = owned.of("out", first.size(0), first.size(1), D + E);
    both.store(0, arithmetic.of(out), 0, rows(first) * (D + E));
    return out;
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
    reserve();
    int rows = rows(inputs[0]);
    int rightRows = rows(inputs[1]);
    int D = (int) inputs[0].size(2);
    int E = (int) inputs[1].size(2);
    both.load(0, arithmetic.of(epsilon), 0, rows * (D + E));
    right.clear(0, rightRows * E);
    for (int row = 0; row < rows; row++) {
      left.copy(row * D, both, row * (D + E), D);
      kernels.add(right, row % rightRows * E, both, row * (D + E) + D, E);
    }
    INDArray ofLeft = owned.of("left", inputs[0].shape());
    INDArray ofRight = owned.of("right", inputs[1].shape());
    left.store(0, arithmetic.of(ofLeft), 0, rows * D);
    right.store(0, arithmetic.of(ofRight), 0, rightRows * E);
    return gradients(ofLeft, ofRight);
  }

  private void reserve() {
    left.reserve((int) inputs[0].length());
    right.reserve((int) inputs[1].length());
    both.reserve(rows(inputs[0]) * (int) (inputs[0].size(2) + inputs[1].size(2)));
  }

  /** Of a window [T, B, width]. */
  private static int rows(INDArray window) {
    return (int) (window.size(0) * window.size(1));
  }
}
