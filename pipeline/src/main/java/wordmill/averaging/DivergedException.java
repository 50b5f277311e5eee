package wordmill.averaging;

import wordmill.config.BadInputException;

/** Training has left the numbers: a loss, a gradient or a parameter is NaN or infinite. */
public final class DivergedException extends BadInputException {
  private static final long serialVersionUID = 1L;

  /** Counted from 0, as in a {@link RoundReport}; the sentence counts from 1. */
  DivergedException(int epoch, int round, int replica, RoundSums sums) {
    super(
        "training diverged in epoch %d, round %d, replica %d at a learning rate of %s: after %d"
            + " steps the mean loss is %s, the gradient's norm %s, the parameters' norm %s; lower"
            + " the rate or clip gradients",
        epoch + 1,
        round + 1,
        replica + 1,
        sums.rate(),
        sums.steps(),
        sums.meanLoss(),
        sums.gradientNormMax(),
        sums.parameterNorm());
  }
}
