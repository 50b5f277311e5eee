package wordmill.embeddings;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.hadoop.fs.Path;
import wordmill.config.BadInputException;

/** A stream of bytes that can be looked into, and knows where it stands. */
final class ByteSource implements Closeable {
  private static final int LONGEST = 1 << 24;

  private final Path path;
  private final InputStream in;
  private byte[] buffer = new byte[1 << 16];
  private int at;
  private int end;
  private long before;
  private long lines;

  ByteSource(Path path, InputStream in) {
    this.path = path;
    this.in = in;
  }

  Path path() {
    return path;
  }

  /** Bytes consumed so far. */
  long position() {
    return before + at;
  }

  /** Lines consumed so far by {@link #line}. */
  long lines() {
    return lines;
  }

  /** The bytes; those not yet consumed start at {@link #at}. Valid until the next call. */
  byte[] buffer() {
    return buffer;
  }

  int at() {
    return at;
  }

  /** Makes {@code wanted} bytes ready; says how many of them there are before the file's end. */
  int ready(int wanted) throws IOException {
    while (end - at < wanted) {
      if (at + wanted > buffer.length) {
        byte[] roomy = buffer.length < wanted ? new byte[Math.max(wanted, 2 * (end - at))] : buffer;
        System.arraycopy(buffer, at, roomy, 0, end - at);
        before += at;
        end -= at;
        at = 0;
        buffer = roomy;
      }
      int n = in.read(buffer, end, buffer.length - end);
      if (n < 0) {
        break;
      }
      end += n;
    }
    return Math.min(wanted, end - at);
  }

  void skip(int n) {
    at += n;
  }

  /**
   * How far ahead the next {@code byte} stands, or −1 if it does not come before the file's end.
   *
   * @throws BadInputException if that is too far for a line or a word
   */
  int distance(byte wanted, String what) throws IOException {
    int looked = 0;
    for (int n = 256; ; n *= 2) {
      int there = ready(n);
      for (; looked < there; looked++) {
        if (buffer[at + looked] == wanted) {
          return looked;
        }
      }
      if (there < n) {
        return -1;
      }
      BadInputException.check(
          n < LONGEST,
          "%s byte %d: no %s of word vectors is longer than %d bytes; is this a file of vectors?",
          path,
          position(),
          what,
          LONGEST);
    }
  }

  /** The next line without its end, or null at the file's end. */
  byte[] line() throws IOException {
    int length = distance((byte) '\n', "line");
    int whole = length < 0 ? end - at : length;
    if (length < 0 && whole == 0) {
      return null;
    }
    byte[] line = Arrays.copyOfRange(buffer, at, at + whole);
    at += length < 0 ? whole : whole + 1;
    lines++;
    return line;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
