package wordmill.lm;

import java.io.Serializable;

/** Tokens of one stream in one round that stand in one part of the corpus; shuffled as they are. */
final class TokenPiece implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int partition;
  private final int stream;
  private final int offset;
  private final int[] ids;

  /**
   * @param stream of the replica
   * @param offset of the first token, from the first input of the stream in the round
   */
  TokenPiece(int partition, int stream, int offset, int[] ids) {
    this.partition = partition;
    this.stream = stream;
    this.offset = offset;
    this.ids = ids;
  }

  int partition() {
    return partition;
  }

  int stream() {
    return stream;
  }

  int offset() {
    return offset;
  }

  int[] ids() {
    return ids;
  }
}
