package wordmill.embeddings;

import java.nio.charset.StandardCharsets;

/** Decimal numbers in ASCII bytes to floats, to the same bits as {@link Float#parseFloat}. */
final class Decimals {
  private static final double[] POWERS_OF_TEN = powersOfTen();
  private static final long MOST_EXACT = 1L << 53;
  private static final long ROUNDED_BITS = (1L << 29) - 1;
  private static final long HALF_WAY = 1L << 28;

  private Decimals() {}

  private static double[] powersOfTen() {
    double[] powers = new double[23]; // the powers of ten that a double holds exactly
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }

  /**
   * The float nearest to the number in {@code bytes[from, to)}: digits with an optional sign, point
   * and exponent.
   *
   * @throws NumberFormatException if there is no such number
   */
  static float parse(byte[] bytes, int from, int to) {
    int at = from;
    boolean negative = at < to && bytes[at] == '-';
    if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
      at++;
    }
    long digits = 0;
    int count = 0;
    int point = -1;
    for (; at < to; at++) {
      int c = bytes[at];
      if (c >= '0' && c <= '9') {
        if (digits <= MOST_EXACT) { // beyond it only that it is beyond matters
          digits = 10 * digits + c - '0';
        }
        count++;
      } else if (c == '.' && point < 0) {
        point = count;
      } else {
        break;
      }
    }
    int exponent = point < 0 ? 0 : point - count;
    if (count == 0) {
      throw notANumber(bytes, from, to);
    }
    if (at < to) {
      exponent += exponent(bytes, at, from, to);
    }
    return nearest(negative, digits, exponent, bytes, from, to);
  }

  private static int exponent(byte[] bytes, int e, int from, int to) {
    int at = e + 1;
    boolean negative = at < to && bytes[at] == '-';
    if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
      at++;
    }
    if ((bytes[e] != 'e' && bytes[e] != 'E') || at == to) {
      throw notANumber(bytes, from, to);
    }
    int exponent = 0;
    for (; at < to; at++) {
      if (bytes[at] < '0' || bytes[at] > '9') {
        throw notANumber(bytes, from, to);
      }
      exponent = Math.min(100_000, 10 * exponent + bytes[at] - '0');
    }
    return negative ? -exponent : exponent;
  }

  /**
   * Both numbers of the quotient or product are exact, so the double is the nearest one. Rounding
   * it again to a float can err only where it lies half way between two floats, or where floats
   * have fewer bits.
   */
  private static float nearest(
      boolean negative, long digits, int exponent, byte[] bytes, int from, int to) {
    if (digits <= MOST_EXACT && Math.abs(exponent) < POWERS_OF_TEN.length) {
      double value =
          exponent < 0 ? digits / POWERS_OF_TEN[-exponent] : digits * POWERS_OF_TEN[exponent];
      boolean halfWay = (Double.doubleToRawLongBits(value) & ROUNDED_BITS) == HALF_WAY;
      if (!halfWay && (value == 0 || value >= Float.MIN_NORMAL)) {
        return (float) (negative ? -value : value);
      }
    }
    return Float.parseFloat(text(bytes, from, to));
  }

  private static NumberFormatException notANumber(byte[] bytes, int from, int to) {
    return new NumberFormatException(text(bytes, from, to));
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
