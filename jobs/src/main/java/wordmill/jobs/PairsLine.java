package wordmill.jobs;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import wordmill.averaging.RoundReport;
import wordmill.jobs.TrainingMetrics.Figure;
import wordmill.seq2seq.TrainingStatus;
import wordmill.training.LearningCurve;
import wordmill.training.TrainingProgress;

/** The progress of a network that learns pairs. */
record PairsLine(TrainingStatus told) implements TrainingLine {
  @Override
  public String of(double secondsSince) {
    TrainingProgress progress = told.progress();
    RoundReport report = progress.report();
    double all = (double) told.tokens() * told.epochs();
    double left = (all - progress.examples()) / progress.examplesASecond() - secondsSince;
    return String.format(
        Locale.ROOT,
        "epoch %d of %d, %.0f %%, %s, %s tokens/s, rate %.4g, loss %.3f, gradient norm %.3g"
            + " (%.0f %% clipped)%s, about %.0f s left",
        report.epoch() + 1,
        told.epochs(),
        100.0 * (report.round() + 1) / report.rounds(),
        speed(),
        TrainingLine.count(progress.examplesASecond(), 1),
        report.sums().rate(),
        report.epochSums().meanLoss(),
        report.sums().meanGradientNorm(),
        100 * progress.clippedShare(),
        validated(progress.curve()),
        Math.max(0, left));
  }

  @Override
  public Map<Figure, Double> figures() {
    return TokensLine.ofNetwork(told.progress());
  }

  /** How the last epoch did, after the first. */
  private static String validated(LearningCurve curve) {
    List<Double> exact = curve.of("validation-exact");
    List<Double> tokens = curve.of("validation-token-accuracy");
    return exact.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            ", validation %.1f %% of pairs and %.1f %% of tokens right",
            exact.get(exact.size() - 1),
            tokens.get(tokens.size() - 1));
  }

  @Override
  public String speed() {
    double share = (double) told.pairs() / told.tokens();
    return TrainingLine.count(told.progress().examplesASecond() * share, 1) + " pairs/s";
  }
}
