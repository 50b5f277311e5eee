package wordmill.text;

import java.util.Arrays;

/** A growing run of bytes whose array may be looked at in place. */
final class ByteBuilder {
  private byte[] bytes = new byte[256];
  private int length;

  /** The bytes so far: {@code array()[0, length())}, until the next change. */
  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  ByteBuilder append(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
    return this;
  }

  ByteBuilder append(byte[] from, int start, int end) {
    reserve(end - start);
    System.arraycopy(from, start, bytes, length, end - start);
    length += end - start;
    return this;
  }

  /** The code point in UTF-8. */
  ByteBuilder appendCodePoint(int c) {
    if (c < 0x80) {
      return append(c);
    }
    if (c < 0x800) {
      return append(0xc0 | c >> 6).append(0x80 | (c & 0x3f));
    }
    if (c < 0x10000) {
      return append(0xe0 | c >> 12).append(0x80 | (c >> 6 & 0x3f)).append(0x80 | (c & 0x3f));
    }
    return append(0xf0 | c >> 18)
        .append(0x80 | (c >> 12 & 0x3f))
        .append(0x80 | (c >> 6 & 0x3f))
        .append(0x80 | (c & 0x3f));
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
