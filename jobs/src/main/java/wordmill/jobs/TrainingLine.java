package wordmill.jobs;

import java.util.Locale;
import wordmill.word2vec.TrainingProgress;

/** The progress of a training in words. */
final class TrainingLine {
  private TrainingLine() {}

  /**
   * Words read, speed, rate, loss and time left.
   *
   * @param secondsSince the training told this
   */
  static String of(TrainingProgress told, double secondsSince) {
    StringBuilder line = new StringBuilder();
    line.append(count((double) told.words(), 1))
        .append('/')
        .append(count((double) told.allWords(), 1));
    line.append(" words, ").append(speed(told));
    line.append(String.format(Locale.ROOT, ", rate %.4f", told.rate()));
    if (!Double.isNaN(told.meanLoss())) {
      line.append(String.format(Locale.ROOT, ", loss %.3f", told.meanLoss()));
    }
    if (wordsASecond(told) > 0) {
      double left = (told.allWords() - told.words()) / wordsASecond(told) - secondsSince;
      line.append(String.format(Locale.ROOT, ", about %.0f s left", Math.max(0, left)));
    }
    return line.toString();
  }

  static String speed(TrainingProgress told) {
    return count(wordsASecond(told), 2) + " words/s";
  }

  /** By the words that this process has read, in the time it took. */
  private static double wordsASecond(TrainingProgress told) {
    return (told.words() - told.resumedWords()) / Math.max(1e-3, told.seconds());
  }

  private static String count(double number, int digits) {
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
