package wordmill.nn;

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

/** One or two {@link Recurrence}s as a DL4J layer that carries its state. */
final class CellLayer extends WindowLayer<Recurrent> implements RecurrentLayer, TakesOver {
  private static final long serialVersionUID = 1L;

  private final transient Recurrence ahead;
  private final transient Recurrence back;
  private final transient CarriedState state;
  private long windows;

  CellLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
    ahead = recurrence(false);
    back = layerConf().isBidirectional() ? recurrence(true) : null;
    int units = (int) layerConf().getNOut();
    state = new CarriedState(arithmetic, type, layerConf().getCell(), units, ahead);
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
      state.start(B);
    }
    ahead.forward(x, Recurrent.parameters(arithmetic, params, false), ahead.columns(y, width, 0));
    if (carries) {
      state.end();
    }
    if (back != null) {
      back.begin(T, B, mask);
      back.forward(
          x,
          Recurrent.parameters(arithmetic, params, true),
          back.columns(y, width, (int) layerConf().getNOut()));
    }
    windows++;
    return out;
  }

  /** Windows gone through so far. */
  long windows() {
    return windows;
  }

  /** Of the last window; its input may be gone by now. */
  int rows() {
    return ahead.streams();
  }

  /** The state after the last window, both directions' side by side, [B, width]. */
  void endTo(Pointer output, Pointer memory, int width) {
    ahead.endTo(output, memory, width, 0);
    if (back != null) {
      back.endTo(output, memory, width, (int) layerConf().getNOut());
    }
  }

  /** Takes the gradient of that state: of h into {@code dOutput}, of c for the backward pass. */
  void learnEnd(Values ofOutput, Values ofMemory, INDArray dOutput, int width) {
    int B = rows();
    int last = (int) input.size(0) - 1;
    int units = (int) layerConf().getNOut();
    Pointer to = arithmetic.of(dOutput);
    for (int b = 0; b < B; b++) {
      ofOutput.store(b * width, to, ((long) last * B + b) * width, units);
      if (back != null) {
        ofOutput.store(b * width + units, to, (long) b * width + units, units);
      }
    }
    if (layerConf().getCell().hasMemory()) {
      ahead.endFrom(ofMemory, width, 0);
      if (back != null) {
        back.endFrom(ofMemory, width, units);
      }
    }
  }

  @Override
  public void takeOver(CellLayer encoder) {
    state.takeOver(encoder);
  }

  @Override
  public void giveBack(CellLayer encoder, INDArray dOutput) {
    state.giveBack(encoder, dOutput);
  }

  @Override
  public Map<String, INDArray> carried() {
    return state.get();
  }

  @Override
  public void carry(Map<String, INDArray> given) {
    state.set(given);
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
        recurrence.columns(arithmetic.of(epsilon), width, column),
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
    return state.get();
  }

  @Override
  public void rnnSetPreviousState(Map<String, INDArray> given) {
    state.set(given);
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
