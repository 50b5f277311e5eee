package wordmill.nn;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One or two {@link Recurrence}s as a DL4J layer that carries its state. */
final class CellLayer extends WindowLayer<Recurrent> implements RecurrentLayer {
  private static final long serialVersionUID = 1L;

  private final transient Recurrence ahead;
  private final transient Recurrence back;
  private final transient Map<String, INDArray> state = new LinkedHashMap<>();
  private boolean startIsHandedOver;
  private long windows;

  CellLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
    ahead = recurrence(false);
    back = layerConf().isBidirectional() ? recurrence(true) : null;
  }

  private Recurrence recurrence(boolean backwards) {
    Recurrent layer = layerConf();
    return new Recurrence(
        arithmetic, layer.getCell(), (int) layer.getNIn(), (int) layer.getNOut(), backwards);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    int T = (int) input.size(0);
    int B = (int) input.size(1);
    int width = (int) layerConf().outputs();
    INDArray out = array(workspaces, ArrayType.ACTIVATIONS, T, B, width);
    Pointer x = arithmetic.of(input);
    Pointer y = arithmetic.of(out);
    float[] mask = maskArray == null ? new float[0] : maskArray.dup('c').data().asFloat();
    ahead.begin(T, B, mask);
    boolean carries = layerConf().isCarried() && back == null;
    if (carries) {
      start(B);
    }
    ahead.forward(x, Recurrent.parameters(arithmetic, params, false), y, width, 0);
    if (carries) {
      ahead.endTo(arithmetic.of(state.get("h")), memory(), width, 0);
    }
    if (back != null) {
      back.begin(T, B, mask);
      back.forward(
          x, Recurrent.parameters(arithmetic, params, true), y, width, (int) layerConf().getNOut());
    }
    windows++;
    return out;
  }

  private void start(int B) {
    if (state.isEmpty()) {
      makeState(B);
      return;
    }
    if (state.get("h").size(0) != B) {
      throw new IllegalStateException(
          "the carried state has %d streams, the window %d; clear the state first"
              .formatted(state.get("h").size(0), B));
    }
    ahead.startFrom(arithmetic.of(state.get("h")), memory());
    if (startIsHandedOver) {
      ahead.learnStart();
      startIsHandedOver = false;
    }
  }

  private void makeState(long B) {
    state.put("h", Nd4j.createUninitializedDetached(dataType, B, layerConf().getNOut()));
    if (layerConf().getCell().hasMemory()) {
      state.put("c", Nd4j.createUninitializedDetached(dataType, B, layerConf().getNOut()));
    }
  }

  /** Windows gone through so far. */
  long windows() {
    return windows;
  }

  /** The next window starts with the state in which the other layer has left its last one. */
  void takeOver(CellLayer other) {
    int B = other.ahead.streams(); // its input may be gone by now
    if (state.isEmpty() || state.get("h").size(0) != B) {
      makeState(B);
    }
    Pointer output = arithmetic.of(state.get("h"));
    int width = (int) layerConf().getNOut();
    other.ahead.endTo(output, memory(), width, 0);
    if (other.back != null) {
      other.back.endTo(output, memory(), width, (int) other.layerConf().getNOut());
    }
    startIsHandedOver = true;
  }

  /**
   * After the backward pass of a window whose start was taken over: the gradient of that state, to
   * where it came from.
   *
   * @param dOutput gradient of the other's output [S, B, outputs()], of which the last steps are
   *     written
   */
  void giveBack(CellLayer other, INDArray dOutput) {
    int B = (int) other.input.size(1);
    int last = (int) other.input.size(0) - 1;
    int width = (int) layerConf().getNOut();
    int units = (int) other.layerConf().getNOut();
    Values gradient = ahead.startGradientOfOutput();
    Pointer to = arithmetic.of(dOutput);
    for (int b = 0; b < B; b++) {
      gradient.store(b * width, to, ((long) last * B + b) * width, units);
      if (other.back != null) {
        gradient.store(b * width + units, to, (long) b * width + units, units);
      }
    }
    if (layerConf().getCell().hasMemory()) {
      other.ahead.endFrom(ahead.startGradientOfMemory(), width, 0);
      if (other.back != null) {
        other.back.endFrom(ahead.startGradientOfMemory(), width, units);
      }
    }
  }

  private Pointer memory() {
    return layerConf().getCell().hasMemory() ? arithmetic.of(state.get("c")) : null;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    int width = (int) layerConf().outputs();
    INDArray dInput = array(workspaces, ArrayType.ACTIVATION_GRAD, input.shape());
    backward(ahead, false, epsilon, width, 0, dInput, 0);
    if (back != null) {
      backward(back, true, epsilon, width, (int) layerConf().getNOut(), dInput, 1);
    }
    return gradients(dInput);
  }

  private void backward(
      Recurrence recurrence,
      boolean backwards,
      INDArray epsilon,
      int width,
      int column,
      INDArray dInput,
      double beta) {
    recurrence.backward(
        arithmetic.of(epsilon),
        width,
        column,
        arithmetic.of(input),
        Recurrent.parameters(arithmetic, params, backwards),
        Recurrent.parameters(arithmetic, gradientViews, backwards),
        arithmetic.of(dInput),
        beta);
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray mask, MaskState current, int examples) {
    this.maskArray = mask;
    this.maskState = current;
    return new Pair<>(mask, current);
  }

  @Override
  public INDArray rnnTimeStep(INDArray step, LayerWorkspaceMgr workspaces) {
    setInput(step, workspaces);
    return activate(false, workspaces);
  }

  @Override
  public Map<String, INDArray> rnnGetPreviousState() {
    return new LinkedHashMap<>(state);
  }

  @Override
  public void rnnSetPreviousState(Map<String, INDArray> given) {
    state.clear();
    given.forEach((name, array) -> state.put(name, array.castTo(dataType).dup('c')));
  }

  @Override
  public void rnnClearPreviousState() {
    state.clear();
  }

  @Override
  public INDArray rnnActivateUsingStoredState(
      INDArray window, boolean training, boolean keep, LayerWorkspaceMgr workspaces) {
    throw noTruncation();
  }

  @Override
  public Map<String, INDArray> rnnGetTBPTTState() {
    throw noTruncation();
  }

  @Override
  public void rnnSetTBPTTState(Map<String, INDArray> given) {
    throw noTruncation();
  }

  @Override
  public Pair<Gradient, INDArray> tbpttBackpropGradient(
      INDArray epsilon, int length, LayerWorkspaceMgr workspaces) {
    throw noTruncation();
  }

  private static UnsupportedOperationException noTruncation() {
    return new UnsupportedOperationException(
        "this layer carries its state by itself: give it window after window with"
            + " BackpropType.Standard");
  }
}
