package wordmill.store;

import static wordmill.config.BadInputException.check;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import wordmill.config.BadInputException;

/**
 * Reads named arrays of numbers in the format safetensors: the length n of the header, 8 bytes
 * little-endian; the header, n bytes of a JSON object {@code {name: {"dtype": "F32", "shape": [2,
 * 3], "data_offsets": [0, 24]}, "__metadata__": {text: text}}}; and the values, little-endian, at
 * offsets counted from the header's end, without gaps. It can carry no code.
 *
 * <p>The header is checked as a whole when the file is opened, and nothing is allocated by what it
 * claims: a file that is cut short, has tensors that overlap or claims more values than it holds is
 * refused. Values are read afterwards, as often as they are asked for, in pieces of 256 KiB.
 *
 * <p>One thread at a time. Memory: the header.
 */
public final class TensorFile implements Closeable {
  /** The reference implementation's limit too. */
  private static final int MAX_HEADER_BYTES = 100_000_000;

  private static final Set<String> FIELDS = Set.of("dtype", "shape", "data_offsets");

  private final Path path;
  private final FSDataInputStream in;
  private final Map<String, Placed> tensors = new LinkedHashMap<>();
  private final SortedMap<String, String> metadata = new TreeMap<>();
  private final byte[] piece = new byte[TensorWriter.PIECE_BYTES];

  /** A tensor with its place among the values. */
  private record Placed(Tensor tensor, long begin, long end) {}

  private TensorFile(Path path, FSDataInputStream in, long length) throws IOException {
    this.path = path;
    this.in = in;
    JsonObject header = header(length);
    long start = in.getPos();
    List<Placed> placed = new ArrayList<>();
    for (String name : header.values().keySet()) {
      if (name.equals(TensorWriter.METADATA)) {
        addMetadata(header.object(name));
      } else {
        placed.add(placed(name, header.object(name)));
      }
    }
    placed.sort(Comparator.comparingLong(Placed::begin).thenComparingLong(Placed::end));
    checkPlaces(placed, length - start);
    placed.forEach(
        at ->
            tensors.put(
                at.tensor().name(), new Placed(at.tensor(), start + at.begin(), start + at.end())));
  }

  /**
   * Opens a file of an artifact, its content compared with the manifest.
   *
   * @throws BadInputException naming the file and what is wrong with it
   */
  public static TensorFile open(ArtifactFolder folder, DataFile file) throws IOException {
    folder.check(file);
    return open(new Path(folder.path(), file.name()), folder.hadoop());
  }

  /**
   * Opens a file that no manifest lists.
   *
   * @throws BadInputException naming the file and what is wrong with it
   */
  public static TensorFile open(Path path, HadoopConf hadoop) throws IOException {
    FileSystem fileSystem = hadoop.fileSystem(path);
    check(fileSystem.exists(path), "there is no file %s", path);
    long length = fileSystem.getFileStatus(path).getLen();
    FSDataInputStream in = fileSystem.open(path);
    try {
      return new TensorFile(path, in, length);
    } catch (IOException | RuntimeException | Error e) {
      in.close();
      throw e;
    }
  }

  private JsonObject header(long length) throws IOException {
    check(
        length >= Long.BYTES,
        "%s is cut short or no safetensors file: it has %d bytes, but 8 say how long its header is",
        path,
        length);
    long claimed = Long.reverseBytes(in.readLong());
    check(
        claimed >= 0 && claimed <= MAX_HEADER_BYTES,
        "%s is damaged or no safetensors file: it claims a header of %s bytes, but %d are allowed",
        path,
        Long.toUnsignedString(claimed),
        MAX_HEADER_BYTES);
    check(
        claimed <= length - Long.BYTES,
        "%s is cut short or no safetensors file: it claims a header of %d bytes, but has %d",
        path,
        claimed,
        length - Long.BYTES);
    byte[] json = new byte[(int) claimed];
    in.readFully(json);
    return Json.parse(json, path.toString());
  }

  private void addMetadata(JsonObject entry) {
    entry
        .values()
        .forEach(
            (name, value) -> {
              check(value instanceof String, "%s is damaged: its %s is no text", path, name);
              metadata.put(name, (String) value);
            });
  }

  private Placed placed(String name, JsonObject entry) {
    check(
        FIELDS.equals(entry.values().keySet()),
        "%s is damaged: its tensor %s must have the fields %s, but has %s",
        path,
        name,
        new TreeSet<>(FIELDS),
        entry.values().keySet());
    List<Long> offsets = entry.wholes("data_offsets");
    List<Long> shape = entry.wholes("shape");
    check(
        offsets.size() == 2 && 0 <= offsets.get(0) && offsets.get(0) <= offsets.get(1),
        "%s is damaged: its tensor %s lies at the offsets %s",
        path,
        name,
        offsets);
    check(
        shape.stream().allMatch(size -> size >= 0),
        "%s is damaged: its tensor %s has the shape %s",
        path,
        name,
        shape);
    Tensor tensor = new Tensor(name, type(name, entry.text("dtype")), shape);
    checkSize(tensor, offsets.get(1) - offsets.get(0));
    return new Placed(tensor, offsets.get(0), offsets.get(1));
  }

