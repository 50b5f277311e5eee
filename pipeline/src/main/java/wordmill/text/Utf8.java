package wordmill.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The shape of UTF-8, byte by byte (Unicode 16, table 3-7), and Unicode's White_Space in it. A NUL
 * byte counts as ill-formed: text has none, and UTF-16 read as UTF-8 is full of them.
 */
public final class Utf8 {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /** Whether every byte of {@code bytes[from, to)} is ASCII other than NUL. */
  static boolean isAscii(byte[] bytes, int from, int to) {
    int i = from;
    for (; i + 8 <= to; i += 8) {
      long v = (long) LONG.get(bytes, i);
      if (((v | (v - ONES)) & HIGH_BITS) != 0) { // a high bit, or a borrow out of a zero byte
        return false;
      }
    }
    for (; i < to; i++) {
      if (bytes[i] <= 0) {
        return false;
      }
    }
    return true;
  }

  /** Index of the first byte {@code wanted} in {@code bytes[from, to)}, or {@code to}. */
  public static int indexOf(byte wanted, byte[] bytes, int from, int to) {
    long pattern = ONES * (wanted & 0xff);
    int i = from;
    for (; i + 8 <= to; i += 8) {
      long v = (long) LONG.get(bytes, i) ^ pattern;
      long zero = (v - ONES) & ~v & HIGH_BITS;
      if (zero != 0) {
        return i + (Long.numberOfTrailingZeros(zero) >>> 3);
      }
    }
    for (; i < to; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return to;
  }

  /** Index of the first byte that starts no well-formed sequence, or {@code to}. */
  static int firstInvalid(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      int length = sequence(bytes, i, to);
      if (length < 0) {
        return i;
      }
      i += length;
    }
    return to;
  }

  /**
   * Bytes of the well-formed sequence at {@code i}; if there is none, minus the bytes of the
   * maximal subpart (Unicode 16, definition D93b) that one U+FFFD stands for.
   */
  static int sequence(byte[] bytes, int i, int to) {
    int b = bytes[i];
    if (b > 0) {
      return 1;
    }
    b &= 0xff;
    if (b < 0xc2 || b > 0xf4) {
      return -1;
    }
    int length = b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
    int low = b == 0xe0 ? 0xa0 : b == 0xf0 ? 0x90 : 0x80;
    int high = b == 0xed ? 0x9f : b == 0xf4 ? 0x8f : 0xbf;
    for (int k = 1; k < length; k++) {
      int next = i + k < to ? bytes[i + k] & 0xff : 0;
      if (next < low || next > high) {
        return -k;
      }
      low = 0x80;
      high = 0xbf;
    }
    return length;
  }

  /** Writes {@code bytes[from, to)} to {@code out}, U+FFFD for what is ill-formed. */
  static void repair(byte[] bytes, int from, int to, ByteBuilder out) {
    int i = from;
    while (i < to) {
      int length = sequence(bytes, i, to);
      if (length > 0) {
        out.append(bytes, i, i + length);
        i += length;
      } else {
        out.append(0xef).append(0xbf).append(0xbd);
        i -= length;
      }
    }
  }

  /**
   * Bytes of the white space at {@code i}: the code points of property White_Space, U+0009–000D,
   * 0020, 0085, 00A0, 1680, 2000–200A, 2028, 2029, 202F, 205F and 3000; 0 if there is none.
   */
  static int whiteSpace(byte[] bytes, int i, int to) {
    int b = bytes[i];
    if (b >= 0) {
      return b == ' ' || (b >= 9 && b <= 13) ? 1 : 0;
    }
    return switch (b & 0xff) {
      case 0xc2 -> i + 1 < to && isOneOf(bytes[i + 1], 0x85, 0xa0) ? 2 : 0;
      case 0xe1, 0xe2, 0xe3 -> i + 2 < to && isWideSpace(bytes, i) ? 3 : 0;
      default -> 0;
    };
  }

  /**
   * Where {@code line[from, to)} begins behind its leading white space; {@code to} if it is all.
   */
  public static int trimmedFrom(byte[] line, int from, int to) {
    int start = from;
    while (start < to && whiteSpace(line, start, to) > 0) {
      start += whiteSpace(line, start, to);
    }
    return start;
  }

  /**
   * Where {@code line[from, to)} ends before its trailing white space; {@code from} if it is all.
   */
  public static int trimmedTo(byte[] line, int from, int to) {
    int end = to;
    while (whiteSpaceBefore(line, from, end) > 0) {
      end -= whiteSpaceBefore(line, from, end);
    }
    return end;
  }

  /** Bytes of the white space that ends at {@code end}; 0 if there is none. */
  private static int whiteSpaceBefore(byte[] line, int from, int end) {
    for (int width = 1; width <= 3 && end - width >= from; width++) {
      if (whiteSpace(line, end - width, end) == width) {
        return width;
      }
    }
    return 0;
  }

  private static boolean isWideSpace(byte[] bytes, int i) {
    int last = bytes[i + 2] & 0xff;
    return switch ((bytes[i] & 0xff) << 8 | (bytes[i + 1] & 0xff)) {
      case 0xe19a, 0xe380 -> last == 0x80;
      case 0xe280 -> (last >= 0x80 && last <= 0x8a) || last == 0xa8 || last == 0xa9 || last == 0xaf;
      case 0xe281 -> last == 0x9f;
      default -> false;
    };
  }

  private static boolean isOneOf(byte b, int first, int second) {
    int value = b & 0xff;
    return value == first || value == second;
  }
}
