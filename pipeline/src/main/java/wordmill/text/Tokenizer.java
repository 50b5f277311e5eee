package wordmill.text;

/** Cuts lines into tokens, slices of UTF-8 bytes. Holds buffers: one thread at a time. */
public interface Tokenizer {
  /**
   * Hands each token of the line {@code line[from, to)}, valid UTF-8 without line ends, to {@code
   * sink} in reading order. No token is empty or holds a tab or a line end.
   */
  void tokens(byte[] line, int from, int to, TokenSink sink);

  /** Takes tokens. */
  @FunctionalInterface
  interface TokenSink {
    /** The token {@code bytes[from, to)}; the array is reused once this returns. */
    void token(byte[] bytes, int from, int to);
  }
}
