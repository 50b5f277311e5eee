package wordmill.text;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import wordmill.config.BadInputException;
import wordmill.store.HadoopConf;

/**
 * The lines of a split, one after another, as valid UTF-8. What is not text is dealt with as {@code
 * text.invalid} says. Memory: two of the longest lines.
 */
public final class TextLines implements Closeable {
  private final Iterator<TextSplit.Slice> slices;
  private final TextOptions options;
  private final HadoopConf hadoop;
  private final ByteBuilder repaired = new ByteBuilder();
  private TextSplit.Slice slice;
  private SliceStream stream;
  private LineReader reader;
  private byte[] bytes = {};
  private int from;
  private int to;
  private long lines;
  private long nulLines;
  private long illFormedLines;

  public TextLines(TextSplit split, TextOptions options, HadoopConf hadoop) {
    this.slices = split.slices().iterator();
    this.options = options;
    this.hadoop = hadoop;
  }

  /**
   * Moves to the next line; false after the last.
   *
   * @throws BadInputException naming the file, if it cannot be read, is in another encoding, or is
   *     not text and the policy is to fail
   */
  public boolean next() {
    try {
      while (true) {
        if (reader == null) {
          if (!slices.hasNext()) {
            return false;
          }
          open(slices.next());
        }
        if (!reader.next()) {
          close();
        } else if (accept()) {
          return true;
        }
      }
    } catch (IOException e) {
      throw new BadInputException(
          "%s: %s cannot be read: %s", options.key(), slice.path(), reason(e));
    }
  }

  /** The line is {@code bytes()[from(), to())}, without its end, until the next change. */
  public byte[] bytes() {
    return bytes;
  }

  public int from() {
    return from;
  }

  public int to() {
    return to;
  }

  /** Whether the line is longer than {@code text.max-line-bytes}, and this a piece but its last. */
  public boolean isCut() {
    return reader.isCut();
  }

  /** What has been read so far. */
  public TextCounts counts() {
    return new TextCounts(lines, nulLines, illFormedLines);
  }

  @Override
  public void close() throws IOException {
    reader = null;
    if (stream != null) {
      SliceStream open = stream;
      stream = null;
      open.close();
    }
  }

  private void open(TextSplit.Slice next) throws IOException {
    slice = next;
    stream = SliceStream.open(next, options.key(), hadoop);
    reader = new LineReader(stream, options.maxLineBytes());
    if (next.from() == 0) {
      reader.dropByteOrderMark(options.key() + ": " + next.path());
    } else {
      reader.dropLine();
    }
  }

  /** Takes the reader's line, mended if need be; false if it is to be left out. */
  private boolean accept() {
    lines++;
    bytes = reader.bytes();
    from = reader.from();
    to = reader.to();
    if (Utf8.isAscii(bytes, from, to)) {
      return true;
    }
    int invalid = Utf8.firstInvalid(bytes, from, to);
    if (invalid == to) {
      return true;
    }
    boolean hasNul = Utf8.indexOf((byte) 0, bytes, from, to) < to;
    if (hasNul) {
      nulLines++;
    } else {
      illFormedLines++;
    }
    switch (options.invalid()) {
      case FAIL -> throw notText(invalid);
      case SKIP -> {
        return false;
      }
      case REPLACE -> {
        repaired.clear();
        Utf8.repair(bytes, from, to, repaired);
        bytes = repaired.array();
        from = 0;
        to = repaired.length();
      }
    }
    return true;
  }

  private BadInputException notText(int invalid) {
    long offset = reader.offset() + invalid - from;
    String what = bytes[invalid] == 0 ? "a NUL byte" : "a byte that is not valid UTF-8";
    String where =
        switch (Packing.of(slice.path())) {
          case PLAIN -> "byte " + (slice.from() + offset);
          case GZIP -> "byte " + offset + " of its text";
          case BZIP2 -> "byte " + offset + " of the text packed behind byte " + slice.from();
        };
    return new BadInputException(
        "%s: %s has %s at %s; mend it, or set text.invalid to replace or skip",
        options.key(), slice.path(), what, where);
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
