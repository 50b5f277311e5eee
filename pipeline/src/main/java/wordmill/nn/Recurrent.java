package wordmill.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A recurrent layer of Elman, LSTM or GRU cells: windows [T, B, D] to [T, B, H]; or, bidirectional
 * (Schuster & Paliwal 1997), to [T, B, 2 H], the first H columns read forwards and the others
 * backwards.
 *
 * <p>A layer of one direction starts each window from the state that the one before ended with
 * (unless it is {@link Builder#startingFromZero}), in training and in inference, until the state is
 * cleared or set ({@code rnnClearPreviousState}, {@code rnnSetPreviousState} with {@code h} and
 * {@code c}, each [B, H]). Where a features mask [T, B] is 0, the row's state passes by unchanged
 * and is the output.
 */
public final class Recurrent extends WindowConf {
  private static final long serialVersionUID = 1L;

  private Cell cell;
  private boolean bidirectional;
  private boolean carried = true;
  private double initRange;

  /** For JSON. */
  public Recurrent() {}

  private Recurrent(Builder builder) {
    super(builder);
    this.cell = builder.cell;
    this.bidirectional = builder.bidirectional;
    this.carried = builder.carried;
    this.initRange = builder.initRange;
  }

  /**
   * A layer of one direction.
   *
   * @param inputs D
   * @param units H of each direction
   */
  public static Builder of(Cell cell, long inputs, long units) {
    return new Builder(cell).nIn(inputs).nOut(units);
  }

  public Cell getCell() {
    return cell;
  }

  public void setCell(Cell cell) {
    this.cell = cell;
  }

  public boolean isBidirectional() {
    return bidirectional;
  }

  public void setBidirectional(boolean bidirectional) {
    this.bidirectional = bidirectional;
  }

  /** Whether a window starts from the state of the one before. */
  public boolean isCarried() {
    return carried;
  }

  public void setCarried(boolean carried) {
    this.carried = carried;
  }

  public double getInitRange() {
    return initRange;
  }

  public void setInitRange(double initRange) {
    this.initRange = initRange;
  }

  /** Columns of the output. */
  long outputs() {
    return bidirectional ? 2 * getNOut() : getNOut();
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return InputType.recurrent(outputs());
  }

  @Override
  ParameterLayout layout() {
    List<ParameterLayout.Parameter> parameters = new ArrayList<>();
    addDirection(parameters, "");
    if (bidirectional) {
      addDirection(parameters, "Back");
    }
    return new ParameterLayout(parameters.toArray(ParameterLayout.Parameter[]::new));
  }

  private void addDirection(List<ParameterLayout.Parameter> parameters, String suffix) {
    long H = getNOut();
    long GH = cell.gates() * H;
    parameters.add(ParameterLayout.Parameter.weight("Wx" + suffix, initRange, getNIn(), GH));
    parameters.add(ParameterLayout.Parameter.weight("Wh" + suffix, initRange, H, GH));
    parameters.add(ParameterLayout.Parameter.bias("b" + suffix, cell.biases((int) H)));
  }

  static Recurrence.Parameters parameters(
      Arithmetic arithmetic, Map<String, INDArray> table, boolean backwards) {
    String suffix = backwards ? "Back" : "";
    return Recurrence.Parameters.of(
        arithmetic, table.get("Wx" + suffix), table.get("Wh" + suffix), table.get("b" + suffix));
  }

  @Override
  WindowLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
    return new CellLayer(conf, type);
  }

  /** Builds the configuration. */
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private final Cell cell;
    private boolean bidirectional;
    private boolean carried = true;
    private double initRange = 0.1;

    private Builder(Cell cell) {
      this.cell = cell;
    }

    /** Reads windows from both ends. */
    public Builder bidirectional() {
      bidirectional = true;
      return this;
    }

    /** Each window starts from zeros. */
    public Builder startingFromZero() {
      carried = false;
      return this;
    }

    /** Weights start uniform in ± this. */
    public Builder initRange(double range) {
      initRange = range;
      return this;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <E extends Layer> E build() {
      return (E) new Recurrent(this);
    }
  }
}
