package wordmill.pairs;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Comparator;
import wordmill.averaging.RecordLayout;

/** A pair and its position in an epoch, as it is shuffled. */
final class PairBatchEntry {
  /** By the target's length, then the source's, then by position. */
  static final Comparator<PairBatchEntry> BY_LENGTH =
      Comparator.comparingInt((PairBatchEntry entry) -> entry.pair.target().length)
          .thenComparingInt(entry -> entry.pair.source().length)
          .thenComparingLong(entry -> entry.position);

  /** A long, the position, and the pair. */
  static final RecordLayout<PairBatchEntry> LAYOUT = new Layout();

  private final long position;
  private final EncodedPair pair;

  PairBatchEntry(long position, EncodedPair pair) {
    this.position = position;
    this.pair = pair;
  }

  EncodedPair pair() {
    return pair;
  }

  private static final class Layout implements RecordLayout<PairBatchEntry> {
    private static final long serialVersionUID = 1L;

    private final PairLayout pair = new PairLayout();

    @Override
    public void write(PairBatchEntry entry, DataOutputStream out) throws IOException {
      out.writeLong(entry.position);
      pair.write(entry.pair, out);
    }

    @Override
    public PairBatchEntry read(DataInputStream in) throws IOException {
      return new PairBatchEntry(in.readLong(), pair.read(in));
    }
  }
}
