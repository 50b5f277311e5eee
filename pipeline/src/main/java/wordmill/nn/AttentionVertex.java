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
final class AttentionVertex extends WindowVertex {
  private static final long serialVersionUID = 1L;

  private final transient Alignment alignment;
  private final int memories;
  private transient float[] mask = new float[0];

  AttentionVertex(Place place, Map<String, INDArray> parameters, Attention conf) {
    super(place, parameters);
    this.memories = conf.getMemories();
    this.alignment =
        new Alignment(
            arithmetic,
            conf.getScoring(),
            conf.getQueries(),
            conf.getMemories(),
            conf.getMeeting());
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
        mask);
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

  /** Of the last window, [T, B, S]. */
  float[] weights() {
    return alignment.weights();
  }

  /** A mask is that of one batch; DL4J says nothing to a vertex of a batch without one. */
  @Override
  public void clear() {
    super.clear();
    mask = new float[0];
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray[] masks, MaskState state, int examples) {
    boolean none = masks == null || masks.length < 2 || masks[1] == null;
    mask = none ? new float[0] : masks[1].dup('c').data().asFloat();
    return super.feedForwardMaskArrays(masks, state, examples);
  }
}
