package wordmill.nn;

import java.util.Collection;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import wordmill.random.Generator;

/**
 * The least layer that carries state and draws chance: y = f(x W + b) + s / 2 + u, of which y is
 * the next step's s, with u from [0, 1) where a generator was handed out. Neither s nor u has a
 * gradient.
 */
public final class CarryingDense extends DenseLayer {
  private static final long serialVersionUID = 1L;

  /** For Jackson. */
  public CarryingDense() {}

  CarryingDense(int inputs, int outputs) {
    setNIn(inputs);
    setNOut(outputs);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    Carrying layer = new Carrying(conf, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(initializer().init(conf, parameters, initialize));
    layer.setConf(conf);
    return layer;
  }

  /** The layer itself. */
  static final class Carrying extends org.deeplearning4j.nn.layers.feedforward.dense.DenseLayer
      implements RecurrentLayer, DrawsChance {
    private static final long serialVersionUID = 1L;
    private static final String STATE = "s";

    private transient Map<String, INDArray> state = Map.of();
    private transient Generator random;

    private Carrying(NeuralNetConfiguration conf, DataType type) {
      super(conf, type);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
      INDArray y = super.activate(training, workspaces);
      if (training) {
        if (state.containsKey(STATE)) {
          y.addi(state.get(STATE).mul(0.5));
        }
        if (random != null) {
          y.addi(random.nextDouble());
        }
        state = Map.of(STATE, y.dup());
      }
      return y;
    }

    @Override
    public void chance(Generator generator) {
      random = generator;
    }

    @Override
    public Map<String, INDArray> rnnGetPreviousState() {
      return state;
    }

    @Override
    public void rnnSetPreviousState(Map<String, INDArray> stateMap) {
      state = stateMap;
    }

    @Override
    public void rnnClearPreviousState() {
      state = Map.of();
    }

    @Override
    public INDArray rnnTimeStep(INDArray input, LayerWorkspaceMgr workspaces) {
      throw new UnsupportedOperationException();
    }

    @Override
    public INDArray rnnActivateUsingStoredState(
        INDArray input, boolean training, boolean store, LayerWorkspaceMgr workspaces) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, INDArray> rnnGetTBPTTState() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void rnnSetTBPTTState(Map<String, INDArray> stateMap) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Pair<Gradient, INDArray> tbpttBackpropGradient(
        INDArray epsilon, int length, LayerWorkspaceMgr workspaces) {
      throw new UnsupportedOperationException();
    }
  }
}
