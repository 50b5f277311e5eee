package wordmill.testdata;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A question and its answer.
 *
 * @param question as it stands in the file, with its padding
 * @param answer likewise
 */
record Pair(String question, String answer) {

  /** A pair whose sides have spaces at their right, up to a width that none may exceed. */
  static Pair padded(String question, int questionWidth, String answer, int answerWidth) {
    return new Pair(padded(question, questionWidth), padded(answer, answerWidth));
  }

  /**
   * Lines of question, tab, answer, from draws whose question is a new one. Fewer lines are the
   * first of more.
   *
   * @param count far fewer than there are questions: towards their end new ones are seldom drawn
   */
  static String lines(int count, Supplier<Pair> draw) {
    Set<String> asked = new HashSet<>();
    StringBuilder lines = new StringBuilder();
    while (asked.size() < count) {
      Pair pair = draw.get();
      if (asked.add(pair.question())) {
        lines.append(pair.question()).append('\t').append(pair.answer()).append('\n');
      }
    }
    return lines.toString();
  }

  private static String padded(String text, int width) {
    if (text.length() > width) {
      throw new IllegalStateException("'" + text + "' is wider than " + width);
    }
    return text + " ".repeat(width - text.length());
  }
}
