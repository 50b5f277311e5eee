package wordmill.vocab;

/** Stub. */
public enum UnknownWords {
  DROP,
  MARK
}
