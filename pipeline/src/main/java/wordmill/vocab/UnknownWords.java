package wordmill.vocab;

/** What becomes of tokens that are not in the vocabulary: {@code vocabulary.unknown}. */
public enum UnknownWords {
  /** They vanish, and their neighbours move together. */
  DROP,
  /** Each becomes {@link Vocabulary#UNKNOWN}, a word like any other. */
  MARK
}
