package wordmill.lm;

/** What a window starts with: {@code lm.state}. */
public enum StateRule {
  /** The state in which the window before left the stream. */
  CARRIED,
  /** Zeros. */
  RESET
}
