package wordmill.seq2seq;

/** How probable each next token is, for several hypotheses at once; remembers what it was told. */
@FunctionalInterface
public interface NextTokens {
  /**
   * Goes one token on. Row i of the answer continues what row {@code origins[i]} of the call before
   * had, or in the first call the sentence {@code origins[i]}, by the token {@code tokens[i]}. An
   * origin may have several rows, or none, which ends it.
   *
   * @return ln p of each of the V tokens for each row, [rows · V]; valid until the next call
   */
  float[] next(int[] origins, int[] tokens);
}
