package wordmill.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import wordmill.config.BadInputException;
import wordmill.linalg.Matrix;
import wordmill.store.HadoopConf;

final class VectorFilesTest {
  private static final HadoopConf HADOOP = new HadoopConf(new Configuration());

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"PROJECTOR", "SPARK_ML"})
  void everyFiniteFloatComesBackExactly(VectorFormat format) throws IOException {
    Embeddings written = anyFloats(500, 7);
    write(written, format, "vectors");
    assertSame(read("vectors"), written);
    assertThat(names()).containsExactly("vectors");
  }

  @ParameterizedTest
  @EnumSource(VectorFormat.class)
  void anotherExportReplacesTheFirst(VectorFormat format) throws IOException {
    write(anyFloats(9, 2), format, "vectors");
    Embeddings second = anyFloats(3, 5);
    write(second, format, "vectors");
    assertThat(names()).containsExactly("vectors");
    if (format != VectorFormat.PROJECTOR && format != VectorFormat.SPARK_ML) {
      assertSame(read("vectors"), second);
    }
  }

  @Test
  void aFolderOfSomethingElseIsNotReplaced() throws IOException {
    Files.createDirectories(folder.resolve("mine"));
    Files.writeString(folder.resolve("mine/thesis.txt"), "years of work");
    assertThatThrownBy(() -> write(anyFloats(2, 2), VectorFormat.PARQUET, "mine"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("thesis.txt");
    assertThatThrownBy(() -> write(anyFloats(2, 2), VectorFormat.WORD2VEC_TEXT, "mine"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("is a folder");
    assertThat(folder.resolve("mine/thesis.txt")).hasContent("years of work");
  }

  @ParameterizedTest
  @EnumSource(names = {"WORD2VEC_TEXT", "WORD2VEC_BINARY", "PROJECTOR"})
  void aWordThatTheFormatCannotHoldLeavesNothingBehind(VectorFormat format) {
    Embeddings bad = new Embeddings(List.of("a", "b\tc"), new Matrix(2, 1));
    assertThatThrownBy(() -> write(bad, format, "vectors"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("word 2, \"b\\tc\"");
    assertThat(names()).isEmpty();
  }

  @Test
  void theProjectorGetsTabsAndABareListOfWords() throws IOException {
    Embeddings two =
        new Embeddings(List.of("새", "b c"), new Matrix(2, 2, new float[] {1, -0.5f, 1e-9f, 3}));
    write(two, VectorFormat.PROJECTOR, "projector");
    assertThat(folder.resolve("projector/vectors.tsv")).hasContent("1.0\t-0.5\n1.0E-9\t3.0\n");
    assertThat(folder.resolve("projector/metadata.tsv")).hasContent("새\nb c\n");
  }

  @Test
  void wordsOfAnyScriptAreReadFromText() throws IOException {
    Embeddings read = text("2 2\n한국 1 2 \r\nnaïve\u00a0x\t.5 -3e-1\n\n");
    assertThat(read.words()).containsExactly("한국", "naïve\u00a0x");
    assertThat(read.vector(1)).containsExactly(0.5f, -0.3f);
  }

  @Test
  void aHeaderlessFileMayHaveSpacesInWords() throws IOException {
    Embeddings read = text("the 1 2 3\n. . . 4 5 6\nat name@x.com 7 8 9");
    assertThat(read.words()).containsExactly("the", ". . .", "at name@x.com");
    assertThat(read.vector(2)).containsExactly(7, 8, 9);
  }

  @Test
  void gzipIsKnownByItsContent() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write("1 2\nthe 1 2\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(read(bytes.toByteArray()).vector(0)).containsExactly(1, 2);
    byte[] cut = Arrays.copyOf(bytes.toByteArray(), bytes.size() - 9);
    refused(cut).hasMessageContaining("damaged or cut short");
  }

  @Test
  void binaryIsReadWithAndWithoutNewlines() throws IOException {
    Embeddings written = anyFloats(50, 4);
    for (String gap : List.of("", "\n")) {
      assertSame(read(binary(written, gap)), written);
    }
  }

  @Test
  void binaryOfNumbersThatBeginLikeANewlineIsNotText() throws IOException {
    float newline = Float.intBitsToFloat(0x3f80000a);
    Embeddings written = new Embeddings(List.of("a"), new Matrix(1, 1, new float[] {newline}));
    assertSame(read(binary(written, "\n")), written);
  }

  @Test
  void damagedTextIsToldWithItsLine() {
    refused("").hasMessageEndingWith("is empty");
    refused("hello\n").hasMessageContaining("line 1 is neither");
    refused("a b c\n").hasMessageContaining("line 1 is neither");
    refused("2 2\na 1 2\nb 1\n").hasMessageContaining("line 3 has 1 numbers after its word");
    refused("2 2\na 1 2\nb 1 2 3\n").hasMessageContaining("line 3 has 3 numbers after its word");
    refused("a 1 2\nb 1\n").hasMessageContaining("line 2 has 1 numbers");
    refused("2 2\na 1 2\nb 1 x\n").hasMessageContaining("line 3 has \"x\" where a finite number");
    refused("2 2\na 1 2\nb nan 1\n").hasMessageContaining("line 3 has \"nan\"");
    refused("2 2\na 1 2\nb 1e50 1\n").hasMessageContaining("line 3").hasMessageContaining("Inf");
    refused("2 2\na 1 2\na 3 4\n").hasMessageContaining("line 3: the word \"a\" stands there a");
    refused("3 2\na 1 2\nb 1 2\n").hasMessageContaining("announces 3 words, but it ends after 2");
    refused("1 2\na 1 2\nb 1 2\n").hasMessageContaining("line 3: there are more words than the 1");
    refused("0 2\n").hasMessageContaining("both must be 1 or more");
    refused("99999999999 300\na 1\n").hasMessageContaining("do not fit");
  }

  @Test
  void aBinaryFileCutAnywhereIsToldWithItsByte() throws IOException {
    byte[] whole = binary(anyFloats(6, 3), "\n");
    for (int length = 4; length < whole.length - 1; length++) {
      refused(Arrays.copyOf(whole, length)).hasMessageContaining("cut short");
    }
    refused(Arrays.copyOf(whole, whole.length + 5))
        .hasMessageContaining("byte " + (whole.length - 1))
        .hasMessageContaining("goes on");
  }

  @Test
  void aDamagedOrMissingFolderIsTold() throws IOException {
    assertThatThrownBy(() -> read("nowhere")).hasMessageEndingWith("nowhere does not exist");
    Files.createDirectories(folder.resolve("empty"));
    assertThatThrownBy(() -> read("empty"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("without part-*.parquet");
    write(anyFloats(50, 3), VectorFormat.PARQUET, "cut");
    Path part = folder.resolve("cut/part-00000.parquet");
    byte[] bytes = Files.readAllBytes(part);
    Files.write(part, Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> read("cut"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("part-00000.parquet");
  }

  /** Any bit pattern that is a finite number, subnormal ones too. */
  private static Embeddings anyFloats(int V, int D) {
    Random random = new Random(V);
    Embeddings some = RandomEmbeddings.of(V, D, 1);
    float[] values = some.vectors().values();
    for (int i = 0; i < values.length; i++) {
      float any = Float.intBitsToFloat(random.nextInt());
      values[i] = i % 2 == 0 && Float.isFinite(any) ? any : values[i];
    }
    return some;
  }

  private static byte[] binary(Embeddings embeddings, String gap) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int D = embeddings.dimension();
    out.writeBytes((embeddings.size() + " " + D + "\n").getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < embeddings.size(); i++) {
      out.writeBytes((embeddings.word(i) + " ").getBytes(StandardCharsets.UTF_8));
      ByteBuffer row = ByteBuffer.allocate(4 * D).order(ByteOrder.LITTLE_ENDIAN);
      row.asFloatBuffer().put(embeddings.vector(i));
      out.writeBytes(row.array());
      out.writeBytes(gap.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private AbstractThrowableAssert<?, ?> refused(String text) {
    return refused(text.getBytes(StandardCharsets.UTF_8));
  }

  private AbstractThrowableAssert<?, ?> refused(byte[] bytes) {
    return assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("imported");
  }

  private Embeddings text(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private Embeddings read(byte[] bytes) throws IOException {
    Files.write(folder.resolve("imported"), bytes);
    return read("imported");
  }

  private Embeddings read(String name) throws IOException {
    return VectorFiles.read(hadoop(name), HADOOP);
  }

  private void write(Embeddings embeddings, VectorFormat format, String name) throws IOException {
    VectorFiles.write(embeddings, format, hadoop(name), HADOOP);
  }

  private org.apache.hadoop.fs.Path hadoop(String name) {
    return new org.apache.hadoop.fs.Path(folder.resolve(name).toUri());
  }

  private List<String> names() {
    return Arrays.stream(folder.toFile().list()).sorted().toList();
  }

  private static void assertSame(Embeddings read, Embeddings written) {
    assertThat(read.words()).isEqualTo(written.words());
    assertThat(bits(read)).isEqualTo(bits(written));
  }

  private static int[] bits(Embeddings embeddings) {
    float[] values = embeddings.vectors().values();
    int[] bits = new int[values.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
    return bits;
  }
}
