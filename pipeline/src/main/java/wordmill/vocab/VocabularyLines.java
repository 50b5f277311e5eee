package wordmill.vocab;

import static wordmill.config.BadInputException.check;

import java.util.Arrays;
import org.apache.hadoop.fs.Path;
import wordmill.config.BadInputException;

/** The lines of a {@code vocabulary.tsv}, each checked. */
final class VocabularyLines {
  private static final int MAX_DIGITS = 18;

  private VocabularyLines() {}

  static Vocabulary parse(byte[] tsv, String path) {
    WordTable words = new WordTable();
    long[] counts = new long[1 << 10];
    int from = 0;
    while (from < tsv.length) {
      int id = words.size();
      int tab = indexOf('\t', tsv, from);
      int end = indexOf('\n', tsv, from);
      check(
          from < tab && tab < end && end < tsv.length,
          "%s is damaged: line %d is not a word, a tab and a count",
          path,
          id + 1);
      if (id == counts.length) {
        counts = Arrays.copyOf(counts, 2 * id);
      }
      counts[id] = count(tsv, tab + 1, end);
      check(counts[id] >= 0, "%s is damaged: line %d has no whole number", path, id + 1);
      check(
          id == 0 || counts[id] <= counts[id - 1],
          "%s is damaged: the count of line %d is above the one before",
          path,
          id + 1);
      check(
          words.add(tsv, from, tab) == id,
          "%s is damaged: the word of line %d stands twice",
          path,
          id + 1);
      from = end + 1;
    }
    check(words.size() > 0, "%s is damaged: it holds no word", path);
    return new Vocabulary(words, Arrays.copyOf(counts, words.size()));
  }

  static BadInputException missing(Path folder, String name) {
    return new BadInputException("%s has no %s: is it a vocabulary?", folder, name);
  }

  /** The number, or -1. */
  private static long count(byte[] tsv, int from, int to) {
    if (from == to || to - from > MAX_DIGITS) {
      return -1;
    }
    long count = 0;
    for (int i = from; i < to; i++) {
      if (tsv[i] < '0' || tsv[i] > '9') {
        return -1;
      }
      count = 10 * count + tsv[i] - '0';
    }
    return count;
  }

  private static int indexOf(char wanted, byte[] bytes, int from) {
    int i = from;
    while (i < bytes.length && bytes[i] != wanted) {
      i++;
    }
    return i;
  }
}
