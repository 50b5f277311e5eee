package wordmill.nn;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * tanh(x W + b) of each step: windows [T, B, D] to [T, B, H], with W [D, H]. Behind attention it
 * makes the attentional state of Luong, Pham & Manning 2015, arXiv:1508.04025, equation 5. Cost: 6
 * N D H operations.
 */
public final class Projection extends WindowConf {
  private static final long serialVersionUID = 1L;

  private double initRange;

  /** For JSON. */
  public Projection() {}

  private Projection(Builder builder) {
    super(builder);
    this.initRange = builder.initRange;
  }

  /**
   * A projection.
   *
   * @param inputs D
   * @param units H
   */
  public static Builder of(long inputs, long units) {
    return new Builder().nIn(inputs).nOut(units);
  }

  public double getInitRange() {
    return initRange;
  }

  public void setInitRange(double initRange) {
    this.initRange = initRange;
  }

  @Override
  ParameterLayout layout() {
    return new ParameterLayout(
        ParameterLayout.Parameter.weight("W", initRange, getNIn(), getNOut()),
        ParameterLayout.Parameter.bias("b", getNOut()));
  }

  @Override
  WindowLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
    return new ProjectionLayer(conf, type);
  }

  /** Builds the configuration. */
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private double initRange = 0.1;

    private Builder() {}

    /** Weights start uniform in ± this. */
    public Builder initRange(double range) {
      initRange = range;
      return this;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <E extends Layer> E build() {
      return (E) new Projection(this);
    }
  }
}
