package wordmill.nn;

import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Looks up rows, and adds up their gradients. */
final class EmbeddingLayer extends WindowLayer<Embedding> {
  private static final long serialVersionUID = 1L;

  private final transient Values ids = kernels.values();
  private final transient Values row = kernels.values();
  private final transient Values sum = kernels.values();
  private boolean tied;

  EmbeddingLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  /** From now on another layer writes W's gradient first, and this one adds to it. */
  void tie() {
    tied = true;
  }

  INDArray weights() {
    return params.get("W");
  }

  INDArray weightGradient() {
    return gradientViews.get("W");
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    int D = (int) layerConf().getNOut();
    int rows = (int) input.length();
    ids.reserve(rows);
    ids.load(0, arithmetic.of(input), 0, rows);
    row.reserve(D);
    INDArray out = array(workspaces, ArrayType.ACTIVATIONS, input.size(0), input.size(1), D);
    Pointer from = arithmetic.of(weights());
    Pointer to = arithmetic.of(out);
    for (int i = 0; i < rows; i++) {
      row.load(0, from, place(i, D), D);
      row.store(0, to, (long) i * D, D);
    }
    return out;
  }

  private long place(int i, int D) {
    long id = (long) ids.get(i);
    if (id < 0 || id >= layerConf().getNIn()) {
      throw new IllegalArgumentException(
          "word id " + id + " is not from 0 to " + (layerConf().getNIn() - 1));
    }
    return id * D;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    int D = (int) layerConf().getNOut();
    int rows = (int) input.length();
    sum.reserve(D);
    if (!tied) {
      weightGradient().assign(0);
    }
    Pointer from = arithmetic.of(epsilon);
    Pointer to = arithmetic.of(weightGradient());
    for (int i = 0; i < rows; i++) {
      row.load(0, from, (long) i * D, D);
      sum.load(0, to, place(i, D), D);
      kernels.add(sum, 0, row, 0, D);
      sum.store(0, to, place(i, D), D);
    }
    return gradients(null);
  }
}
