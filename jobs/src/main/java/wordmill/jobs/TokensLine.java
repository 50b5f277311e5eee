package wordmill.jobs;

import java.util.Locale;
import wordmill.lm.TrainingStatus;

/** The progress of a network. */
record TokensLine(TrainingStatus told) implements TrainingLine {
  @Override
  public String of(double secondsSince) {
    double left = (told.allTokens() - told.tokens()) / tokensASecond() - secondsSince;
    return String.format(
        Locale.ROOT,
        "epoch %d, %s/%s tokens, %s, rate %.4g, loss %.3f, perplexity %.1f, gradient norm %.3g"
            + " (%.0f %% clipped), about %.0f s left",
        told.epoch() + 1,
        TrainingLine.count((double) told.tokens(), 1),
        TrainingLine.count((double) told.allTokens(), 1),
        speed(),
        told.rate(),
        told.loss(),
        Math.exp(told.loss()),
        told.gradientNorm(),
        100 * told.clippedShare(),
        Math.max(0, left));
  }

  @Override
  public String speed() {
    return TrainingLine.count(tokensASecond(), 2) + " tokens/s";
  }

  /** By the tokens that this process has trained on, in the time it took. */
  private double tokensASecond() {
    return (told.tokens() - told.resumedTokens()) / Math.max(1e-3, told.seconds());
  }
}
