package wordmill.text;

/** How a line is cut into tokens: {@code text.tokenizer}. */
public enum Tokenization {
  /** Unicode word boundaries, composed and in lower case: {@link WordTokenizer}. */
  WORDS {
    @Override
    public Tokenizer start() {
      return new WordTokenizer();
    }
  },
  /** What stands between white space, unchanged: {@link WhitespaceTokenizer}. */
  WHITESPACE {
    @Override
    public Tokenizer start() {
      return new WhitespaceTokenizer();
    }
  },
  /** Each code point: {@link CharacterTokenizer}. */
  CHARACTERS {
    @Override
    public Tokenizer start() {
      return new CharacterTokenizer();
    }
  };

  /** A new tokenizer, for one thread. */
  public abstract Tokenizer start();
}
