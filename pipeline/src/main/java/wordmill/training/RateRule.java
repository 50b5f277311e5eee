package wordmill.training;

/** How the learning rate changes from epoch to epoch: {@code schedule}. */
public enum RateRule {
  /** Not at all. */
  CONSTANT,
  /** The first {@code decay-after} epochs keep the rate, each later one decays it. */
  STEP,
  /** It decays after each epoch whose validation perplexity is no better than the best so far. */
  PLATEAU
}
