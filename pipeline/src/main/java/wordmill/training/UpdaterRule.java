package wordmill.training;

/** How a gradient becomes a step: {@code updater}. */
public enum UpdaterRule {
  /** Minus rate times gradient. */
  SGD,
  /** The same with a velocity that decays by {@code momentum}. */
  MOMENTUM,
  /** Kingma & Ba 2015, arXiv:1412.6980. */
  ADAM
}
