package wordmill.nn;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What our layers share. In a graph without workspaces a layer gives out {@link OwnedArrays}. */
abstract class WindowLayer<C extends WindowConf> extends BaseLayer<C> {
  private static final long serialVersionUID = 1L;

  protected final transient Arithmetic arithmetic;
  protected final transient Kernels kernels;
  private final transient OwnedArrays owned;

  WindowLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
    this.arithmetic = Arithmetic.of(type);
    this.kernels = arithmetic.kernels();
    this.owned = new OwnedArrays(type);
  }

  /** An array to give out, its numbers not set to anything. */
  protected INDArray array(LayerWorkspaceMgr workspaces, ArrayType type, long... shape) {
    return workspaces.isScopedOut(type)
        ? owned.of(type.name(), shape)
        : workspaces.createUninitialized(type, dataType, shape, 'c');
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
