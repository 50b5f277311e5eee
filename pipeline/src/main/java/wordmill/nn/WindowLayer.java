package wordmill.nn;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * What our layers share. In a graph without workspaces a layer gives out the same native memory
 * window after window, as large as the largest one was, so a training allocates nothing as it goes.
 */
abstract class WindowLayer<C extends WindowConf> extends BaseLayer<C> {
  private static final long serialVersionUID = 1L;

  protected final transient Arithmetic arithmetic;
  protected final transient Kernels kernels;
  private final transient Map<ArrayType, INDArray> owned = new EnumMap<>(ArrayType.class);
  private final transient Map<ArrayType, INDArray> shaped = new EnumMap<>(ArrayType.class);

  WindowLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
    this.arithmetic = Arithmetic.of(type);
    this.kernels = arithmetic.kernels();
  }

  /** An array to give out, its numbers not set to anything. */
  protected INDArray array(LayerWorkspaceMgr workspaces, ArrayType type, long... shape) {
    if (!workspaces.isScopedOut(type)) {
      return workspaces.createUninitialized(type, dataType, shape, 'c');
    }
    INDArray last = shaped.get(type);
    if (last != null && Arrays.equals(last.shape(), shape)) {
      return last;
    }
    long length = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    INDArray memory = owned.get(type);
    if (memory == null || memory.length() < length) {
      memory = Nd4j.createUninitializedDetached(dataType, length);
      owned.put(type, memory);
    }
    INDArray made = memory.get(NDArrayIndex.interval(0, length)).reshape('c', shape);
    shaped.put(type, made);
    return made;
  }

  /** What backpropagation gives back: all gradients, and the input's. */
  protected Pair<Gradient, INDArray> gradients(INDArray ofInput) {
    Gradient gradient = new DefaultGradient();
    if (gradientViews != null) {
      gradientViews.forEach(gradient::setGradientFor);
    }
    return new Pair<>(gradient, ofInput);
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }
}
