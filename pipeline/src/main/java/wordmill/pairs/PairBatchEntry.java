package wordmill.pairs;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import wordmill.averaging.RecordLayout;

/** A pair and its position in an epoch, as it is shuffled. */
final class PairBatchEntry {
  /** By the target's length, then the source's, then by position. */
  static final Comparator<PairBatchEntry> BY_LENGTH =
      Comparator.comparingInt((PairBatchEntry entry) -> entry.pair.target().length)
          .thenComparingInt(entry -> entry.pair.source().length)
          .thenComparingLong(entry -> entry.position);

  /** A long, the position; two ints, the words of source and target; the ids of both, ints. */
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

    private static final int HEAD = Long.BYTES + 2 * Integer.BYTES;

    @Override
    public void write(PairBatchEntry entry, DataOutputStream out) throws IOException {
      int[] source = entry.pair.source();
      int[] target = entry.pair.target();
      ByteBuffer bytes =
          ByteBuffer.allocate(HEAD + Integer.BYTES * (source.length + target.length));
      bytes.putLong(entry.position).putInt(source.length).putInt(target.length);
      bytes.asIntBuffer().put(source).put(target);
      out.write(bytes.array());
    }

    @Override
    public PairBatchEntry read(DataInputStream in) throws IOException {
      ByteBuffer head = bytes(in, HEAD);
      long position = head.getLong();
      int[] source = new int[head.getInt()];
      int[] target = new int[head.getInt()];
      bytes(in, Integer.BYTES * (source.length + target.length))
          .asIntBuffer()
          .get(source)
          .get(target);
      return new PairBatchEntry(position, new EncodedPair(source, target));
    }

    private static ByteBuffer bytes(DataInputStream in, int count) throws IOException {
      byte[] bytes = new byte[count];
      in.readFully(bytes);
      return ByteBuffer.wrap(bytes);
    }
  }
}
