package wordmill.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the files that {@link TensorFile} reads. Memory: the header, and a piece of 256 KiB. */
public final class TensorWriter {
  static final String METADATA = "__metadata__";
  static final int PIECE_BYTES = 1 << 18;

  private TensorWriter() {}

  /**
   * Writes tensors in the order given, but double precision before single, so that values lie at
   * multiples of their width. The same tensors make the same bytes.
   *
   * @param name of the file
   * @param metadata texts to be kept beside the tensors; may be empty
   */
  public static DataFile write(
      ArtifactFolder folder, String name, List<TensorValues> tensors, Map<String, String> metadata)
      throws IOException {
    List<TensorValues> ordered =
        tensors.stream()
            .sorted(Comparator.comparing((TensorValues t) -> -t.tensor().type().bytes()))
            .toList();
    try (HashedOutput file = folder.write(name)) {
      file.write(header(ordered, metadata));
      byte[] piece = new byte[PIECE_BYTES];
      for (TensorValues tensor : ordered) {
        write(tensor, piece, file);
      }
      return file.finish();
    }
  }

  /** The header's length and the header, filled up with spaces to a multiple of 8 bytes. */
  private static byte[] header(List<TensorValues> tensors, Map<String, String> metadata) {
    Map<String, Object> fields = new HashMap<>();
    long begin = 0;
    for (TensorValues values : tensors) {
      Tensor tensor = values.tensor();
      long end = Math.addExact(begin, tensor.bytes());
      Map<String, Object> entry =
          Map.of(
              "dtype", tensor.type().name(),
              "shape", tensor.shape(),
              "data_offsets", List.of(begin, end));
      if (fields.put(tensor.name(), entry) != null || tensor.name().equals(METADATA)) {
        throw new IllegalArgumentException("the name " + tensor.name() + " is taken");
      }
      begin = end;
    }
    if (!metadata.isEmpty()) {
      fields.put(METADATA, metadata);
    }
    byte[] json = Json.canonical(fields).getBytes(StandardCharsets.UTF_8);
    int length = (json.length + 7) / 8 * 8;
    ByteBuffer header =
        ByteBuffer.allocate(Long.BYTES + length).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    header.put(json);
    while (header.hasRemaining()) {
      header.put((byte) ' ');
    }
    return header.array();
  }

  private static void write(TensorValues tensor, byte[] piece, OutputStream out)
      throws IOException {
    int width = tensor.tensor().type().bytes();
    long left = tensor.tensor().values();
    for (long from = 0; left > 0; ) {
      int count = (int) Math.min(left, PIECE_BYTES / width);
      tensor.put(from, ByteBuffer.wrap(piece, 0, count * width).order(ByteOrder.LITTLE_ENDIAN));
      out.write(piece, 0, count * width);
      from += count;
      left -= count;
    }
  }
}
