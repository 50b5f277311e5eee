package wordmill.nn;

import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An {@link Alignment} of two windows. */
@SuppressWarnings("overrides") // DL4J's own
final class AttentionVertex extends WindowVertex implements Attends {
  private static final long serialVersionUID = 1L;

  private final transient Alignment alignment;
  private final int memories;
  private final transient MemoryMask mask = new MemoryMask();

  AttentionVertex(Place place, Map<String, INDArray> parameters, Attention conf) {
    super(place, parameters);
    this.memories = conf.getMemories();
    this.alignment = conf.alignment(arithmetic);
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    int T = (int) inputs[0].size(0);
    int B = (int) inputs[0].size(1);
    INDArray contexts = owned.of("contexts", T, B, memories);
    alignment.begin(
        T,
        (int) inputs[1].size(0),
        B,
        arithmetic.of(inputs[1]),
        Alignment.Parameters.of(arithmetic, this::parameter),
        mask.get());
    alignment.forward(arithmetic.of(inputs[0]), 0, T, arithmetic.of(contexts));
    return contexts;
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
    int T = (int) inputs[0].size(0);
    INDArray ofQueries = owned.of("queries", inputs[0].shape());
    INDArray ofMemories = owned.of("memories", inputs[1].shape());
    Pointer queries = arithmetic.of(inputs[0]);
    alignment.beginBackward(arithmetic.of(ofMemories));
    alignment.backward(queries, 0, T, arithmetic.of(epsilon), arithmetic.of(ofQueries));
    alignment.endBackward(queries, Alignment.Parameters.of(arithmetic, this::gradient));
    return gradients(ofQueries, ofMemories);
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
      INDArray[] masks, MaskState state, int examples) {
    mask.read(masks);
    return super.feedForwardMaskArrays(masks, state, examples);
  }
}
