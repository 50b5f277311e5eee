package wordmill.nn;

import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Looks up rows, and adds up their gradients. A table of no more rows than the window has is copied
 * to the heap as a whole, since a copy from native memory costs as much as some hundred numbers; of
 * a larger one the rows that are read. Memory: at most 2 N D numbers on the heap, for N words.
 */
final class EmbeddingLayer extends WindowLayer<Embedding> {
  private static final long serialVersionUID = 1L;

  private final transient Values ids = kernels.values();
  private final transient Values words = kernels.values();
  private final transient Values table = kernels.values();
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
    words.reserve(rows * D);
    Pointer from = arithmetic.of(weights());
    boolean whole = isWhole(rows);
    if (whole) {
      loadTable(from);
    }
    for (int i = 0; i < rows; i++) {
      if (whole) {
        words.copy(i * D, table, (int) place(i, D), D);
      } else {
        words.load(i * D, from, place(i, D), D);
      }
    }
    INDArray out = array(workspaces, ArrayType.ACTIVATIONS, input.size(0), input.size(1), D);
    words.store(0, arithmetic.of(out), 0, rows * D);
    return out;
  }

  private boolean isWhole(int rows) {
    return layerConf().getNIn() <= rows;
  }

  private int tableLength() {
    return (int) (layerConf().getNIn() * layerConf().getNOut());
  }

  private void loadTable(Pointer from) {
    table.reserve(tableLength());
    table.load(0, from, 0, tableLength());
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
    words.reserve(rows * D);
    words.load(0, arithmetic.of(epsilon), 0, rows * D);
    if (!tied) {
      weightGradient().assign(0);
    }
    Pointer to = arithmetic.of(weightGradient());
    if (isWhole(rows)) {
      loadTable(to);
      for (int i = 0; i < rows; i++) {
        kernels.add(table, (int) place(i, D), words, i * D, D);
      }
      table.store(0, to, 0, tableLength());
    } else {
      sum.reserve(D);
      for (int i = 0; i < rows; i++) {
        sum.load(0, to, place(i, D), D);
        kernels.add(sum, 0, words, i * D, D);
        sum.store(0, to, place(i, D), D);
      }
    }
    return gradients(null);
  }
}
