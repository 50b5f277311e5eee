package wordmill.nn;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The next word's distribution, softmax(x Wᵀ + b) with W [V, H], and its mean cross-entropy over
 * the window's tokens. Labels are word ids [T, B], never one-hot; where a labels mask [T, B] is 0,
 * the token counts for nothing.
 *
 * <p>W may be that of an {@link Embedding} (Press & Wolf 2017, arXiv:1608.05859; Inan et al. 2017,
 * arXiv:1611.01462); then only b is this layer's own, and the graph must come from {@link
 * Networks#build}. Cost: 6 N H V operations, and for N tokens N V numbers of native memory, twice
 * that where probabilities are asked for.
 */
public final class SoftmaxLoss extends WindowConf {
  private static final long serialVersionUID = 1L;

  private double initRange;
  private String tiedTo = "";

  /** For JSON. */
  public SoftmaxLoss() {}

  private SoftmaxLoss(Builder builder) {
    super(builder);
    this.initRange = builder.initRange;
    this.tiedTo = builder.tiedTo;
  }

  /**
   * A softmax with weights of its own.
   *
   * @param inputs H
   * @param words V
   */
  public static Builder of(long inputs, long words) {
    return new Builder().nIn(inputs).nOut(words);
  }

  public double getInitRange() {
    return initRange;
  }

  public void setInitRange(double initRange) {
    this.initRange = initRange;
  }

  /** The embedding's name, or an empty text. */
  public String getTiedTo() {
    return tiedTo;
  }

  public void setTiedTo(String tiedTo) {
    this.tiedTo = tiedTo;
  }

  @Override
  ParameterLayout layout() {
    ParameterLayout.Parameter bias = ParameterLayout.Parameter.bias("b", getNOut());
    return tiedTo.isEmpty()
        ? new ParameterLayout(
            ParameterLayout.Parameter.weight("W", initRange, getNOut(), getNIn()), bias)
        : new ParameterLayout(bias);
  }

  @Override
  WindowLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
    return new SoftmaxLayer(conf, type);
  }

  /** Builds the configuration. */
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private double initRange = 0.1;
    private String tiedTo = "";

    private Builder() {}

    /** Weights start uniform in ± this. */
    public Builder initRange(double range) {
      initRange = range;
      return this;
    }

    /** Shares W with this embedding. */
    public Builder tiedTo(String embedding) {
      tiedTo = embedding;
      return this;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <E extends Layer> E build() {
      return (E) new SoftmaxLoss(this);
    }
  }
}
