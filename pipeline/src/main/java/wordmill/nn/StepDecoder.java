package wordmill.nn;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Goes through a graph of encoder and decoder word by word: what depends on the sources alone once
 * for a batch of them, the rest a step at a time, its recurrent layers going on from the states
 * that they carry. Nothing of a prefix is ever computed again. The graph is this decoder's alone
 * while it decodes.
 *
 * <p>Cost of a step: that of the graph behind the target, for one step of the rows there are.
 */
public final class StepDecoder {
  private final ComputationGraph graph;
  private final int source;
  private final int target;
  private final Set<Integer> behindTarget = new HashSet<>();
  private final Map<Integer, INDArray> outputs = new HashMap<>();
  private final Map<Integer, INDArray> masks = new HashMap<>();
  private int[] sentences = {};

  /**
   * @param source the graph's input of source ids [S, B]
   * @param target the graph's input of target ids [T, B]
   */
  public StepDecoder(ComputationGraph graph, String source, String target) {
    this.graph = graph;
    this.source = graph.getVertex(source).getVertexIndex();
    this.target = graph.getVertex(target).getVertexIndex();
    for (int index : graph.topologicalSortOrder()) {
      if (index == this.target || inputs(index).anyMatch(behindTarget::contains)) {
        behindTarget.add(index);
      }
    }
  }

  private IntStream indices(int index) {
    VertexIndices[] inputs = graph.getVertices()[index].getInputVertices();
    return inputs == null
        ? IntStream.empty()
        : Arrays.stream(inputs).mapToInt(VertexIndices::getVertexIndex);
  }

  private Stream<Integer> inputs(int index) {
    return indices(index).boxed();
  }

  /**
   * Begins with new sentences, row b each.
   *
   * @param ids [S, B]
   * @param mask [S, B], 1 where a word is
   */
  public void encode(INDArray ids, Optional<INDArray> mask) {
    RecurrentStates.clear(graph);
    outputs.clear();
    masks.clear();
    sentences = IntStream.range(0, (int) ids.size(1)).toArray();
    for (int index : graph.topologicalSortOrder()) {
      if (!behindTarget.contains(index)) {
        masks.put(index, index == source ? mask.orElse(null) : passMasks(index));
        outputs.put(index, index == source ? ids : forward(index));
      }
    }
    forgetBatch();
  }

  /** Else inputs and masks would still be there when the graph is asked about another batch. */
  private void forgetBatch() {
    for (GraphVertex vertex : graph.getVertices()) {
      vertex.clear();
    }
  }

  private void passMasksBehindTarget() {
    for (int index : graph.topologicalSortOrder()) {
      if (behindTarget.contains(index) && index != target) {
        masks.put(index, passMasks(index));
      }
    }
  }

  private INDArray passMasks(int index) {
    INDArray[] before = inputs(index).map(masks::get).toArray(INDArray[]::new);
    return graph
        .getVertices()[index]
        .feedForwardMaskArrays(before, MaskState.Active, sentences.length)
        .getFirst();
  }

  private INDArray forward(int index) {
    GraphVertex vertex = graph.getVertices()[index];
    int[] before = indices(index).toArray();
    for (int i = 0; i < before.length; i++) {
      vertex.setInput(i, outputs.get(before[i]), LayerWorkspaceMgr.noWorkspaces());
    }
    return vertex.doForward(false, LayerWorkspaceMgr.noWorkspaces());
  }

  /**
   * Row i from now on goes on from what row {@code rows[i]} was before. Rows may be left out or
   * doubled, but not before the first step.
   */
  public void select(int[] rows) {
    for (GraphVertex vertex : graph.getVertices()) {
      Object part = vertex.hasLayer() ? vertex.getLayer() : vertex;
      if (part instanceof TakesOver decoder) {
        Map<String, INDArray> state = new LinkedHashMap<>();
        decoder.carried().forEach((name, array) -> state.put(name, Nd4j.pullRows(array, 1, rows)));
        decoder.carry(state);
      }
    }
    int[] kept = Arrays.stream(rows).map(row -> sentences[row]).toArray();
    if (!Arrays.equals(kept, sentences)) {
      outputs.replaceAll(
          (index, array) -> behindTarget.contains(index) ? array : pick(array, rows));
      masks.replaceAll((index, mask) -> mask == null ? null : pick(mask, rows));
      sentences = kept;
    }
  }

  /** Of [S, B, ·] the columns {@code rows} of the second dimension. */
  private static INDArray pick(INDArray array, int[] rows) {
    int S = (int) array.size(0);
    int B = (int) array.size(1);
    int[] places = new int[S * rows.length];
    for (int s = 0; s < S; s++) {
      for (int i = 0; i < rows.length; i++) {
        places[s * rows.length + i] = s * B + rows[i];
      }
    }
    long[] shape = array.shape().clone();
    shape[1] = rows.length;
    long width = array.length() / S / B;
    return Nd4j.pullRows(array.reshape('c', (long) S * B, width), 1, places).reshape('c', shape);
  }

  /**
   * One step.
   *
   * @param ids each row's next target id
   * @return the output, [rows · V] numbers
   */
  public float[] step(int[] ids) {
    float[] floats = new float[ids.length];
    for (int i = 0; i < ids.length; i++) {
      floats[i] = ids[i];
    }
    outputs.put(
        target,
        Nd4j.createFromArray(floats)
            .reshape('c', new long[] {1, ids.length})
            .castTo(graph.params().dataType()));
    passMasksBehindTarget();
    for (int index : graph.topologicalSortOrder()) {
      if (behindTarget.contains(index) && index != target) {
        outputs.put(index, forward(index));
      }
    }
    String output = graph.getConfiguration().getNetworkOutputs().get(0);
    float[] found = outputs.get(graph.getVertex(output).getVertexIndex()).dup('c').data().asFloat();
    forgetBatch();
    return found;
  }
}
