package wordmill.nn;

import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Softmax and cross-entropy in one: the scores of a window are made, and made gradients, in place.
 */
final class SoftmaxLayer extends WindowLayer<SoftmaxLoss> implements IOutputLayer, CountsExamples {
  private static final long serialVersionUID = 1L;

  private final transient Values row = kernels.values();
  private final transient Values bias = kernels.values();
  private final transient Values biasGradient = kernels.values();
  private final transient Values ids = kernels.values();
  private final transient Values mask = kernels.values();
  private transient Pointer scores;
  private long scoresLength;
  private transient INDArray labels;
  private transient EmbeddingLayer tied;
  private long examples;

  SoftmaxLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  void tie(EmbeddingLayer embedding) {
    tied = embedding;
    embedding.tie();
  }

  private Pointer weights() {
    return arithmetic.of(isTied() ? tied.weights() : params.get("W"));
  }

  private Pointer weightGradient() {
    return arithmetic.of(isTied() ? tied.weightGradient() : gradientViews.get("W"));
  }

  private boolean isTied() {
    if (!layerConf().getTiedTo().isEmpty() && tied == null) {
      throw new IllegalStateException(
          "layer "
              + layerConf().getLayerName()
              + " shares weights: its graph must be made by Networks.build");
    }
    return tied != null;
  }

  private int words() {
    return (int) layerConf().getNOut();
  }

  private int rows() {
    return (int) (input.size(0) * input.size(1));
  }

  /** Scores without the bias, [N, V]. */
  private Pointer scores() {
    int N = rows();
    int V = words();
    int H = (int) layerConf().getNIn();
    long length = (long) N * V;
    if (scoresLength < length) {
      scores = arithmetic.allocate(length);
      scoresLength = length;
    }
    arithmetic.multiply(
        Arithmetic.Product.rightTransposed(N, V, H), arithmetic.of(input), weights(), 0, scores);
    bias.reserve(V);
    bias.load(0, arithmetic.of(params.get("b")), 0, V);
    row.reserve(V);
    return scores;
  }

  /** Reads labels and mask, and counts. */
  private void readLabels() {
    int N = rows();
    ids.reserve(N);
    ids.load(0, arithmetic.of(labels), 0, N);
    mask.reserve(N);
    if (maskArray != null) {
      mask.load(0, arithmetic.of(maskArray), 0, N);
    }
    examples = 0;
    for (int i = 0; i < N; i++) {
      examples += counts(i) ? 1 : 0;
    }
  }

  private boolean counts(int i) {
    return maskArray == null || mask.get(i) != 0;
  }

  private int label(int i) {
    int label = (int) ids.get(i);
    if (label < 0 || label >= words()) {
      throw new IllegalArgumentException("word id " + label + " is not from 0 to " + (words() - 1));
    }
    return label;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray none, LayerWorkspaceMgr workspaces) {
    int N = rows();
    int V = words();
    int H = (int) layerConf().getNIn();
    readLabels();
    Pointer all = scores();
    biasGradient.reserve(V);
    biasGradient.clear(0, V);
    double nats = 0;
    double factor = 1.0 / Math.max(1, examples);
    for (int i = 0; i < N; i++) {
      if (counts(i)) {
        row.load(0, all, (long) i * V, V);
        nats += kernels.crossEntropy(row, 0, bias, label(i), factor, V);
        kernels.add(biasGradient, 0, row, 0, V);
      } else {
        row.clear(0, V);
      }
      row.store(0, all, (long) i * V, V);
    }
    score = nats * factor;
    biasGradient.store(0, arithmetic.of(gradientViews.get("b")), 0, V);
    INDArray ofInput = array(workspaces, ArrayType.ACTIVATION_GRAD, input.shape());
    arithmetic.multiply(
        Arithmetic.Product.leftTransposed(V, H, N), all, arithmetic.of(input), 0, weightGradient());
    arithmetic.multiply(
        Arithmetic.Product.plain(N, H, V), all, weights(), 0, arithmetic.of(ofInput));
    return gradients(ofInput);
  }

  /** In training what {@link #backpropGradient} found; else made here. */
  @Override
  public double computeScore(
      double regularization, boolean training, LayerWorkspaceMgr workspaces) {
    if (!training) {
      readLabels();
      Pointer all = scores();
      double nats = 0;
      for (int i = 0; i < rows(); i++) {
        if (counts(i)) {
          row.load(0, all, (long) i * words(), words());
          nats += kernels.crossEntropy(row, 0, bias, label(i), 1, words());
        }
      }
      score = nats / Math.max(1, examples);
    }
    return score + regularization;
  }

  /** The next words' probabilities, [T, B, V]. */
  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    int V = words();
    Pointer all = scores();
    INDArray out = array(workspaces, ArrayType.ACTIVATIONS, input.size(0), input.size(1), V);
    Pointer probabilities = arithmetic.of(out);
    for (int i = 0; i < rows(); i++) {
      row.load(0, all, (long) i * V, V);
      kernels.add(row, 0, bias, 0, V);
      kernels.softmax(row, 0, V);
      row.store(0, probabilities, (long) i * V, V);
    }
    return out;
  }

  @Override
  public long examples() {
    return examples;
  }

  @Override
  public boolean needsLabels() {
    return true;
  }

  @Override
  public void setLabels(INDArray labels) {
    this.labels = labels;
  }

  @Override
  public INDArray getLabels() {
    return labels;
  }

  @Override
  @Deprecated // there, and abstract
  public int numLabels() {
    return words();
  }

  @Override
  public INDArray computeScoreForExamples(double regularization, LayerWorkspaceMgr workspaces) {
    throw unsupported();
  }

  @Override
  public double f1Score(DataSet data) {
    throw unsupported();
  }

  @Override
  public double f1Score(INDArray examples, INDArray labels) {
    throw unsupported();
  }

  @Override
  public void fit(DataSetIterator data) {
    throw unsupported();
  }

  @Override
  public void fit(INDArray examples, INDArray labels) {
    throw unsupported();
  }

  @Override
  public void fit(DataSet data) {
    throw unsupported();
  }

  @Override
  public void fit(INDArray examples, int[] labels) {
    throw unsupported();
  }

  @Override
  public int[] predict(INDArray examples) {
    throw unsupported();
  }

  @Override
  public List<String> predict(DataSet data) {
    throw unsupported();
  }

  private static UnsupportedOperationException unsupported() {
    return new UnsupportedOperationException("this layer is trained and asked as part of a graph");
  }
}
