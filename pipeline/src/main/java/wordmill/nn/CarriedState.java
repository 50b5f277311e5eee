package wordmill.nn;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The state, h and c, each [B, H], that a {@link Recurrence} carries from window to window; it may
 * be taken over from an encoder.
 */
final class CarriedState {
  private final Arithmetic arithmetic;
  private final DataType type;
  private final Cell cell;
  private final int H;
  private final Recurrence recurrence;
  private final Map<String, INDArray> state = new LinkedHashMap<>();
  private boolean isHandedOver;

  CarriedState(Arithmetic arithmetic, DataType type, Cell cell, int H, Recurrence recurrence) {
    this.arithmetic = arithmetic;
    this.type = type;
    this.cell = cell;
    this.H = H;
    this.recurrence = recurrence;
  }

  /** A window of B rows starts with it, from zeros if there is none yet. */
  void start(int B) {
    if (state.isEmpty()) {
      make(B);
      return;
    }
    if (state.get("h").size(0) != B) {
      throw new IllegalStateException(
          "the carried state has %d streams, the window %d; clear the state first"
              .formatted(state.get("h").size(0), B));
    }
    recurrence.startFrom(output(), memory());
    if (isHandedOver) {
      recurrence.learnStart();
      isHandedOver = false;
    }
  }

  /** It becomes that after the window. */
  void end() {
    recurrence.endTo(output(), memory(), H, 0);
  }

  private void make(long B) {
    state.put("h", Nd4j.createUninitializedDetached(type, B, H));
    if (cell.hasMemory()) {
      state.put("c", Nd4j.createUninitializedDetached(type, B, H));
    }
  }

  private Pointer output() {
    return arithmetic.of(state.get("h"));
  }

  private Pointer memory() {
    return cell.hasMemory() ? arithmetic.of(state.get("c")) : null;
  }

  /** It becomes that in which an encoder has left its last window. */
  void takeOver(CellLayer encoder) {
    long B = encoder.rows();
    if (state.isEmpty() || state.get("h").size(0) != B) {
      make(B);
    }
    encoder.endTo(output(), memory(), H);
    isHandedOver = true;
  }

  /**
   * After the backward pass of a window whose start was taken over: the gradient of that state, to
   * where it came from.
   *
   * @param dOutput gradient of the encoder's output [S, B, H], of which the last steps are written
   */
  void giveBack(CellLayer encoder, INDArray dOutput) {
    encoder.learnEnd(
        recurrence.startGradientOfOutput(), recurrence.startGradientOfMemory(), dOutput, H);
  }

  /** By name. */
  Map<String, INDArray> get() {
    return new LinkedHashMap<>(state);
  }

  void set(Map<String, INDArray> given) {
    state.clear();
    given.forEach((name, array) -> state.put(name, array.castTo(type).dup('c')));
  }

  void clear() {
    state.clear();
  }
}
