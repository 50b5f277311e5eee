package wordmill.testdata;

import static java.time.temporal.ChronoField.YEAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.text.ParsePosition;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DatesTest {
  private static final List<String> LINES = Dates.lines(20_000, new Random(7)).lines().toList();

  /** The JDK reads what the generator wrote by itself; a weekday that is not the day's fails. */
  private static final List<DateTimeFormatter> FORMS =
      List.of(
          formatter(
              new DateTimeFormatterBuilder()
                  .appendPattern("M/d/")
                  .appendValueReduced(YEAR, 2, 2, 1970)),
          form("MMM d, uuuu"),
          form("MMMM d, uuuu"),
          form("EEEE, MMMM d, uuuu"),
          form("d MMM uuuu"),
          form("EEE, d MMM uuuu"));

  @Test
  void everyFormOccursAndReadsAsItsAnswer() {
    Set<DateTimeFormatter> seen = new HashSet<>();
    for (String line : LINES) {
      assertThat(line).hasSize(29 + 1 + 10);
      assertThat(line.charAt(29)).isEqualTo('\t');
      DateTimeFormatter form = formOf(question(line));
      seen.add(form);
      assertThat(LocalDate.parse(question(line), form)).hasToString(line.substring(30));
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(FORMS);
  }

  @Test
  void daysAreOf1970To2020() {
    assertThat(LINES)
        .extracting(line -> line.substring(30, 34))
        .allMatch(year -> year.compareTo("1970") >= 0 && year.compareTo("2020") <= 0)
        .contains("1970", "2020");
  }

  @Test
  void aQuarterIsInSmallLettersAndAQuarterInCapitals() {
    List<String> worded =
        LINES.stream().map(DatesTest::question).filter(DatesTest::hasWords).toList();
    long small = worded.stream().filter(q -> q.equals(q.toLowerCase(Locale.ROOT))).count();
    long capitals = worded.stream().filter(q -> q.equals(q.toUpperCase(Locale.ROOT))).count();
    assertThat(small).isCloseTo(worded.size() / 4, withPercentage(10));
    assertThat(capitals).isCloseTo(worded.size() / 4, withPercentage(10));
  }

  private static boolean hasWords(String question) {
    return question.indexOf('/') < 0;
  }

  private static String question(String line) {
    return line.substring(0, 29).strip();
  }

  private static DateTimeFormatter formOf(String question) {
    return FORMS.stream()
        .filter(form -> reads(form, question))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no form for " + question));
  }

  private static boolean reads(DateTimeFormatter form, String question) {
    ParsePosition position = new ParsePosition(0);
    TemporalAccessor read = form.parseUnresolved(question, position);
    return read != null && position.getIndex() == question.length();
  }

  private static DateTimeFormatter form(String pattern) {
    return formatter(new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(pattern));
  }

  private static DateTimeFormatter formatter(DateTimeFormatterBuilder builder) {
    return builder.toFormatter(Locale.US);
  }
}
