package wordmill.testdata;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;

/**
 * Days from 1970 to 2020 as people write them, and as ISO 8601 does. A year of two digits is one of
 * 1970 to 2069; in a date of numbers alone the month stands first. Half of the dates are
 * capitalised, a quarter is in small letters, a quarter in capitals.
 */
final class Dates {
  static final int QUESTION_WIDTH = 29;
  static final int ANSWER_WIDTH = 10;
  private static final int DAYS = (int) LocalDate.of(2021, 1, 1).toEpochDay();

  private static final Choice<Function<LocalDate, String>> FORMS =
      new Choice<>(
          List.of(
              Dates::inNumbers,
              Dates::monthFirst,
              Dates::monthInFullFirst,
              Dates::weekdayFirst,
              Dates::dayFirst,
              Dates::shortWeekdayFirst),
          new double[] {0.25, 0.2, 0.2, 0.15, 0.1, 0.1});

  private Dates() {}

  /**
   * @param count at most 100,000 or so of the 250,000 that there are
   */
  static String lines(int count, Random random) {
    return Pair.lines(count, () -> next(random));
  }

  private static Pair next(Random random) {
    LocalDate day = LocalDate.ofEpochDay(random.nextInt(DAYS));
    String written = inSomeCase(FORMS.draw(random).apply(day), random);
    return Pair.padded(written, QUESTION_WIDTH, day.toString(), ANSWER_WIDTH);
  }

  private static String inSomeCase(String text, Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> text.toLowerCase(Locale.ROOT);
      case 1 -> text.toUpperCase(Locale.ROOT);
      default -> text;
    };
  }

  /** 9/27/94. */
  private static String inNumbers(LocalDate day) {
    return String.format(
        Locale.ROOT, "%d/%d/%02d", day.getMonthValue(), day.getDayOfMonth(), day.getYear() % 100);
  }

  /** Sep 27, 1994. */
  private static String monthFirst(LocalDate day) {
    return shortMonth(day) + " " + day.getDayOfMonth() + ", " + day.getYear();
  }

  /** September 27, 1994. */
  private static String monthInFullFirst(LocalDate day) {
    return capitalised(day.getMonth()) + " " + day.getDayOfMonth() + ", " + day.getYear();
  }

  /** Tuesday, September 27, 1994. */
  private static String weekdayFirst(LocalDate day) {
    return capitalised(day.getDayOfWeek()) + ", " + monthInFullFirst(day);
  }

  /** 27 Sep 1994. */
  private static String dayFirst(LocalDate day) {
    return day.getDayOfMonth() + " " + shortMonth(day) + " " + day.getYear();
  }

  /** Tue, 27 Sep 1994. */
  private static String shortWeekdayFirst(LocalDate day) {
    return capitalised(day.getDayOfWeek()).substring(0, 3) + ", " + dayFirst(day);
  }

  private static String shortMonth(LocalDate day) {
    return capitalised(day.getMonth()).substring(0, 3);
  }

  /**
   * The JDK's own month and weekday names in English; those of its locales change with its release.
   */
  private static String capitalised(Enum<?> name) {
    return name.name().charAt(0) + name.name().substring(1).toLowerCase(Locale.ROOT);
  }
}
