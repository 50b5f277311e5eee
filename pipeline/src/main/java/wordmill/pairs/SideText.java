package wordmill.pairs;

import java.nio.charset.StandardCharsets;
import wordmill.text.Utf8;

/** One side of a pair as it is read, without the white space around it: a slice of UTF-8 bytes. */
final class SideText {
  private byte[] bytes = {};
  private int from;
  private int to;

  /** Shows {@code line[start, end)}, which is not copied, but for the white space around it. */
  void show(byte[] line, int start, int end) {
    bytes = line;
    from = Utf8.trimmedFrom(line, start, end);
    to = Utf8.trimmedTo(line, from, end);
  }

  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  String text() {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
