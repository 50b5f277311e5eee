package wordmill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.config.BadInputException;

final class TensorFileTest {
  private static final HadoopConf HADOOP = new HadoopConf(new Configuration());

  @TempDir java.nio.file.Path folder;

  /** As {@code safetensors.numpy.save} would write it, but for the order of the header's fields. */
  @Test
  void aFileWrittenByHandIsRead() throws IOException {
    String header =
        "{\"__metadata__\":{\"cell\":\"lstm\"},"
            + "\"w\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[8,32]},"
            + "\"b\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[0,8]}}";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(new byte[] {(byte) header.length(), 0, 0, 0, 0, 0, 0, 0});
    bytes.write(header.getBytes(StandardCharsets.UTF_8));
    bytes.write(new byte[] {0, 0, 0, 0, 0, 0, (byte) 0xf0, (byte) 0xbf}); // -1, as a double
    for (int value = 0; value < 6; value++) { // 1, 2, 1, 2, ... as floats: 3f800000, 40000000
      bytes.write(
          value % 2 == 0 ? new byte[] {0, 0, (byte) 0x80, 0x3f} : new byte[] {0, 0, 0, 0x40});
    }
    try (TensorFile file = open(bytes.toByteArray())) {
      assertThat(file.metadata()).containsExactly(Map.entry("cell", "lstm"));
      assertThat(file.tensors())
          .containsExactly(
              Tensor.of("b", TensorType.F64), Tensor.of("w", TensorType.F32, 2, 3)); // by offset
      float[] w = new float[6];
      file.read("w", w);
      assertThat(w).containsExactly(1, 2, 1, 2, 1, 2);
      double[] b = new double[1];
      file.read("b", b);
      assertThat(b).containsExactly(-1);
      file.expect(Map.of("w", new long[] {2, 3}, "b", new long[] {}));
    }
  }

  @Test
  void theBytesWrittenAreThoseOfTheFormat() throws IOException {
    byte[] bytes =
        written(
            Map.of("a", "x"),
            TensorValues.of("w", new float[] {1}, 1),
            TensorValues.of("v", new double[] {-1}, 1, 1));
    String header =
        "{\"__metadata__\":{\"a\":\"x\"},"
            + "\"v\":{\"data_offsets\":[0,8],\"dtype\":\"F64\",\"shape\":[1,1]},"
            + "\"w\":{\"data_offsets\":[8,12],\"dtype\":\"F32\",\"shape\":[1]}}";
    int length = (header.length() + 7) / 8 * 8;
    ByteBuffer expected =
        ByteBuffer.allocate(8 + length + 12).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    expected.put((header + " ".repeat(length - header.length())).getBytes(StandardCharsets.UTF_8));
    expected.putLong(0xbff0000000000000L).putInt(0x3f800000);
    assertThat(bytes).isEqualTo(expected.array());
  }

  @Test
  void valuesOfManyPiecesComeBackAsTheyWereWritten() throws IOException {
    int n = TensorWriter.PIECE_BYTES / 2 + 5; // floats: two pieces and a bit; doubles: four
    float[] floats = new float[n];
    double[] doubles = new double[n];
    Random random = new Random(3);
    for (int i = 0; i < n; i++) {
      floats[i] = Float.intBitsToFloat(random.nextInt());
      doubles[i] = random.nextGaussian();
    }
    DataFile written =
        TensorWriter.write(
            artifact(),
            "w.safetensors",
            List.of(
                TensorValues.of("f", floats, n),
                TensorValues.of("none", new float[0], 3, 0),
                TensorValues.of("d", doubles, 1, n),
                TensorValues.of(
                    "squares",
                    TensorType.F32,
                    (from, into) -> {
                      for (long i = from; into.hasRemaining(); i++) {
                        into.putFloat((float) (i * i));
                      }
                    },
                    n)),
            Map.of());
    try (TensorFile file = TensorFile.open(artifact(), written)) {
      float[] f = new float[n];
      double[] d = new double[n];
      file.read("d", d);
      file.read("f", f);
      file.read("none", new float[0]);
      assertThat(d).isEqualTo(doubles);
      for (int i = 0; i < n; i++) {
        assertThat(Float.floatToRawIntBits(f[i])).isEqualTo(Float.floatToRawIntBits(floats[i]));
      }
      List<Long> pieces = new ArrayList<>();
      file.read(
          "squares",
          (from, values) -> {
            pieces.add(from);
            assertThat(values.getFloat(4)).isEqualTo((float) ((from + 1) * (from + 1)));
          });
      assertThat(pieces)
          .containsExactly(
              0L, (long) TensorWriter.PIECE_BYTES / 4, (long) TensorWriter.PIECE_BYTES / 2);
    }
  }

