package wordmill.pairs;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import wordmill.averaging.RecordLayout;

/** Two ints, the words of source and target; the ids of both, ints. */
final class PairLayout implements RecordLayout<EncodedPair> {
  private static final long serialVersionUID = 1L;

  private static final int HEAD = 2 * Integer.BYTES;

  @Override
  public void write(EncodedPair pair, DataOutputStream out) throws IOException {
    int[] source = pair.source();
    int[] target = pair.target();
    ByteBuffer bytes = ByteBuffer.allocate(HEAD + Integer.BYTES * (source.length + target.length));
    bytes.putInt(source.length).putInt(target.length);
    bytes.asIntBuffer().put(source).put(target);
    out.write(bytes.array());
  }

  @Override
  public EncodedPair read(DataInputStream in) throws IOException {
    ByteBuffer head = bytes(in, HEAD);
    int[] source = new int[head.getInt()];
    int[] target = new int[head.getInt()];
    bytes(in, Integer.BYTES * (source.length + target.length))
        .asIntBuffer()
        .get(source)
        .get(target);
    return new EncodedPair(source, target);
  }

  private static ByteBuffer bytes(DataInputStream in, int count) throws IOException {
    byte[] bytes = new byte[count];
    in.readFully(bytes);
    return ByteBuffer.wrap(bytes);
  }
}
