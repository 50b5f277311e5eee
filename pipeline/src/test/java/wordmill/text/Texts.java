package wordmill.text;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.bzip2.CBZip2OutputStream;
import wordmill.store.HadoopConf;

/** Small text files and options for tests. */
public final class Texts {
  public static final HadoopConf HADOOP = new HadoopConf(new Configuration());

  private Texts() {}

  /** Whitespace tokens of the given files, invalid lines replaced, in splits of that size. */
  public static TextOptions options(long splitBytes, Path... input) {
    return new TextOptions(
        "text.input",
        java.util.Arrays.stream(input).map(Path::toString).toList(),
        Tokenization.WHITESPACE,
        InvalidText.REPLACE,
        0.01,
        1 << 20,
        splitBytes);
  }

  public static Path write(Path file, String text) throws IOException {
    return write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes the bytes, compressed if the name ends in .gz or .bz2 (blocks of 100 kB). */
  public static Path write(Path file, byte[] text) throws IOException {
    Files.createDirectories(file.getParent());
    OutputStream out = new FileOutputStream(file.toFile());
    switch (Packing.of(file.toString())) {
      case PLAIN -> {}
      case GZIP -> out = new GZIPOutputStream(out);
      case BZIP2 -> {
        out.write("BZ".getBytes(StandardCharsets.US_ASCII));
        out = new CBZip2OutputStream(out, 1);
      }
    }
    try (OutputStream closed = out) {
      closed.write(text);
    }
    return file;
  }

  /** The lines of the splits of all input, in order. */
  static List<String> lines(TextOptions options) throws IOException {
    List<String> lines = new ArrayList<>();
    for (TextSplit split : TextListing.of(options, HADOOP).splits(options.splitBytes())) {
      lines.addAll(lines(split, options));
    }
    return lines;
  }

  static List<String> lines(TextSplit split, TextOptions options) throws IOException {
    List<String> lines = new ArrayList<>();
    try (TextLines text = new TextLines(split, options, HADOOP)) {
      while (text.next()) {
        lines.add(
            new String(text.bytes(), text.from(), text.to() - text.from(), StandardCharsets.UTF_8));
      }
    }
    return lines;
  }

  /** The tokens of one line. */
  static List<String> tokens(Tokenizer tokenizer, String line) {
    byte[] bytes = ("<" + line + ">").getBytes(StandardCharsets.UTF_8);
    List<String> tokens = new ArrayList<>();
    tokenizer.tokens(
        bytes,
        1,
        bytes.length - 1,
        (token, from, to) ->
            tokens.add(new String(token, from, to - from, StandardCharsets.UTF_8)));
    return tokens;
  }
}
