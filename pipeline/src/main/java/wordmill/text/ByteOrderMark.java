package wordmill.text;

import wordmill.config.BadInputException;

/** What the first bytes of a file say of its encoding. */
final class ByteOrderMark {
  /** A mark is at most this long. */
  static final int MAX_BYTES = 4;

  private ByteOrderMark() {}

  /**
   * Bytes of the UTF-8 mark at the start of {@code head[0, length)}, 3 or 0.
   *
   * @throws BadInputException starting with {@code what}, if the mark is another encoding's
   */
  static int check(byte[] head, int length, String what) {
    long start = 0;
    for (int i = 0; i < MAX_BYTES; i++) {
      start = start << 8 | (i < length ? head[i] & 0xff : 1);
    }
    String other =
        start == 0xfffe0000L
            ? "UTF-32 (little-endian)"
            : start == 0x0000feffL
                ? "UTF-32 (big-endian)"
                : start >>> 16 == 0xfffeL
                    ? "UTF-16 (little-endian)"
                    : start >>> 16 == 0xfeffL ? "UTF-16 (big-endian)" : "";
    BadInputException.check(
        other.isEmpty(), "%s is in %s, by its byte order mark; convert it to UTF-8", what, other);
    return start >>> 8 == 0xefbbbfL ? 3 : 0;
  }
}
