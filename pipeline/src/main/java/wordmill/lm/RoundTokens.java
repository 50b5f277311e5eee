package wordmill.lm;

import java.util.Iterator;
import java.util.stream.IntStream;

/** What one replica reads in one round, put together from pieces in any order. */
final class RoundTokens {
  private final StreamLayout layout;
  private final int length;
  private final int[][] ids; // of each stream its inputs and one target more
  private final long[] filled;

  private RoundTokens(StreamLayout layout, int round) {
    this.layout = layout;
    this.length = layout.roundLength(round);
    this.ids = new int[layout.batch()][length + 1];
    this.filled = new long[layout.batch()];
  }

  /** The windows of a replica's round, in order. Memory: 4 bytes a token of the round. */
  static Iterator<TokenWindow> windows(
      StreamLayout layout, int partition, Iterator<TokenPiece> pieces) {
    RoundTokens round = new RoundTokens(layout, partition / layout.replicas());
    pieces.forEachRemaining(round::add);
    round.checkFilled(partition);
    return round.windows();
  }

  private void add(TokenPiece piece) {
    int[] some = piece.ids();
    System.arraycopy(some, 0, ids[piece.stream()], piece.offset(), some.length);
    filled[piece.stream()] += some.length;
  }

  private void checkFilled(int partition) {
    for (int stream = 0; stream < filled.length; stream++) {
      if (filled[stream] != length + 1) {
        throw new IllegalStateException(
            "stream %d of partition %d has %d of %d tokens"
                .formatted(stream, partition, filled[stream], length + 1));
      }
    }
  }

  private Iterator<TokenWindow> windows() {
    int windows = (length - 1) / layout.window() + 1;
    return IntStream.range(0, windows).mapToObj(this::window).iterator();
  }

  private TokenWindow window(int number) {
    int first = number * layout.window();
    int T = Math.min(layout.window(), length - first);
    int B = ids.length;
    int[] inputs = new int[T * B];
    int[] targets = new int[T * B];
    for (int b = 0; b < B; b++) {
      for (int t = 0; t < T; t++) {
        inputs[t * B + b] = ids[b][first + t];
        targets[t * B + b] = ids[b][first + t + 1];
      }
    }
    return new TokenWindow(B, inputs, targets);
  }
}
