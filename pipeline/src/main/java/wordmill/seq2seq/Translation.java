package wordmill.seq2seq;

/**
 * A target that a model has found.
 *
 * @param score what it is ranked by, see {@link DecodingOptions}
 * @param logProbability Σ ln p of its tokens and its end
 */
public record Translation(String text, double score, double logProbability) {
  /** Of an empty line. */
  static final Translation EMPTY = new Translation("", 0, 0);
}
