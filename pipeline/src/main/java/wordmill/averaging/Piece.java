package wordmill.averaging;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;

/** What a replica sends to where it is merged: a block, or a part of what is not merged. */
final class Piece implements Serializable {
  /** Two ints, replica and part; a double, weight; an int and so many bytes. */
  static final RecordLayout<Piece> LAYOUT = new Layout();

  private static final long serialVersionUID = 1L;

  private final int replica;
  private final int part;
  private final double weight;
  private final byte[] bytes;

  private Piece(int replica, int part, double weight, byte[] bytes) {
    this.replica = replica;
    this.part = part;
    this.weight = weight;
    this.bytes = bytes;
  }

  /** Of which there is one more from each replica that has trained. */
  static Piece ofBlock(int replica, double weight, byte[] bytes) {
    return new Piece(replica, 0, weight, bytes);
  }

  /**
   * Of what goes on to the driver as it is.
   *
   * @param part from 0
   */
  static Piece unmerged(int replica, int part, byte[] bytes) {
    return new Piece(replica, part, 0, bytes);
  }

  int replica() {
    return replica;
  }

  int part() {
    return part;
  }

  double weight() {
    return weight;
  }

  /** The bytes themselves, to be read only. */
  byte[] bytes() {
    return bytes;
  }

  private static final class Layout implements RecordLayout<Piece> {
    private static final long serialVersionUID = 1L;

    @Override
    public void write(Piece piece, DataOutputStream out) throws IOException {
      out.writeInt(piece.replica);
      out.writeInt(piece.part);
      out.writeDouble(piece.weight);
      out.writeInt(piece.bytes.length);
      out.write(piece.bytes);
    }

    @Override
    public Piece read(DataInputStream in) throws IOException {
      int replica = in.readInt();
      int part = in.readInt();
      double weight = in.readDouble();
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      return new Piece(replica, part, weight, bytes);
    }
  }
}
