package wordmill.embeddings;

import java.util.ArrayList;
import java.util.List;

/** Words that differ from a given one by a slip or two of the pen. */
final class Spelling {
  private static final int MOST_EDITS = 2;
  private static final int MOST_WORDS = 3;

  private Spelling() {}

  /**
   * At most {@value #MOST_WORDS} words within {@value #MOST_EDITS} edits, and fewer edits than the
   * word has letters: the closest first, and of those the first listed. Compares without regard to
   * case.
   */
  static List<String> closest(String word, List<String> known) {
    List<List<String>> byEdits = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (String candidate : known) {
      if (Math.abs(candidate.length() - word.length()) <= MOST_EDITS) {
        int edits = edits(word, candidate);
        if (edits <= MOST_EDITS && edits < word.length()) {
          byEdits.get(edits).add(candidate);
        }
      }
    }
    return byEdits.stream().flatMap(List::stream).limit(MOST_WORDS).toList();
  }

  /**
   * Insertions, deletions, substitutions and swaps of neighbours that lead from one to the other.
   */
  static int edits(String from, String to) {
    int[] before = new int[to.length() + 1];
    int[] row = new int[to.length() + 1];
    int[] next = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      next[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = same(from, i - 1, to, j - 1) ? 0 : 1;
        next[j] = Math.min(Math.min(next[j - 1], row[j]) + 1, row[j - 1] + change);
        if (i > 1 && j > 1 && same(from, i - 1, to, j - 2) && same(from, i - 2, to, j - 1)) {
          next[j] = Math.min(next[j], before[j - 2] + 1);
        }
      }
      int[] free = before;
      before = row;
      row = next;
      next = free;
    }
    return row[to.length()];
  }

  private static boolean same(String a, int i, String b, int j) {
    return Character.toLowerCase(a.charAt(i)) == Character.toLowerCase(b.charAt(j));
  }
}
