package wordmill.jobs;

import java.util.Locale;
import java.util.Map;

/** What a training tells of itself on the line of its stage. */
interface TrainingLine {
  /**
   * How far it is, how fast and how good, and the time left.
   *
   * @param secondsSince the training told this
   */
  String of(double secondsSince);

  /** What it got through in a second. */
  String speed();

  /** The figures that {@link TrainingMetrics} shows; what is not among them is not known. */
  Map<TrainingMetrics.Figure, Double> figures();

  /** A number for people: three digits and k, M or G. */
  static String count(double number, int digits) {
    if (number >= 1e9) {
      return String.format(Locale.ROOT, "%." + digits + "fG", number / 1e9);
    }
    if (number >= 1e6) {
      return String.format(Locale.ROOT, "%." + digits + "fM", number / 1e6);
    }
    return number >= 1e3
        ? String.format(Locale.ROOT, "%." + digits + "fk", number / 1e3)
        : String.format(Locale.ROOT, "%.0f", number);
  }
}
