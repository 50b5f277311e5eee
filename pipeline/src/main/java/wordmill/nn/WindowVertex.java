package wordmill.nn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.Regularization;

/** What our vertices share: they give out {@link OwnedArrays}, and may have parameters. */
@SuppressWarnings("overrides") // DL4J's own
abstract class WindowVertex extends BaseGraphVertex {
  private static final long serialVersionUID = 1L;

  protected final transient Arithmetic arithmetic;
  protected final transient Kernels kernels;
  protected final transient OwnedArrays owned;
  private final transient Place place;
  private final transient Map<String, INDArray> parameters;
  private transient Map<String, INDArray> gradients = new LinkedHashMap<>();
  private transient INDArray flatGradients;

  /** Where in a graph it is, and its parameters in the graph's flat array. */
  record Place(
      ComputationGraph graph,
      String name,
      int index,
      DataType type,
      ParameterLayout layout,
      INDArray parameters) {}

  WindowVertex(Place place, Map<String, INDArray> parameters) {
    super(place.graph, place.name, place.index, null, null, place.type);
    this.place = place;
    this.parameters = parameters;
    this.arithmetic = Arithmetic.of(place.type);
    this.kernels = arithmetic.kernels();
    this.owned = new OwnedArrays(place.type);
  }

  protected INDArray parameter(String name) {
    return parameters.get(name);
  }

  protected INDArray gradient(String name) {
    return gradients.get(name);
  }

  /** The recurrent layer of a name. */
  protected CellLayer cells(String name) {
    if (graph.getLayer(name) instanceof CellLayer cells) {
      return cells;
    }
    throw new IllegalArgumentException(vertexName + " needs a recurrent layer, not " + name);
  }

  /** What backpropagation gives back: all gradients, and the inputs'. */
  protected Pair<Gradient, INDArray[]> gradients(INDArray... ofInputs) {
    Gradient gradient = new DefaultGradient();
    gradients.forEach(gradient::setGradientFor);
    return new Pair<>(gradient, ofInputs);
  }

  /** The first window's mask goes on. */
  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray[] masks, MaskState state, int examples) {
    return new Pair<>(masks == null || masks.length == 0 ? null : masks[0], state);
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray flat) {
    flatGradients = flat;
    gradients = place.layout.views(flat);
  }

  @Override
  public Map<String, INDArray> paramTable(boolean backprop) {
    return parameters;
  }

  @Override
  public INDArray params() {
    return place.parameters;
  }

  @Override
  public INDArray getGradientsViewArray() {
    return flatGradients;
  }

  @Override
  public TrainingConfig getConfig() {
    return new AsLayers();
  }

  @Override
  public boolean hasLayer() {
    return false;
  }

  @Override
  public Layer getLayer() {
    return null;
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + " " + vertexName;
  }

  /** Parameters are updated as those of the graph's layers. */
  private final class AsLayers implements TrainingConfig {
    @Override
    public String getLayerName() {
      return vertexName;
    }

    @Override
    public IUpdater getUpdaterByParam(String name) {
      return graph.getLayer(0).getConfig().getUpdaterByParam(name);
    }

    @Override
    public List<Regularization> getRegularizationByParam(String name) {
      return List.of();
    }

    @Override
    public boolean isPretrainParam(String name) {
      return false;
    }

    @Override
    public GradientNormalization getGradientNormalization() {
      return GradientNormalization.None;
    }

    @Override
    public double getGradientNormalizationThreshold() {
      return 0;
    }

    @Override
    public void setDataType(DataType type) {}
  }
}
