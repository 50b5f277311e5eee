package wordmill.linalg;

/** Reads what {@link ByteCoder} wrote, in the same order. */
public final class ByteDecoder {
  private final byte[] bytes;
  private int at;

  public ByteDecoder(byte[] bytes) {
    this.bytes = bytes;
  }

  public boolean hasMore() {
    return at < bytes.length;
  }

  public long unsigned() {
    byte next = bytes[at++];
    if (next >= 0) {
      return next;
    }
    long value = next & 127;
    int shift = 7;
    do {
      next = bytes[at++];
      value |= (next & 127L) << shift;
      shift += 7;
    } while (next < 0);
    return value;
  }

  public float number() {
    int bits =
        (bytes[at] & 255)
            | (bytes[at + 1] & 255) << 8
            | (bytes[at + 2] & 255) << 16
            | (bytes[at + 3] & 255) << 24;
    at += 4;
    return Float.intBitsToFloat(bits);
  }
}
