package wordmill.nn;

import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One product a window, and tanh of its rows. */
final class ProjectionLayer extends WindowLayer<Projection> {
  private static final long serialVersionUID = 1L;

  private final transient Values a = kernels.values();
  private final transient Values y = kernels.values();
  private final transient Values bias = kernels.values();
  private final transient Values line = kernels.values();
  private final transient Scratch ofProducts = new Scratch(arithmetic);

  ProjectionLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  private int rows() {
    return (int) (input.size(0) * input.size(1));
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    int N = rows();
    int D = (int) layerConf().getNIn();
    int H = (int) layerConf().getNOut();
    INDArray out = array(workspaces, ArrayType.ACTIVATIONS, input.size(0), input.size(1), H);
    Pointer products = arithmetic.of(out);
    arithmetic.multiply(
        Arithmetic.Product.plain(N, H, D),
        arithmetic.of(input),
        arithmetic.of(params.get("W")),
        0,
        products);
    a.reserve(N * H);
    a.load(0, products, 0, N * H);
    y.reserve(N * H);
    bias.reserve(H);
    bias.load(0, arithmetic.of(params.get("b")), 0, H);
    for (int row = 0; row < N; row++) {
      kernels.add(a, row * H, bias, 0, H);
      kernels.elmanForward(a, row * H, y, row * H, H);
    }
    y.store(0, products, 0, N * H);
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    int N = rows();
    int D = (int) layerConf().getNIn();
    int H = (int) layerConf().getNOut();
    Pointer dy = arithmetic.of(epsilon);
    line.reserve(H);
    bias.clear(0, H);
    for (int row = 0; row < N; row++) {
      line.load(0, dy, (long) row * H, H);
      kernels.elmanBackward(a, row * H, y, row * H, line, 0, H);
      kernels.add(bias, 0, a, row * H, H);
    }
    bias.store(0, arithmetic.of(gradientViews.get("b")), 0, H);
    Pointer da = ofProducts.of((long) N * H);
    a.store(0, da, 0, N * H);
    arithmetic.multiply(
        Arithmetic.Product.leftTransposed(D, H, N),
        arithmetic.of(input),
        da,
        0,
        arithmetic.of(gradientViews.get("W")));
    INDArray ofInput = array(workspaces, ArrayType.ACTIVATION_GRAD, input.shape());
    arithmetic.multiply(
        Arithmetic.Product.rightTransposed(N, D, H),
        da,
        arithmetic.of(params.get("W")),
        0,
        arithmetic.of(ofInput));
    return gradients(ofInput);
  }
}
