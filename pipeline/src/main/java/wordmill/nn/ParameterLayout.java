package wordmill.nn;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import wordmill.random.Generator;
import wordmill.random.Seeds;

/**
 * Which parameters a layer has, one behind the other in DL4J's flat array, each row-major, and what
 * they are at the start: weights uniform in ± a range, drawn from the network's seed and the names
 * of layer and parameter; biases 0.
 */
final class ParameterLayout implements ParamInitializer {
  private final List<Parameter> parameters;

  /**
   * @param range half the width of a weight's uniform distribution; 0 for a bias
   */
  record Parameter(String name, double range, List<Long> shape) {
    static Parameter weight(String name, double range, long rows, long columns) {
      return new Parameter(name, range, List.of(rows, columns));
    }

    static Parameter bias(String name, long length) {
      return new Parameter(name, 0, List.of(length));
    }

    private long[] sizes() {
      return shape.stream().mapToLong(Long::longValue).toArray();
    }

    private long length() {
      return shape.stream().reduce(1L, Math::multiplyExact);
    }

    private boolean isWeight() {
      return shape.size() > 1;
    }
  }

  ParameterLayout(Parameter... parameters) {
    this.parameters = List.copyOf(Arrays.asList(parameters));
  }

  /** By name. */
  Map<String, long[]> shapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    parameters.forEach(parameter -> shapes.put(parameter.name, parameter.sizes()));
    return shapes;
  }

  /** Numbers in all parameters. */
  long length() {
    return parameters.stream().mapToLong(Parameter::length).sum();
  }

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return length();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return parameters.stream().map(Parameter::name).toList();
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return parameters.stream().filter(Parameter::isWeight).map(Parameter::name).toList();
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return parameters.stream().filter(p -> !p.isWeight()).map(Parameter::name).toList();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return weightKeys(layer).contains(key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return biasKeys(layer).contains(key);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray view, boolean initialize) {
    parameters.forEach(parameter -> conf.addVariable(parameter.name));
    return init(conf.getLayer().getLayerName(), conf.getSeed(), view, initialize);
  }

  /** The parameters of the layer or vertex of a name. */
  Map<String, INDArray> init(String name, long seed, INDArray view, boolean initialize) {
    Map<String, INDArray> table = views(view);
    if (initialize) {
      for (Parameter parameter : parameters) {
        Generator random = new Seeds(seed).forStage("init " + name + "/" + parameter.name);
        fill(table.get(parameter.name), parameter.range, random);
      }
    }
    return table;
  }

  private static void fill(INDArray array, double range, Generator random) {
    Arithmetic arithmetic = Arithmetic.of(array.dataType());
    Values piece = arithmetic.kernels().values();
    int most = (int) Math.min(array.length(), 1 << 16);
    piece.reserve(most);
    for (long from = 0; from < array.length(); from += most) {
      int length = (int) Math.min(most, array.length() - from);
      for (int i = 0; i < length; i++) {
        piece.set(i, range == 0 ? 0 : (2 * random.nextDouble() - 1) * range);
      }
      piece.store(0, arithmetic.of(array), from, length);
    }
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradients) {
    return views(gradients);
  }

  /** The parameters in a flat array. */
  Map<String, INDArray> views(INDArray flat) {
    Map<String, INDArray> views = new LinkedHashMap<>();
    if (parameters.isEmpty()) {
      return views; // and DL4J gives no array
    }
    INDArray line = flat.reshape('c', new long[] {flat.length()});
    long from = 0;
    for (Parameter parameter : parameters) {
      long to = from + parameter.length();
      views.put(
          parameter.name,
          line.get(NDArrayIndex.interval(from, to)).reshape('c', parameter.sizes()));
      from = to;
    }
    return views;
  }
}
