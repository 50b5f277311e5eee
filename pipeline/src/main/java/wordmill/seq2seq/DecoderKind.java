package wordmill.seq2seq;

/** What a decoder sees of the source: {@code seq2seq.decoder}. */
public enum DecoderKind {
  /** The encoder's last state, as its own first one. */
  PLAIN,
  /** That state at every step, too. */
  PEEKY,
  /** All of the encoder's outputs, by attention. */
  ATTENTION
}
