package wordmill.training;

/** How long gradients are cut: {@code clip}. */
public enum ClipRule {
  /** The whole gradient is scaled to a norm (Pascanu, Mikolov & Bengio 2013, arXiv:1211.5063). */
  NORM,
  /** Each component for itself. */
  VALUE,
  /** Not at all. */
  NONE
}
