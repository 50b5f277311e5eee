package wordmill.nn;

import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import wordmill.random.Generator;

/** Multiplies windows, and their gradients, by a mask that it draws. */
final class DropoutLayer extends WindowLayer<SequenceDropout> implements DrawsChance {
  private static final long serialVersionUID = 1L;

  private final transient Values mask = kernels.values();
  private final transient Values line = kernels.values();
  private transient Generator random;
  private boolean dropped;

  DropoutLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public void chance(Generator generator) {
    random = generator;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    dropped = training && layerConf().getProbability() > 0;
    if (!dropped) {
      return input;
    }
    draw();
    return masked(input, array(workspaces, ArrayType.ACTIVATIONS, input.shape()));
  }

  private int maskLength() {
    long all = input.length();
    return (int) (layerConf().isOnceASequence() ? all / input.size(0) : all);
  }

  private void draw() {
    if (random == null) {
      random = new Generator(conf().getSeed() + getIndex());
    }
    int length = maskLength();
    mask.reserve(length);
    int bound = (int) Math.round(layerConf().getProbability() * (1 << 16));
    double kept = 1 / (1 - layerConf().getProbability());
    long bits = 0;
    for (int i = 0; i < length; i++) {
      bits = i % 4 == 0 ? random.nextLong() : bits >>> 16;
      mask.set(i, (bits & 0xFFFF) < bound ? 0 : kept);
    }
  }

  private INDArray masked(INDArray from, INDArray to) {
    int length = maskLength();
    line.reserve(length);
    Pointer source = arithmetic.of(from);
    Pointer target = arithmetic.of(to);
    for (long at = 0; at < from.length(); at += length) {
      line.load(0, source, at, length);
      kernels.multiply(line, 0, line, 0, mask, 0, length);
      line.store(0, target, at, length);
    }
    return to;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray ofInput =
        dropped
            ? masked(epsilon, array(workspaces, ArrayType.ACTIVATION_GRAD, epsilon.shape()))
            : epsilon;
    return gradients(ofInput);
  }
}
