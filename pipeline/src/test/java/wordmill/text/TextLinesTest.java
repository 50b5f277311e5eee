package wordmill.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static wordmill.text.Texts.HADOOP;
import static wordmill.text.Texts.lines;
import static wordmill.text.Texts.options;
import static wordmill.text.Texts.write;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.io.compress.bzip2.CBZip2OutputStream;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.config.BadInputException;
import wordmill.store.HadoopConf;

class TextLinesTest {
  @TempDir Path folder;

  private static TextOptions with(TextOptions o, InvalidText invalid, int maxLineBytes) {
    return new TextOptions(
        o.key(),
        o.input(),
        o.tokenizer(),
        invalid,
        o.maxInvalidShare(),
        maxLineBytes,
        o.splitBytes());
  }

  private static String randomText(int lines, long seed) {
    Random random = new Random(seed);
    String[] ends = {"\n", "\r\n", "\n\n"};
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      text.append(i).append(" 한é ".repeat(random.nextInt(4))).append(random.nextInt());
      text.append(i == lines - 1 && seed % 2 == 0 ? "" : ends[random.nextInt(3)]);
    }
    return text.toString();
  }

  private static List<String> linesByJdk(String text) {
    List<String> lines = Arrays.asList(text.split("\r?\n", -1));
    return text.endsWith("\n") ? lines.subList(0, lines.size() - 1) : lines;
  }

  @Test
  void splitsOfAnySizeGiveTheLinesOfTheWholePlainFile() throws Exception {
    for (long seed = 0; seed < 4; seed++) {
      String text = randomText(40, seed);
      Path file = write(folder.resolve("t" + seed + ".txt"), text);
      for (long size = 1; size < Files.size(file) + 3; size++) {
        assertThat(lines(options(size, file))).as("size %d", size).isEqualTo(linesByJdk(text));
      }
    }
  }

  @Test
  void gzipIsReadWholeAlsoIfItHasSeveralMembers() throws Exception {
    String text = randomText(3000, 1);
    Path file = write(folder.resolve("t.txt.gz"), text);
    assertThat(lines(options(100, file))).isEqualTo(linesByJdk(text));
    byte[] once = Files.readAllBytes(file);
    ByteArrayOutputStream twice = new ByteArrayOutputStream();
    twice.write(once);
    twice.write(once);
    Files.write(file, twice.toByteArray());
    assertThat(lines(options(100, file))).isEqualTo(linesByJdk(text + text));
  }

  @Test
  void splitsOfAnySizeGiveTheLinesOfABzip2File() throws Exception {
    for (long seed = 0; seed < 2; seed++) {
      String text = randomText(16_000, seed); // four blocks
      Path file = write(folder.resolve("t" + seed + ".bz2"), text);
      long bytes = Files.size(file);
      List<String> expected = linesByJdk(text);
      for (long pieces : new long[] {1, 2, 3, 4, 5, 7, 11, 30}) {
        assertThat(lines(options(bytes / pieces, file))).as("%d", pieces).isEqualTo(expected);
      }
    }
  }

  @Test
  void aBzip2FileMayBeCutInsideAndBesideItsBlockMarkers() throws Exception {
    String text = randomText(12_000, 1);
    Path file = write(folder.resolve("t.bz2"), text);
    List<String> expected = linesByJdk(text);
    TextOptions options = options(1 << 20, file);
    String path = TextListing.of(options, HADOOP).files().get(0).path();
    long bytes = Files.size(file);
    int marker = secondBlock(Files.readAllBytes(file));
    for (int cut = marker - 14; cut < marker + 14; cut++) {
      var first = new TextSplit(List.of(new TextSplit.Slice(path, 0, cut)));
      var second = new TextSplit(List.of(new TextSplit.Slice(path, cut, bytes)));
      List<String> both = new java.util.ArrayList<>(lines(first, options));
      both.addAll(lines(second, options));
      assertThat(both).as("cut at %d", cut).isEqualTo(expected);
    }
  }

  /** The byte in which the second block's 48-bit marker begins, at whatever bit. */
  private static int secondBlock(byte[] file) {
    long bits = 0;
    int found = 0;
    for (int i = 0; i < file.length * 8; i++) {
      bits = (bits << 1 | (file[i / 8] >> (7 - i % 8) & 1)) & 0xffffffffffffL;
      if (bits == 0x314159265359L && ++found == 2) {
        return (i - 47) / 8;
      }
    }
    throw new IllegalStateException("one block only");
  }

  @Test
  void bzip2InBlocksOf900kBAndInSeveralStreams() throws Exception {
    String text = randomText(150_000, 1);
    Path file = folder.resolve("big.bz2");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    for (int i = 0; i < 2; i++) {
      packed.write("BZ".getBytes(StandardCharsets.US_ASCII));
      try (CBZip2OutputStream out = new CBZip2OutputStream(packed, 9)) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
    }
    Files.write(file, packed.toByteArray());
    List<String> expected = linesByJdk(text + text);
    for (int pieces : new int[] {1, 3, 8}) {
      assertThat(lines(options(packed.size() / pieces, file))).hasSameSizeAs(expected);
      assertThat(lines(options(packed.size() / pieces, file)).equals(expected)).isTrue();
    }
  }

  @Test
  void longLinesAreCutAtWhiteSpaceElseBetweenCharacters() throws Exception {
    Path file = write(folder.resolve("t.txt"), "aaaa bbbb\u3000cccc dddd\nx\n" + "한".repeat(7));
    assertThat(lines(with(options(1 << 20, file), InvalidText.FAIL, 16)))
        .containsExactly("aaaa bbbb\u3000", "cccc dddd", "x", "한한한한한", "한한");
  }

  @Test
  void aLineOfExactlyTheMaximumIsWholeWhateverItsEnd() throws Exception {
    String line = "0123456789abcdef";
    Path file = write(folder.resolve("t.txt"), line + "\r\n" + line + "\n" + line + "g\n" + line);
    assertThat(lines(with(options(1 << 20, file), InvalidText.FAIL, 16)))
        .containsExactly(line, line, line, "g", line);
  }

  @Test
  void cutLinesAreTheSameInAnySplits() throws Exception {
    String text = randomText(30, 1).replace("\n3 ", " ").replace("\r\n", " ");
    Path file = write(folder.resolve("t.txt"), text);
    List<String> whole = lines(with(options(1 << 20, file), InvalidText.FAIL, 20));
    assertThat(String.join("", whole)).isEqualTo(text.replace("\n", ""));
    for (long size = 1; size < Files.size(file); size++) {
      assertThat(lines(with(options(size, file), InvalidText.FAIL, 20))).isEqualTo(whole);
    }
  }

  @Test
  void aLineOf200MegabytesTakesLittleMemory() throws Exception {
    long length = 200_000_000;
    InputStream line =
        new InputStream() {
          private long left = length;

          @Override
          public int read() {
            return left-- > 0 ? 'a' : -1;
          }

          @Override
          public int read(byte[] bytes, int at, int wanted) {
            int n = (int) Math.min(left, wanted);
            Arrays.fill(bytes, at, at + n, (byte) 'a');
            left -= n;
            return n == 0 ? -1 : n;
          }
        };
    LineReader reader = new LineReader(SliceStream.of(line, 10), 1 << 20);
    long read = 0;
    int pieces = 0;
    while (reader.next()) {
      read += reader.to() - reader.from();
      pieces++;
      assertThat(reader.bytes().length).isLessThanOrEqualTo(4 << 20);
    }
    assertThat(read).isEqualTo(length);
    assertThat(pieces).isEqualTo(191); // 200e6 / 2^20 = 190.7
  }

  @Test
  void aUtf8MarkIsDroppedAtTheFilesStartOnly() throws Exception {
    Path file = write(folder.resolve("t.txt"), "\ufeffa\n\ufeffb\n");
    for (long size = 1; size < 12; size++) {
      assertThat(lines(options(size, file))).containsExactly("a", "\ufeffb");
    }
    assertThat(lines(options(9, write(folder.resolve("t.gz"), "\ufeffa")))).containsExactly("a");
    assertThat(lines(options(9, write(folder.resolve("one"), "a")))).containsExactly("a");
  }

  @Test
  void utf16AndUtf32AreNamedWhicheverSplitReadsThem() throws Exception {
    for (String name : List.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
      byte[] text = "\ufeffsome text\nmore\n".getBytes(Charset.forName(name));
      TextOptions options = options(10, write(folder.resolve(name), text));
      for (TextSplit split : TextListing.of(options, HADOOP).splits(10)) {
        assertThatThrownBy(() -> lines(split, options))
            .isInstanceOf(BadInputException.class)
            .hasMessageContaining(folder.resolve(name).toString())
            .hasMessageContaining("is in " + name.substring(0, 6));
      }
    }
  }

  @Test
  void failNamesFileAndByte() throws Exception {
    byte[] text = "good\nbad \u00ff\n".getBytes(StandardCharsets.ISO_8859_1);
    Path file = write(folder.resolve("latin.txt"), text);
    assertThatThrownBy(() -> lines(with(options(5, file), InvalidText.FAIL, 100)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("latin.txt has a byte that is not valid UTF-8 at byte 9");
    Path nul = write(folder.resolve("nul.txt"), "good\nb\0ad\n");
    assertThatThrownBy(() -> lines(with(options(500, nul), InvalidText.FAIL, 100)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("nul.txt has a NUL byte at byte 6");
  }

  @Test
  void invalidLinesAreReplacedOrSkippedAndCountedByKind() throws Exception {
    byte[] text = "good\nbad \u00ff!\nn\0l\n".getBytes(StandardCharsets.ISO_8859_1);
    Path file = write(folder.resolve("t.txt"), text);
    TextOptions replace = options(500, file);
    assertThat(lines(replace)).containsExactly("good", "bad \ufffd!", "n\ufffdl");
    assertThat(lines(with(replace, InvalidText.SKIP, 100))).containsExactly("good");
    TextSplit split = TextListing.of(replace, HADOOP).splits(500).get(0);
    try (TextLines lines = new TextLines(split, replace, HADOOP)) {
      while (lines.next()) {}
      assertThat(lines.counts()).isEqualTo(new TextCounts(3, 1, 1));
      assertThatThrownBy(() -> lines.counts().check(replace))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("2 of 3 lines")
          .hasMessageContaining("1 have NUL bytes")
          .hasMessageContaining("text.max-invalid-share = 0.01");
    }
    new TextCounts(200, 1, 1).check(replace);
    TextCounts.NONE.check(replace);
  }

  @Test
  void damagedArchivesAreNamed() throws Exception {
    for (String name : List.of("t.gz", "t.bz2")) {
      Path file = write(folder.resolve(name), randomText(5000, 1));
      byte[] bytes = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
      assertThatThrownBy(() -> lines(options(1 << 20, file)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining(name + " cannot be read");
    }
    Path noGzip = folder.resolve("plain.gz");
    Files.writeString(noGzip, "this is no archive");
    assertThatThrownBy(() -> lines(options(1 << 20, noGzip)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("plain.gz cannot be read");
  }

  /** Refuses to open files, as a file system does whose permissions forbid it, even to root. */
  public static final class Locked extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("locked:///");
    }

    @Override
    public FSDataInputStream open(org.apache.hadoop.fs.Path path, int buffer) throws IOException {
      throw new AccessControlException("Permission denied: " + path);
    }
  }

  @Test
  void anUnreadableFileIsNamed() throws Exception {
    Path file = write(folder.resolve("secret.txt"), "text");
    Configuration configuration = new Configuration();
    configuration.set("fs.locked.impl", Locked.class.getName());
    TextOptions options = options(10, file);
    var slice = new TextSplit.Slice("locked://" + file, 0, 4);
    try (TextLines lines =
        new TextLines(new TextSplit(List.of(slice)), options, new HadoopConf(configuration))) {
      assertThatThrownBy(lines::next)
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("secret.txt cannot be read")
          .hasMessageContaining("Permission denied");
    }
  }
}
