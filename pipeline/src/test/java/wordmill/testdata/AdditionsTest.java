package wordmill.testdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdditionsTest {
  private static final List<String> LINES = Additions.lines(20_000, new Random(7)).lines().toList();

  @Test
  void answersAreSumsInColumnsOfFixedWidth() {
    for (String line : LINES) {
      assertThat(line).matches("[0-9]{1,3}\\+[0-9]{1,3} *\t[0-9]{1,4} *").hasSize(7 + 1 + 4);
      assertThat(line.charAt(7)).isEqualTo('\t');
      assertThat(line.substring(8).strip())
          .isEqualTo(Integer.toString(number(line, 0) + number(line, 1)));
    }
  }

  @Test
  void noSumComesTwiceInEitherOrder() {
    Set<Set<Integer>> asked = new HashSet<>();
    for (String line : LINES) {
      Set<Integer> numbers = new HashSet<>(List.of(number(line, 0), number(line, 1)));
      assertThat(asked.add(numbers)).as(line).isTrue();
    }
  }

  @Test
  void numbersOfOneTwoAndThreeDigitsMeetInEveryWay() {
    assertThat(LINES.stream().map(line -> question(line).replaceAll("[0-9]", "9")))
        .contains("9+9", "9+99", "9+999", "99+9", "99+99", "99+999")
        .contains("999+9", "999+99", "999+999");
  }

  @Test
  void numbersGoFromNothingTo999() {
    Set<Integer> numbers = new HashSet<>();
    for (String line : LINES) {
      numbers.add(number(line, 0));
      numbers.add(number(line, 1));
    }
    assertThat(numbers).hasSize(1000).contains(0, 999);
  }

  private static int number(String line, int side) {
    return Integer.parseInt(question(line).split("\\+", -1)[side]);
  }

  private static String question(String line) {
    return line.substring(0, 7).strip();
  }
}
