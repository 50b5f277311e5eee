package wordmill.config;

import java.math.BigDecimal;

/** Numbers as people write them in configuration: 5, 5.0, 5e0 and "5" are the same number. */
final class Numbers {
  private static final int LONGEST = 64;

  private Numbers() {}

  /**
   * @throws NumberFormatException unless the text is a whole number that fits a long
   */
  static long whole(String text) {
    try {
      return decimal(text).longValueExact();
    } catch (ArithmeticException e) {
      throw asFormat(e);
    }
  }

  /**
   * @throws NumberFormatException unless the text is a number within a double's range
   */
  static double finite(String text) {
    double value = decimal(text).doubleValue();
    if (!Double.isFinite(value)) {
      throw new NumberFormatException(text);
    }
    return value;
  }

  /** The one spelling of a number; any other text as it stands. */
  static String spelling(String text) {
    try {
      BigDecimal value = decimal(text).stripTrailingZeros();
      return value.scale() <= 0 && value.precision() - value.scale() <= 19
          ? value.toPlainString()
          : Double.toString(value.doubleValue());
    } catch (NumberFormatException e) {
      return text;
    }
  }

  private static BigDecimal decimal(String text) {
    if (text.length() > LONGEST) {
      throw new NumberFormatException("longer than " + LONGEST);
    }
    BigDecimal value = new BigDecimal(text.strip());
    if (Math.abs((long) value.scale()) > 1000) { // 1e999999999 must not become a billion digits
      throw new NumberFormatException("out of range");
    }
    return value;
  }

  private static NumberFormatException asFormat(ArithmeticException e) {
    NumberFormatException format = new NumberFormatException(e.getMessage());
    format.initCause(e);
    return format;
  }
}
