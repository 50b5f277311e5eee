package wordmill.nn;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Word ids [T, B] to their vectors [T, B, D]: the rows of W [V, D]. Ids are whole numbers from 0 to
 * V − 1 in the network's data type, which a float holds exactly to 2^24.
 */
public final class Embedding extends WindowConf {
  private static final long serialVersionUID = 1L;

  private double initRange;

  /** For JSON. */
  public Embedding() {}

  private Embedding(Builder builder) {
    super(builder);
    this.initRange = builder.initRange;
  }

  public static Builder of(long words, long dimension) {
    return new Builder().nIn(words).nOut(dimension);
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
        ParameterLayout.Parameter.weight("W", initRange, getNIn(), getNOut()));
  }

  @Override
  WindowLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
    return new EmbeddingLayer(conf, type);
  }

  /** Builds the configuration. */
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private double initRange = 0.1;

    private Builder() {}

    /** Vectors start uniform in ± this. */
    public Builder initRange(double range) {
      initRange = range;
      return this;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <E extends Layer> E build() {
      return (E) new Embedding(this);
    }
  }
}