  @Test
  void whatIsExpectedIsComparedByNameAndShape() throws IOException {
    byte[] bytes =
        written(
            Map.of(),
            TensorValues.of("w", new float[6], 2, 3),
            TensorValues.of("b", new float[3], 3));
    try (TensorFile file = open(bytes)) {
      file.expect(Map.of("w", new long[] {2, 3}, "b", new long[] {3}));
      refuses(
          () -> file.expect(Map.of("w", new long[] {3, 2}, "b", new long[] {3})),
          "its tensor w has the shape [2 x 3], but [3 x 2] is needed");
      refuses(
          () -> file.expect(Map.of("w", new long[] {6}, "b", new long[] {3})),
          "its tensor w has the shape [2 x 3], but [6] is needed");
      refuses(
          () -> file.expect(Map.of("w", new long[] {2, 3})),
          "its tensor b of shape [3] is not needed; needed are [w]");
      refuses(
          () -> file.expect(Map.of("w", new long[] {2, 3}, "c", new long[] {3})),
          "has no tensor c; it has [w, b]");
      refuses(() -> file.read("w", new double[6]), "its tensor w holds F32, but F64 is needed");
      assertThatThrownBy(() -> file.read("w", new float[5]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aFileCutShortAnywhereIsRefused() throws IOException {
    byte[] bytes = written(Map.of(), TensorValues.of("w", new float[] {1, 2, 3}, 3));
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      refuses(() -> open(cut), "cut short");
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    refuses(() -> open(longer), "its tensors take 12 bytes, but it has 13 behind its header");
  }

  @Test
  void aFileThatItsManifestDoesNotKnowIsRefused() throws IOException {
    DataFile file =
        TensorWriter.write(
            artifact(),
            "w.safetensors",
            List.of(TensorValues.of("w", new float[] {1}, 1)),
            Map.of());
    java.nio.file.Path path = folder.resolve("w.safetensors");
    byte[] bytes = Files.readAllBytes(path);
    bytes[bytes.length - 1] ^= 1; // a value: only the digest can tell
    Files.write(path, bytes);
    Files.deleteIfExists(folder.resolve(".w.safetensors.crc"));
    refuses(() -> TensorFile.open(artifact(), file), "w.safetensors is damaged: its SHA-256");
    refuses(
        () -> TensorFile.open(new Path(folder.resolve("none").toUri()), HADOOP),
        "there is no file");
  }

  @Test
  void claimsThatTheFileCannotKeepAreRefusedBeforeAnythingIsAllocated() {
    refuses(
        header("w", "F32", "[1048576,1048576]", "[0,4]"), // 2^40 values
        "its tensor w claims [1048576 x 1048576] values of F32, but has 4 bytes");
    refuses(
        header("w", "F32", "[1048576,1048576]", "[0,4398046511104]"), // 2^42 bytes
        "is cut short: its tensors take 4398046511104 bytes, but it has 4");
    refuses(
        header("w", "F32", "[4294967296,4294967296]", "[0,4]"), // 2^64, 0 if it overflowed
        "claims [4294967296 x 4294967296] values");
    refuses(
        header("w", "F64", "[2305843009213693952]", "[0,0]"), // 2^61 of 8 bytes: 2^64
        "claims [2305843009213693952] values of F64, but has 0 bytes");
    refuses(header("w", "F32", "[9223372036854775808]", "[0,4]"), "out of range of long");
    refuses(header("w", "F32", "[-1,-1]", "[0,4]"), "has the shape [-1, -1]");
    refuses(header("w", "F32", "[1.0]", "[0,4]"), "shape holds no whole numbers");
    refuses(header("w", "F32", "1", "[0,4]"), "it has no proper shape");
    refuses(header("w", "F32", "[1]", "[4,0]"), "lies at the offsets [4, 0]");
    refuses(header("w", "F32", "[1]", "[-4,0]"), "lies at the offsets [-4, 0]");
    refuses(header("w", "F32", "[1]", "[0]"), "lies at the offsets [0]");
    refuses(header("w", "F32", "[1]", "[4,8]"), "starts at offset 4, but the one before ends at 0");
    refuses(header("w", "F16", "[2]", "[0,4]"), "its tensor w holds F16, but only F32 and F64");
    refuses(header("__metadata__", "F32", "[1]", "[0,4]"), "data_offsets is no text");
  }

  @Test
  void tensorsThatOverlapOrLeaveAGapAreRefused() {
    String first = "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},";
    for (int begin : new int[] {0, 4, 12}) {
      String second =
          "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[%d,%d]}"
              .formatted(begin, begin + 4);
      refuses(() -> open(withHeader("{" + first + second + "}", 16)), "the one before ends at");
    }
  }

  @Test
  void aHeaderThatIsNoProperJsonIsRefused() {
    String entry = "\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}";
    refuses(() -> open(withHeader("{" + entry + "," + entry + "}", 4)), "Duplicate field 'w'");
    refuses(() -> open(withHeader("{" + entry + "}{}", 4)), "is damaged: it is not whole JSON");
    refuses(() -> open(withHeader("{" + entry, 4)), "is damaged: it is not whole JSON");
    refuses(() -> open(withHeader("[1]", 4)), "is damaged: it is no JSON object");
    refuses(() -> open(withHeader("", 4)), "is damaged");
    refuses(() -> open(withHeader("{\"w\":1}", 4)), "it has no proper w");
    refuses(() -> open(withHeader("{\"w\":{}}", 4)), "must have the fields");
    refuses(() -> open(withHeader("[".repeat(100_000), 4)), "is damaged");
    byte[] tooLong = withHeader("{}", 0);
    tooLong[7] = (byte) 0x80; // 2^63
    refuses(() -> open(tooLong), "claims a header of 9223372036854775810 bytes");
  }

  /** Any flipped bit of the header is noticed, when it is opened or by what is expected. */
  @Test
  void noFlippedBitOfTheHeaderGoesUnnoticed() throws IOException {
    byte[] bytes =
        written(
            Map.of(),
            TensorValues.of("embedding", new float[6], 3, 2),
            TensorValues.of("bias", new double[3], 3));
    Map<String, long[]> needed = new LinkedHashMap<>();
    needed.put("embedding", new long[] {3, 2});
    needed.put("bias", new long[] {3});
    int header = bytes.length - 6 * 4 - 3 * 8;
    for (int bit = 0; bit < 8 * header; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(
              () -> {
                try (TensorFile file = open(flipped)) {
                  file.expect(needed);
                }
              })
          .as("bit %d of byte %d", bit % 8, bit / 8)
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("hand.safetensors");
    }
  }

  @Test
  void namesAreTakenOnce() {
    TensorValues w = TensorValues.of("w", new float[1], 1);
    assertThatThrownBy(() -> written(Map.of(), w, w)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> written(Map.of(), TensorValues.of("__metadata__", new float[1], 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TensorValues.of("w", new float[5], 2, 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(folder).isEmptyDirectory();
  }

  private static byte[] header(String name, String type, String shape, String offsets) {
    return withHeader(
        "{\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}}"
            .formatted(name, type, shape, offsets),
        4);
  }

  /** A file of that header and so many bytes behind it. */
  private static byte[] withHeader(String header, int bytes) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .array();
  }

  private byte[] written(Map<String, String> metadata, TensorValues... tensors) throws IOException {
    DataFile file = TensorWriter.write(artifact(), "w.safetensors", List.of(tensors), metadata);
    byte[] bytes = Files.readAllBytes(folder.resolve(file.name()));
    assertThat(file.bytes()).isEqualTo(bytes.length);
    return bytes;
  }

  private TensorFile open(byte[] bytes) throws IOException {
    java.nio.file.Path path = Files.write(folder.resolve("hand.safetensors"), bytes);
    return TensorFile.open(new Path(path.toUri()), HADOOP);
  }

  private void refuses(byte[] bytes, String sentence) {
    refuses(() -> open(bytes), sentence);
  }

  private static void refuses(ThrowingCallable call, String sentence) {
    assertThatThrownBy(call).isInstanceOf(BadInputException.class).hasMessageContaining(sentence);
  }

  private ArtifactFolder artifact() {
    return new ArtifactFolder(new Path(folder.toUri()), HADOOP);
  }
}
