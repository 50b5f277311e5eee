package wordmill.nn;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Inverted dropout of windows [T, B, H] in training (Srivastava et al. 2014): a number is 0 with
 * probability p, a multiple of 2^−16, and else divided by 1 − p. Drawn anew each step, or once for
 * each of the B sequences and used for all T steps (Gal & Ghahramani 2016, arXiv:1512.05287).
 */
public final class SequenceDropout extends WindowConf {
  private static final long serialVersionUID = 1L;

  private double probability;
  private boolean onceASequence;

  /** For JSON. */
  public SequenceDropout() {}

  private SequenceDropout(Builder builder) {
    super(builder);
    this.probability = builder.probability;
    this.onceASequence = builder.onceASequence;
  }

  /**
   * Masks drawn anew each step.
   *
   * @param probability p, 0 to below 1
   */
  public static Builder of(double probability) {
    if (!(probability >= 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "dropout must be from 0 to below 1, but is " + probability);
    }
    return new Builder(probability);
  }

  public double getProbability() {
    return probability;
  }

  public void setProbability(double probability) {
    this.probability = probability;
  }

  public boolean isOnceASequence() {
    return onceASequence;
  }

  public void setOnceASequence(boolean onceASequence) {
    this.onceASequence = onceASequence;
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return input;
  }

  @Override
  ParameterLayout layout() {
    return new ParameterLayout();
  }

  @Override
  WindowLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
    return new DropoutLayer(conf, type);
  }

  /** Builds the configuration. */
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private final double probability;
    private boolean onceASequence;

    private Builder(double probability) {
      this.probability = probability;
    }

    /** One mask for all steps of a sequence. */
    public Builder onceASequence() {
      onceASequence = true;
      return this;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <E extends Layer> E build() {
      return (E) new SequenceDropout(this);
    }
  }
}
