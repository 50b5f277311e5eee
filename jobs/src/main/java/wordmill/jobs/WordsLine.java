package wordmill.jobs;

import java.util.Locale;
import java.util.Map;
import wordmill.jobs.TrainingMetrics.Figure;
import wordmill.word2vec.TrainingProgress;

/** The progress of word2vec. */
record WordsLine(TrainingProgress told) implements TrainingLine {

  @Override
  public String of(double secondsSince) {
    StringBuilder line = new StringBuilder();
    line.append(TrainingLine.count((double) told.words(), 1))
        .append('/')
        .append(TrainingLine.count((double) told.allWords(), 1));
    line.append(" words, ").append(speed());
    line.append(String.format(Locale.ROOT, ", rate %.4f", told.rate()));
    if (!Double.isNaN(told.meanLoss())) {
      line.append(String.format(Locale.ROOT, ", loss %.3f", told.meanLoss()));
    }
    if (wordsASecond() > 0) {
      double left = (told.allWords() - told.words()) / wordsASecond() - secondsSince;
      line.append(String.format(Locale.ROOT, ", about %.0f s left", Math.max(0, left)));
    }
    return line.toString();
  }

  @Override
  public String speed() {
    return TrainingLine.count(wordsASecond(), 2) + " words/s";
  }

  @Override
  public Map<Figure, Double> figures() {
    return Map.of(
        Figure.TOKENS_PER_SECOND,
        wordsASecond(),
        Figure.LEARNING_RATE,
        told.rate(),
        Figure.LOSS,
        told.meanLoss());
  }

  /** By the words that this process has read, in the time it took. */
  private double wordsASecond() {
    return (told.words() - told.resumedWords()) / Math.max(1e-3, told.seconds());
  }
}
