package wordmill.embeddings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import wordmill.config.BadInputException;

/**
 * Reads word2vec's text and binary files (with or without a newline after each vector) and GloVe's
 * text without a header, telling them apart by their beginnings. Bytes of a word that are no UTF-8
 * become U+FFFD, since word2vec cuts long words anywhere.
 */
final class VectorReader {
  private static final Pattern HEADER = Pattern.compile("\\s*(\\d{1,18})[ \\t]+(\\d{1,9})\\s*");

  private final ByteSource in;
  private final long bytes;

  /**
   * @param bytes about how long the source is, to set memory aside
   */
  VectorReader(ByteSource in, long bytes) {
    this.in = in;
    this.bytes = bytes;
  }

  Embeddings read() throws IOException {
    byte[] first = in.line();
    BadInputException.check(first != null, "%s is empty", in.path());
    Matcher header = HEADER.matcher(new String(first, StandardCharsets.ISO_8859_1));
    if (!header.matches()) {
      return headerless(first);
    }
    long words = Long.parseLong(header.group(1));
    int D = Integer.parseInt(header.group(2));
    BadInputException.check(
        words > 0 && D > 0,
        "%s line 1 announces %d words of %d dimensions; both must be 1 or more",
        in.path(),
        words,
        D);
    BadInputException.check(
        words <= Integer.MAX_VALUE && words * D <= Integer.MAX_VALUE - 8,
        "%s line 1 announces %d words of %d dimensions, which do not fit: words times dimensions can"
            + " be at most 2^31 - 9",
        in.path(),
        words,
        D);
    EmbeddingsBuilder out = builder(words, D);
    if (isText(D)) {
      text(words, D, out);
    } else {
      binary(words, D, out);
    }
    return out.build();
  }

  private EmbeddingsBuilder builder(long words, int D) {
    // The least a vector takes in a file, so that a damaged header does not eat all memory.
    return new EmbeddingsBuilder((int) Math.min(words, 1 + bytes / (2L * D)), D);
  }

  /** Whether what follows the first word's space looks like D numbers in letters. */
  private boolean isText(int D) throws IOException {
    int space = in.distance((byte) ' ', "word");
    int tab = space < 0 ? in.distance((byte) '\t', "word") : -1;
    int from = Math.max(space, tab) + 1;
    if (from == 0) {
      return false;
    }
    int there = in.ready(from + 4 * D);
    int numeric = 0;
    int at = from;
    for (; at < there && in.buffer()[in.at() + at] != '\n'; at++) {
      byte b = in.buffer()[in.at() + at];
      if ((b < ' ' && b != '\t' && b != '\r') || b > '~') {
        return false;
      }
      numeric += (b >= '0' && b <= '9') || b == '.' || b == '-' || b == ' ' ? 1 : 0;
    }
    return at - from >= Math.min(D, 2) && 2 * numeric >= at - from;
  }

  private void text(long words, int D, EmbeddingsBuilder out) throws IOException {
    for (byte[] line = in.line(); line != null; line = in.line()) {
      if (!isBlank(line)) {
        BadInputException.check(
            out.size() < words,
            "%s line %d: there are more words than the %d that line 1 announces",
            in.path(),
            in.lines(),
            words);
        addLine(line, D, out);
      }
    }
    BadInputException.check(
        out.size() == words,
        "%s is cut short: line 1 announces %d words, but it ends after %d, at line %d",
        in.path(),
        words,
        out.size(),
        in.lines());
  }

  private Embeddings headerless(byte[] first) throws IOException {
    int D = fields(first) - 1;
    BadInputException.check(
        D >= 1 && isNumber(first, lastField(first, first.length), trimmed(first, first.length)),
        "%s line 1 is neither the header of a word2vec file nor a word and its numbers",
        in.path());
    EmbeddingsBuilder out = builder(1 + bytes / Math.max(1, first.length), D);
    for (byte[] line = first; line != null; line = in.line()) {
      if (!isBlank(line)) {
        addLine(line, D, out);
      }
    }
    return out.build();
  }

  /** The last D fields are numbers; what stands before is the word, spaces in it included. */
  private void addLine(byte[] line, int D, EmbeddingsBuilder out) {
    EmbeddingsBuilder.Where where = new EmbeddingsBuilder.Where(in.path(), "line", in.lines());
    float[] values = out.values();
    int end = trimmed(line, line.length);
    for (int d = D - 1; d >= 0; d--) {
      int from = lastField(line, end);
      if (from == 0) {
        throw wrongCount(line, D, where);
      }
      values[out.end() + d] = number(line, from, end, where);
      end = trimmed(line, from);
    }
    int last = lastField(line, end);
    if (end == 0 || (last > 0 && isNumber(line, last, end))) {
      throw wrongCount(line, D, where);
    }
    out.add(new String(line, 0, end, StandardCharsets.UTF_8), where);
  }

  private static BadInputException wrongCount(byte[] line, int D, EmbeddingsBuilder.Where where) {
    return new BadInputException(
        "%s has %d numbers after its word, but should have %d", where, fields(line) - 1, D);
  }

  private static float number(byte[] line, int from, int to, EmbeddingsBuilder.Where where) {
    try {
      return Decimals.parse(line, from, to);
    } catch (NumberFormatException e) {
      throw new BadInputException(
          "%s has \"%s\" where a finite number should be", where, e.getMessage());
    }
  }

  private static boolean isNumber(byte[] line, int from, int to) {
    try {
      return Float.isFinite(Decimals.parse(line, from, to));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private void binary(long words, int D, EmbeddingsBuilder out) throws IOException {
    while (out.size() < words) {
      if (in.ready(1) == 1 && in.buffer()[in.at()] == '\n') {
        in.skip(1);
      }
      Path path = in.path();
      long start = in.position();
      int length = in.distance((byte) ' ', "word");
      int there = in.ready(length + 1 + 4 * D);
      BadInputException.check(
          length >= 0 && there == length + 1 + 4 * D,
          "%s is cut short: line 1 announces %d words, but it ends within word %d, which starts at"
              + " byte %d",
          path,
          words,
          out.size() + 1,
          start);
      EmbeddingsBuilder.Where where = new EmbeddingsBuilder.Where(path, "byte", start);
      BadInputException.check(length > 0, "%s: there is no word before the space", where);
      String word = new String(in.buffer(), in.at(), length, StandardCharsets.UTF_8);
      ByteBuffer.wrap(in.buffer(), in.at() + length + 1, 4 * D)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(out.values(), out.end(), D);
      out.add(word, where);
      in.skip(length + 1 + 4 * D);
    }
    int rest = in.ready(2);
    BadInputException.check(
        rest == 0 || (rest == 1 && in.buffer()[in.at()] == '\n'),
        "%s byte %d: the file goes on after the %d words that line 1 announces",
        in.path(),
        in.position(),
        words);
  }

  /** The end of {@code line[0, end)} without the white space it ends with. */
  private static int trimmed(byte[] line, int end) {
    int at = end;
    while (at > 0 && isSpace(line[at - 1])) {
      at--;
    }
    return at;
  }

  /** Where the last field of {@code line[0, end)} starts, white space after it apart. */
  private static int lastField(byte[] line, int end) {
    int at = trimmed(line, end);
    while (at > 0 && !isSpace(line[at - 1])) {
      at--;
    }
    return at;
  }

  private static int fields(byte[] line) {
    int fields = 0;
    for (int end = trimmed(line, line.length); end > 0; end = trimmed(line, end)) {
      end = lastField(line, end);
      fields++;
    }
    return fields;
  }

  private static boolean isBlank(byte[] line) {
    return trimmed(line, line.length) == 0;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }
}
