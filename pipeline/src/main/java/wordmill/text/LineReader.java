package wordmill.text;

import java.io.IOException;
import java.util.Arrays;

/**
 * Cuts the bytes of a slice into its lines: those that begin after the slice's first byte, or at it
 * if the slice starts its file, up to and with the line that begins at or crosses the slice's end.
 * So each line of a file is in one slice, however the file is cut. A line ends with LF or CR LF, or
 * with the file.
 *
 * <p>A line longer than the maximum comes in pieces, each cut behind the last white space that fits
 * or else between two characters. Memory: the longest piece, at least {@value #CHUNK_BYTES} bytes.
 */
final class LineReader {
  private static final int CHUNK_BYTES = 1 << 18;
  private static final byte LF = '\n';
  private static final byte CR = '\r';

  private final SliceStream in;
  private final int maxLineBytes;
  private byte[] buffer = new byte[CHUNK_BYTES];
  private int limit; // bytes in the buffer
  private long base; // offset in the stream of the buffer's first byte
  private boolean atEnd;
  private int rest; // where the bytes not yet handed out begin
  private boolean insideLine; // whether they continue a line whose start was taken
  private int from;
  private int to;

  /** Reads from the slice's start. Unless it is the file's, call {@link #dropLine} first. */
  LineReader(SliceStream in, int maxLineBytes) {
    this.in = in;
    this.maxLineBytes = maxLineBytes;
  }

  /** Drops the byte order mark, if there is one; for the start of a file only. */
  void dropByteOrderMark(String what) throws IOException {
    while (limit < ByteOrderMark.MAX_BYTES && fill()) {}
    rest = ByteOrderMark.check(buffer, Math.min(limit, ByteOrderMark.MAX_BYTES), what);
    insideLine = rest > 0; // the line is this slice's even if the slice ends within the mark
  }

  /** Drops all up to the first line end: the line before this slice's first. */
  void dropLine() throws IOException {
    while (base + rest <= in.ownBytes()) {
      int lineEnd = Utf8.indexOf(LF, buffer, rest, limit);
      if (lineEnd < limit) {
        rest = lineEnd + 1;
        return;
      }
      rest = limit;
      if (!fill()) {
        return;
      }
    }
  }

  /** Moves to the next line or piece of one; false if the slice has no more. */
  boolean next() throws IOException {
    int scanned = rest;
    while (true) {
      int window = (int) Math.min(limit, (long) rest + maxLineBytes + 2);
      int lineEnd = Utf8.indexOf(LF, buffer, scanned, window);
      boolean whole = lineEnd < window;
      if (whole || limit - rest >= maxLineBytes + 2 || atEnd) {
        return hasMore() && take(lineEnd, whole);
      }
      scanned = window - rest;
      fill();
      scanned += rest;
    }
  }

  /** The line is {@code bytes()[from(), to())} until the next change. */
  byte[] bytes() {
    return buffer;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** Whether the piece is not the last of its line. */
  boolean isCut() {
    return insideLine;
  }

  /** Bytes of unpacked text between the slice's start and the line's. */
  long offset() {
    return base + from;
  }

  private boolean hasMore() {
    return rest < limit && (insideLine || base + rest <= in.ownBytes());
  }

  private boolean take(int lineEnd, boolean whole) {
    int end = whole && lineEnd > rest && buffer[lineEnd - 1] == CR ? lineEnd - 1 : lineEnd;
    from = rest;
    if (end - rest <= maxLineBytes) {
      to = end;
      rest = whole ? lineEnd + 1 : lineEnd;
      insideLine = false;
    } else {
      to = cut(rest, rest + maxLineBytes);
      rest = to;
      insideLine = true;
    }
    return true;
  }

  /** Where to cut a piece that starts at {@code start} and may go up to {@code end}. */
  private int cut(int start, int end) {
    for (int i = end - 1; i > start; i--) {
      int space = Utf8.whiteSpace(buffer, i, end);
      if (space > 0) {
        return i + space;
      }
    }
    int i = end;
    while (i > end - 3 && (buffer[i] & 0xc0) == 0x80) {
      i--;
    }
    return (buffer[i] & 0xc0) == 0x80 ? end : i;
  }

  /** Reads more behind what is left, which moves to the buffer's start; false at the end. */
  private boolean fill() throws IOException {
    if (rest > 0) {
      System.arraycopy(buffer, rest, buffer, 0, limit - rest);
      base += rest;
      limit -= rest;
      rest = 0;
    }
    if (limit == buffer.length) {
      buffer = Arrays.copyOf(buffer, (int) Math.min(2L * limit, (long) limit + (64 << 20)));
    }
    int n = in.read(buffer, limit, buffer.length - limit);
    if (n < 0) {
      atEnd = true;
      return false;
    }
    limit += n;
    return true;
  }
}
