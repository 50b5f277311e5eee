package wordmill.jobs;

import java.util.Locale;
import java.util.Map;
import wordmill.averaging.RoundReport;
import wordmill.jobs.TrainingMetrics.Figure;
import wordmill.lm.TrainingStatus;
import wordmill.training.TrainingProgress;

/** The progress of a network. */
record TokensLine(TrainingStatus told) implements TrainingLine {
  @Override
  public String of(double secondsSince) {
    TrainingProgress progress = told.progress();
    RoundReport report = progress.report();
    double loss = report.epochSums().meanLoss();
    double left =
        (told.allTokens() - progress.examples()) / progress.examplesASecond() - secondsSince;
    return String.format(
        Locale.ROOT,
        "epoch %d, %s/%s tokens, %s, rate %.4g, loss %.3f, perplexity %.1f, gradient norm %.3g"
            + " (%.0f %% clipped), about %.0f s left",
        report.epoch() + 1,
        TrainingLine.count((double) progress.examples(), 1),
        TrainingLine.count((double) told.allTokens(), 1),
        speed(),
        report.sums().rate(),
        loss,
        Math.exp(loss),
        report.sums().meanGradientNorm(),
        100 * progress.clippedShare(),
        Math.max(0, left));
  }

  @Override
  public Map<Figure, Double> figures() {
    return ofNetwork(told.progress());
  }

  static Map<Figure, Double> ofNetwork(TrainingProgress progress) {
    RoundReport report = progress.report();
    double loss = report.epochSums().meanLoss();
    return Map.of(
        Figure.TOKENS_PER_SECOND,
        progress.examplesASecond(),
        Figure.LEARNING_RATE,
        report.sums().rate(),
        Figure.LOSS,
        loss,
        Figure.PERPLEXITY,
        Math.exp(loss),
        Figure.GRADIENT_NORM,
        report.sums().meanGradientNorm(),
        Figure.EPOCH,
        report.epoch() + 1.0,
        Figure.ROUND_SECONDS,
        report.seconds(),
        Figure.AVERAGING_SECONDS,
        report.averagingSeconds());
  }

  /** By the tokens that this process has trained on, in the time it took. */
  @Override
  public String speed() {
    return TrainingLine.count(told.progress().examplesASecond(), 2) + " tokens/s";
  }
}
