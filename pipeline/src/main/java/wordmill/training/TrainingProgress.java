package wordmill.training;

import wordmill.averaging.RoundReport;

/**
 * How far a training is, after a round.
 *
 * @param examples trained on in all epochs so far, those before a restart included
 * @param resumedExamples of them before this process
 * @param seconds that this process has trained
 * @param curve of the epochs before
 */
public record TrainingProgress(
    RoundReport report, long examples, long resumedExamples, double seconds, LearningCurve curve) {
  /** Of this process. */
  public double examplesASecond() {
    return (examples - resumedExamples) / Math.max(1e-3, seconds);
  }

  /** Of the round's steps. */
  public double clippedShare() {
    return (double) report.sums().clippedSteps() / report.sums().steps();
  }
}
