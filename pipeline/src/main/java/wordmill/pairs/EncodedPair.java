package wordmill.pairs;

import java.io.Serializable;

/** A sentence and its counterpart as word ids of their vocabularies, each of one word or more. */
public final class EncodedPair implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] source;
  private final int[] target;

  /**
   * @param source ids of the source's vocabulary, in reading order
   * @param target ids of the target's vocabulary, without an end of sentence
   */
  public EncodedPair(int[] source, int[] target) {
    if (source.length == 0 || target.length == 0) {
      throw new IllegalArgumentException("a pair with an empty side");
    }
    this.source = source;
    this.target = target;
  }

  /** The array itself, not to be changed. */
  public int[] source() {
    return source;
  }

  /** The array itself, not to be changed. */
  public int[] target() {
    return target;
  }
}
