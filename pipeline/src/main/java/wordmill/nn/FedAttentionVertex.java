package wordmill.nn;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A {@link Recurrence} whose outlet is a {@link FedOutlet}. */
@SuppressWarnings("overrides") // DL4J's own
final class FedAttentionVertex extends WindowVertex implements TakesOver, Attends {
  private static final long serialVersionUID = 1L;
  private static final String FED = "s";

  private final int fed;
  private final transient Recurrence recurrence;
  private final transient CarriedState state;
  private final transient Alignment alignment;
  private final transient FedOutlet outlet;
  private final transient MemoryMask mask = new MemoryMask();
  private transient INDArray fedState;

  FedAttentionVertex(Place place, Map<String, INDArray> parameters, FedAttention conf) {
    super(place, parameters);
    this.fed = conf.getFed();
    this.recurrence =
        new Recurrence(arithmetic, conf.getCell(), conf.getInputs(), conf.getUnits(), false);
    this.state =
        new CarriedState(arithmetic, place.type(), conf.getCell(), conf.getUnits(), recurrence);
    this.alignment = conf.getAttention().alignment(arithmetic);
    this.outlet =
        new FedOutlet(
            arithmetic,
            alignment,
            conf.getUnits(),
            conf.getAttention().getMemories(),
            fed,
            conf.getCell().gates() * conf.getUnits());
  }

  private Recurrence.Parameters cells(Table table) {
    return Recurrence.Parameters.of(arithmetic, table.get("Wx"), table.get("Wh"), table.get("b"));
  }

  private FedOutlet.Parameters outlet(Table table) {
    return new FedOutlet.Parameters(table.of("Wf"), table.of("Wc"), table.of("bc"));
  }

  /** Parameters or gradients by name. */
  @FunctionalInterface
  private interface Table {
    INDArray get(String name);

    default Pointer of(String name) {
      INDArray array = get(name);
      return Arithmetic.of(array.dataType()).of(array);
    }
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    int T = (int) inputs[0].size(0);
    int B = (int) inputs[0].size(1);
    INDArray out = owned.of("out", T, B, fed);
    alignment.begin(
        T,
        (int) inputs[1].size(0),
        B,
        arithmetic.of(inputs[1]),
        Alignment.Parameters.of(arithmetic, this::parameter),
        mask.get());
    if (fedState == null || fedState.size(0) != B) {
      fedState = Nd4j.zeros(dataType, B, fed);
    }
    outlet.begin(T, B, outlet(this::parameter), arithmetic.of(fedState));
    recurrence.begin(T, B, new float[0]);
    state.start(B);
    recurrence.forward(arithmetic.of(inputs[0]), cells(this::parameter), outlet);
    state.end();
    outlet.end(arithmetic.of(out), arithmetic.of(fedState));
    return out;
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
    INDArray ofInputs = owned.of("inputs", inputs[0].shape());
    INDArray ofMemories = owned.of("memories", inputs[1].shape());
    alignment.beginBackward(arithmetic.of(ofMemories));
    outlet.beginBackward(arithmetic.of(epsilon));
    recurrence.backward(
        outlet, cells(this::parameter), cells(this::gradient), arithmetic.of(ofInputs), 0);
    outlet.endBackward(
        recurrence, outlet(this::gradient), Alignment.Parameters.of(arithmetic, this::gradient));
    return gradients(ofInputs, ofMemories);
  }

  @Override
  public void takeOver(CellLayer encoder) {
    state.takeOver(encoder);
    fedState = null;
  }

  @Override
  public void giveBack(CellLayer encoder, INDArray dOutput) {
    state.giveBack(encoder, dOutput);
  }

  @Override
  public Map<String, INDArray> carried() {
    Map<String, INDArray> all = state.get();
    if (fedState != null) {
      all.put(FED, fedState);
    }
    return all;
  }

  @Override
  public void carry(Map<String, INDArray> given) {
    Map<String, INDArray> cells = new LinkedHashMap<>(given);
    INDArray last = cells.remove(FED);
    fedState = last == null ? null : last.dup('c');
    state.set(cells);
  }

  @Override
  public float[] weights() {
    return alignment.weights();
  }

  @Override
  public void clear() {
    super.clear();
    mask.clear();
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray[] masks, MaskState maskState, int examples) {
    mask.read(masks);
    return super.feedForwardMaskArrays(masks, maskState, examples);
  }
}
