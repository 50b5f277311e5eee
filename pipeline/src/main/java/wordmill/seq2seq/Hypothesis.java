package wordmill.seq2seq;

/** A possible target of a sentence. */
public final class Hypothesis {
  private final int[] tokens;
  private final double logProbability;
  private final double score;
  private final boolean complete;

  Hypothesis(int[] tokens, double logProbability, double score, boolean complete) {
    this.tokens = tokens;
    this.logProbability = logProbability;
    this.score = score;
    this.complete = complete;
  }

  /** Without the end of a sentence, so maybe none; the array itself, not to be changed. */
  public int[] tokens() {
    return tokens;
  }

  /** Σ ln p of the tokens, and of the end if it is complete. */
  public double logProbability() {
    return logProbability;
  }

  /** What hypotheses are ranked by, see {@link DecodingOptions}. */
  public double score() {
    return score;
  }

  /** Whether the model ended it; else it was cut at the greatest length. */
  public boolean isComplete() {
    return complete;
  }
}
