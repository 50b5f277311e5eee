package wordmill.lm;

/** How a gradient becomes a step: {@code lm.updater}. */
public enum UpdaterRule {
  /** Minus rate times gradient. */
  SGD,
  /** The same with a velocity that decays by {@code lm.momentum}. */
  MOMENTUM,
  /** Kingma & Ba 2015, arXiv:1412.6980. */
  ADAM
}
