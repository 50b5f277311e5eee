package wordmill.word2vec;

/** What predicts what (Mikolov, Chen, Corrado & Dean 2013, arXiv:1301.3781, section 3). */
public enum Architecture {
  /** The mean of a window's words predicts the word in its middle. */
  CBOW(0.05),
  /** Each word of a window by itself predicts the word in its middle. */
  SKIP_GRAM(0.035);

  private final double rate;

  Architecture(double rate) {
    this.rate = rate;
  }

  /** The starting rate that was best on 17M tokens of Wikipedia, with 5 epochs. */
  double rate() {
    return rate;
  }
}
