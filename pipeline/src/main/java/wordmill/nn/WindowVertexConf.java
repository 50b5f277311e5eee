package wordmill.nn;

import java.util.Map;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the configurations of our vertices share: they join windows [T, B, ·]. */
abstract class WindowVertexConf extends GraphVertex {
  private static final long serialVersionUID = 1L;

  /** The vertex, its parameters given. */
  abstract WindowVertex vertex(WindowVertex.Place place, Map<String, INDArray> parameters);

  /** How many windows it joins. */
  abstract int windows();

  /** Its parameters; none unless it says otherwise. */
  ParameterLayout layout() {
    return new ParameterLayout();
  }

  @Override
  public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    long seed = graph.getConfiguration().getDefaultConfiguration().getSeed();
    return vertex(
        new WindowVertex.Place(graph, name, index, type, layout(), parameters),
        layout().init(name, seed, parameters, initialize));
  }

  @Override
  public long numParams(boolean backprop) {
    return layout().length();
  }

  @Override
  public int minVertexInputs() {
    return windows();
  }

  @Override
  public int maxVertexInputs() {
    return windows();
  }

  /** Sizes are given, none is inferred. */
  @Override
  public InputType getOutputType(int index, InputType... inputs) {
    return inputs[0];
  }

  @Override
  public MemoryReport getMemoryReport(InputType... inputs) {
    return new LayerMemoryReport.Builder(null, getClass(), inputs[0], inputs[0])
        .standardMemory(layout().length(), layout().length())
        .workingMemory(0, 0, 0, 0)
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }

  /** Never changed, so never copied. */
  @Override
  public GraphVertex clone() {
    return this;
  }
}
