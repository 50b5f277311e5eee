package wordmill.averaging;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;

/** What a replica tells the driver besides the blocks that are merged, and its way there. */
record Unmerged(ReplicaState own, RoundSums sums) {

  /** A short one, and the replica's own blocks as they are. */
  List<byte[]> parts() throws IOException {
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(first)) {
      out.writeObject(sums);
      out.writeObject(own.own().precision());
      out.writeObject(own.carried());
    }
    List<byte[]> parts = new ArrayList<>();
    parts.add(first.toByteArray());
    for (int b = 0; b < own.own().count(); b++) {
      parts.add(own.own().block(b));
    }
    return parts;
  }

  /** Of all parts, in their order. */
  static Unmerged of(List<byte[]> parts) throws IOException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(parts.get(0)))) {
      RoundSums sums = (RoundSums) in.readObject();
      Precision precision = (Precision) in.readObject();
      byte[] carried = (byte[]) in.readObject();
      NumberBlocks own = new NumberBlocks(precision, parts.subList(1, parts.size()));
      return new Unmerged(new ReplicaState(carried, own), sums);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
