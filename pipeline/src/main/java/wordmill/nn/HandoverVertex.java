package wordmill.nn;

import java.util.Map;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Passes states on, and their gradients back. */
@SuppressWarnings("overrides") // DL4J's own
final class HandoverVertex extends WindowVertex {
  private static final long serialVersionUID = 1L;

  private final String from;
  private final String to;
  private long windows;

  HandoverVertex(Place place, String from, String to) {
    super(place, Map.of());
    this.from = from;
    this.to = to;
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    CellLayer encoder = cells(from);
    if (encoder.windows() != windows) {
      decoder().takeOver(encoder);
      windows = encoder.windows();
    }
    return inputs[0];
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
    INDArray ofOutput = owned.of("output", inputs[1].shape());
    arithmetic.clear(ofOutput);
    decoder().giveBack(cells(from), ofOutput);
    return gradients(epsilon, ofOutput);
  }

  private TakesOver decoder() {
    Object decoder = graph.getVertex(to).hasLayer() ? graph.getLayer(to) : graph.getVertex(to);
    if (decoder instanceof TakesOver takesOver) {
      return takesOver;
    }
    throw new IllegalArgumentException(to + " cannot take over the state of " + from);
  }
}
