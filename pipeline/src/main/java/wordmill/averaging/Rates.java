package wordmill.averaging;

import java.io.Serializable;

/** The learning rate of each step. Tasks carry it, so it holds little. */
@FunctionalInterface
public interface Rates extends Serializable {
  /**
   * The rate of a step.
   *
   * @param step updates that the parameters have had before, from 0; all replicas of a round count
   *     side by side
   * @return NaN, then at every step, for what the network itself says
   */
  double at(long step);

  /** What the network itself says. */
  static Rates own() {
    return step -> Double.NaN;
  }
}