  private TensorType type(String name, String given) {
    for (TensorType type : TensorType.values()) {
      if (type.name().equals(given)) {
        return type;
      }
    }
    throw new BadInputException(
        "%s: its tensor %s holds %s, but only F32 and F64 can be read", path, name, given);
  }

  private void checkSize(Tensor tensor, long bytes) {
    boolean fits;
    try {
      fits = tensor.bytes() == bytes;
    } catch (ArithmeticException e) { // more than 2^63
      fits = false;
    }
    check(
        fits,
        "%s is damaged: its tensor %s claims %s values of %s, but has %d bytes",
        path,
        tensor.name(),
        text(tensor.shape()),
        tensor.type(),
        bytes);
  }

  private void checkPlaces(List<Placed> placed, long length) {
    long end = 0;
    for (Placed next : placed) {
      check(
          next.begin() == end,
          "%s is damaged: its tensor %s starts at offset %d, but the one before ends at %d",
          path,
          next.tensor().name(),
          next.begin(),
          end);
      end = next.end();
    }
    check(
        end <= length,
        "%s is cut short: its tensors take %d bytes, but it has %d behind its header",
        path,
        end,
        length);
    check(
        end == length,
        "%s is damaged: its tensors take %d bytes, but it has %d behind its header",
        path,
        end,
        length);
  }

  /** In the order of their values in the file. */
  public List<Tensor> tensors() {
    return tensors.values().stream().map(Placed::tensor).toList();
  }

  /** The texts beside the tensors. */
  public SortedMap<String, String> metadata() {
    return new TreeMap<>(metadata);
  }

  /**
   * Compares names and shapes with what is needed: all of them and nothing else.
   *
   * @throws BadInputException for the first name that is missing, not needed or of another shape
   */
  public void expect(Map<String, long[]> shapes) {
    for (String name : new TreeSet<>(shapes.keySet())) {
      List<Long> needed = Tensor.boxed(shapes.get(name));
      List<Long> found = placed(name).tensor().shape();
      check(
          found.equals(needed),
          "%s: its tensor %s has the shape %s, but %s is needed",
          path,
          name,
          text(found),
          text(needed));
    }
    for (Tensor tensor : tensors()) {
      check(
          shapes.containsKey(tensor.name()),
          "%s: its tensor %s of shape %s is not needed; needed are %s",
          path,
          tensor.name(),
          text(tensor.shape()),
          new TreeSet<>(shapes.keySet()));
    }
  }

  /**
   * Compares a tensor's precision with what is needed.
   *
   * @throws BadInputException naming the tensor if it has another
   */
  public void expect(String name, TensorType type) {
    Tensor tensor = placed(name).tensor();
    check(
        tensor.type() == type,
        "%s: its tensor %s holds %s, but %s is needed",
        path,
        name,
        tensor.type(),
        type);
  }

  /**
   * Reads all values of a tensor of single precision.
   *
   * @param into as long as the tensor has values
   */
  public void read(String name, float[] into) throws IOException {
    checkAsked(name, TensorType.F32, into.length);
    read(
        name,
        (from, values) ->
            values.asFloatBuffer().get(into, (int) from, values.remaining() / Float.BYTES));
  }

  /**
   * Reads all values of a tensor of double precision.
   *
   * @param into as long as the tensor has values
   */
  public void read(String name, double[] into) throws IOException {
    checkAsked(name, TensorType.F64, into.length);
    read(
        name,
        (from, values) ->
            values.asDoubleBuffer().get(into, (int) from, values.remaining() / Double.BYTES));
  }

  /** Takes values piece by piece. */
  @FunctionalInterface
  public interface Sink {
    /**
     * The next values of a tensor.
     *
     * @param from number of the first of them
     * @param values little-endian, whole values; reused once this returns
     */
    void take(long from, ByteBuffer values);
  }

  /** Hands over all values of a tensor of either type, in order. */
  public void read(String name, Sink sink) throws IOException {
    Placed at = placed(name);
    int width = at.tensor().type().bytes();
    in.seek(at.begin());
    long left = at.tensor().values();
    for (long from = 0; left > 0; ) {
      int count = (int) Math.min(left, piece.length / width);
      in.readFully(piece, 0, count * width);
      sink.take(
          from,
          ByteBuffer.wrap(piece, 0, count * width)
              .asReadOnlyBuffer()
              .order(ByteOrder.LITTLE_ENDIAN));
      from += count;
      left -= count;
    }
  }

  private void checkAsked(String name, TensorType type, int length) {
    expect(name, type);
    Tensor tensor = placed(name).tensor();
    if (tensor.values() != length) {
      throw new IllegalArgumentException(tensor + " does not fill an array of " + length);
    }
  }

  private Placed placed(String name) {
    Placed found = tensors.get(name);
    check(found != null, "%s has no tensor %s; it has %s", path, name, tensors.keySet());
    return found;
  }

  private static String text(List<Long> shape) {
    return shape.stream().map(String::valueOf).collect(Collectors.joining(" x ", "[", "]"));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
