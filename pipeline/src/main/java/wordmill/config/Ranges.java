package wordmill.config;

/** What numbers of a key are allowed, told in one sentence. */
public final class Ranges {
  private Ranges() {}

  /**
   * Checks that a number is within a range, its ends included.
   *
   * @throws BadInputException saying the key, the range and what was given
   */
  public static void check(String key, double given, double least, double most) {
    BadInputException.check(
        given >= least && given <= most,
        "%s must be from %s to %s, but is %s",
        key,
        text(least),
        text(most),
        text(given));
  }

  /**
   * Checks that a number is a finite float above 0.
   *
   * @throws BadInputException saying the key and what was given
   */
  public static void checkAboveZero(String key, double given) {
    BadInputException.check(
        given > 0 && given <= Float.MAX_VALUE,
        "%s must be a number above 0, but is %s",
        key,
        given);
  }

  /**
   * Checks that a number is a share, from 0 to below 1.
   *
   * @throws BadInputException saying the key and what was given
   */
  public static void checkBelowOne(String key, double given) {
    BadInputException.check(
        given >= 0 && given < 1, "%s must be from 0 to below 1, but is %s", key, text(given));
  }

  private static String text(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
