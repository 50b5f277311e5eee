package wordmill.averaging;

import java.io.Serializable;

/**
 * What was trained, by one replica in a round or by all.
 *
 * @param loss summed over the examples
 * @param examples tokens, or whatever the loss is a mean over
 * @param steps updates of a replica's parameters, summed over replicas
 * @param gradientNorms Euclidean norm of the whole gradient before clipping, summed over steps
 * @param gradientNormMax the largest of them; NaN if one is
 * @param clippedSteps steps whose gradient was clipped
 * @param parameterNorm Euclidean norm of the parameters after the last step, the largest of the
 *     replicas'
 * @param rate learning rate of the last step
 * @param trainingSeconds in the steps, of the slowest replica
 */
public record RoundSums(
    double loss,
    long examples,
    long steps,
    double gradientNorms,
    double gradientNormMax,
    long clippedSteps,
    double parameterNorm,
    double rate,
    double trainingSeconds)
    implements Serializable {
  public static final RoundSums NONE = new RoundSums(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Of one step; its parameters and seconds come {@link #after} the last. */
  public static RoundSums ofStep(
      double loss, long examples, double gradientNorm, boolean clipped, double rate) {
    return new RoundSums(
        loss, examples, 1, gradientNorm, gradientNorm, clipped ? 1 : 0, 0, rate, 0);
  }

  /** With what is known after the last step. */
  public RoundSums after(double norm, double seconds) {
    return new RoundSums(
        loss, examples, steps, gradientNorms, gradientNormMax, clippedSteps, norm, rate, seconds);
  }

  /** Of replicas that trained side by side; merge in replica order: sums are floating point. */
  public RoundSums beside(RoundSums other) {
    return merge(other)
        .after(
            Math.max(parameterNorm, other.parameterNorm),
            Math.max(trainingSeconds, other.trainingSeconds));
  }

  /** Of a step or round, and a later one. */
  public RoundSums then(RoundSums later) {
    return merge(later)
        .after(
            later.steps == 0 ? parameterNorm : later.parameterNorm,
            trainingSeconds + later.trainingSeconds);
  }

  private RoundSums merge(RoundSums other) {
    return new RoundSums(
        loss + other.loss,
        examples + other.examples,
        steps + other.steps,
        gradientNorms + other.gradientNorms,
        Math.max(gradientNormMax, other.gradientNormMax),
        clippedSteps + other.clippedSteps,
        0,
        other.steps == 0 ? rate : other.rate,
        0);
  }

  /** No loss, gradient or parameter has left the numbers. */
  public boolean isFinite() {
    return Double.isFinite(loss)
        && Double.isFinite(gradientNormMax)
        && Double.isFinite(parameterNorm);
  }

  /** An example's; NaN if there is none. */
  public double meanLoss() {
    return loss / examples;
  }

  /** A step's; NaN if there is none. */
  public double meanGradientNorm() {
    return gradientNorms / steps;
  }
}
