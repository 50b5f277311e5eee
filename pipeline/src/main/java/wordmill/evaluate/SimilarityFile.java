package wordmill.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import wordmill.config.BadInputException;
import wordmill.store.HadoopConf;

/**
 * Pairs of words that people have scored.
 *
 * @param name the file's name without its extension
 * @param pairs in the file's order, in lower case
 */
record SimilarityFile(String name, List<Pair> pairs) {
  SimilarityFile {
    pairs = List.copyOf(pairs);
  }

  /** How alike people find two words. */
  record Pair(String first, String second, double score) {}

  /**
   * Reads {@code word word score} lines, cut at white space, with whatever follows the score. A
   * first line without a score is taken for the columns' names.
   */
  static SimilarityFile read(Path path, HadoopConf hadoop) throws IOException {
    List<Lines.Line> lines = Lines.read(path, hadoop);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Lines.Line line = lines.get(i);
      boolean header = i == 0 && (line.fields().size() < 3 || !hasScore(line));
      if (!header) {
        pairs.add(pair(line));
      }
    }
    BadInputException.check(
        !pairs.isEmpty(), "%s holds no pairs; a line has two words and a score", path);
    return new SimilarityFile(Lines.baseName(path), pairs);
  }

  private static Pair pair(Lines.Line line) {
    BadInputException.check(
        line.fields().size() >= 3,
        "%s has %d columns; a line has two words and a score",
        line.where(),
        line.fields().size());
    BadInputException.check(
        hasScore(line),
        "%s: the score is \"%s\", which is not a finite number; a line has two words and a score",
        line.where(),
        line.fields().get(2));
    return new Pair(
        line.fields().get(0), line.fields().get(1), Double.parseDouble(line.fields().get(2)));
  }

  private static boolean hasScore(Lines.Line line) {
    try {
      return Double.isFinite(Double.parseDouble(line.fields().get(2)));
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
