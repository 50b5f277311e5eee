package wordmill.testdata;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Sums of two numbers from 0 to 999 as text, {@code 16+75} and {@code 91}. Each number has one, two
 * or three digits with equal chances. A sum comes once, in one order only, so that none is learnt
 * from its mirror image; all 55 sums of two digits are soon used up, and most have five digits or
 * six. Fixed width, as in Saito, Deep Learning from Scratch 2 (2018), chapter 7.
 */
final class Additions {
  static final int QUESTION_WIDTH = 7;
  static final int ANSWER_WIDTH = 4;
  private static final int[] POWERS_OF_TEN = {0, 10, 100, 1000};

  private final Random random;
  private final Set<Integer> asked = new HashSet<>();

  private Additions(Random random) {
    this.random = random;
  }

  /**
   * @param count at most 100,000 or so of the 500,500 that there are
   */
  static String lines(int count, Random random) {
    return Pair.lines(count, new Additions(random)::next);
  }

  private Pair next() {
    int a = number();
    int b = number();
    while (!asked.add(Math.min(a, b) * 1000 + Math.max(a, b))) {
      a = number();
      b = number();
    }
    return Pair.padded(a + "+" + b, QUESTION_WIDTH, Integer.toString(a + b), ANSWER_WIDTH);
  }

  private int number() {
    int digits = 1 + random.nextInt(3);
    int least = POWERS_OF_TEN[digits - 1];
    return least + random.nextInt(POWERS_OF_TEN[digits] - least);
  }
}
