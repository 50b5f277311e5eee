package wordmill.linalg;

import java.util.Arrays;

/** Writes numbers into a growing array of bytes: small ones take one byte (LEB128). */
public final class ByteCoder {
  private byte[] bytes = new byte[256];
  private int size;

  public ByteCoder unsigned(long value) {
    if (size + 10 > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    long rest = value;
    while (rest >= 128) {
      bytes[size++] = (byte) (rest | 128);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  public ByteCoder number(float value) {
    if (size + 4 > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    int bits = Float.floatToRawIntBits(value);
    bytes[size] = (byte) bits;
    bytes[size + 1] = (byte) (bits >> 8);
    bytes[size + 2] = (byte) (bits >> 16);
    bytes[size + 3] = (byte) (bits >> 24);
    size += 4;
    return this;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public int size() {
    return size;
  }

  /** What was written since the last call. */
  public byte[] take() {
    byte[] taken = Arrays.copyOf(bytes, size);
    size = 0;
    return taken;
  }
}
