package wordmill.jobs;

import java.util.Random;

/** A text by chance: the same for the same numbers. */
final class SmallText {
  private SmallText() {}

  /**
   * Sentences of ten words, {@code w0} to {@code w(words − 1)}, rarer by the square, as words are.
   */
  static String of(int tokens, int words, long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int token = 0; token < tokens; token++) {
      double share = random.nextDouble();
      text.append('w').append((int) (words * share * share));
      text.append(token % 10 == 9 ? '\n' : ' ');
    }
    return text.toString();
  }
}
