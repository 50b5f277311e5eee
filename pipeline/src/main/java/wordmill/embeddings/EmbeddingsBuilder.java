package wordmill.embeddings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import wordmill.config.BadInputException;
import wordmill.linalg.Matrix;

/**
 * Embeddings growing word by word. Refuses a word that came before and a value that is not finite.
 */
final class EmbeddingsBuilder {
  private final int dimension;
  private final List<String> words = new ArrayList<>();
  private final Map<String, Integer> seen;
  private float[] values;

  EmbeddingsBuilder(int expectedWords, int dimension) {
    this.dimension = dimension;
    this.seen = new HashMap<>(2 * expectedWords);
    this.values = new float[expectedWords * dimension];
  }

  int size() {
    return words.size();
  }

  /** Room for one more vector, in {@link #values} from {@link #end} on. */
  float[] values() {
    if (values.length - end() < dimension) {
      Embeddings.checkSize(words.size() + 1L, dimension);
      long wanted = end() + Math.max(dimension, (long) end() / 2);
      values = Arrays.copyOf(values, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
    }
    return values;
  }

  int end() {
    return words.size() * dimension;
  }

  /** Adds the word whose vector was just put at {@link #end}; {@code where} opens the complaint. */
  void add(String word, Where where) {
    Integer before = seen.putIfAbsent(word, words.size());
    BadInputException.check(
        before == null,
        "%s: the word \"%s\" stands there a second time, first as word %d",
        where,
        word,
        before == null ? 0 : before + 1);
    int end = end();
    for (int i = end; i < end + dimension; i++) {
      if (!Float.isFinite(values[i])) {
        throw new BadInputException(
            "%s: the vector of the word \"%s\" has the value %s in dimension %d of %d",
            where, word, values[i], i - end + 1, dimension);
      }
    }
    words.add(word);
  }

  /** Adds a copy of {@code vector} as the next row of the table in {@code file}. */
  void add(String word, float[] vector, Path file) {
    Where where = new Where(file, "row", words.size() + 1L);
    BadInputException.check(
        vector.length == dimension,
        "%s: the vector of the word \"%s\" has %d dimensions, the first has %d",
        where,
        word,
        vector.length,
        dimension);
    System.arraycopy(vector, 0, values(), end(), dimension);
    add(word, where);
  }

  Embeddings build() {
    float[] whole = values.length == end() ? values : Arrays.copyOf(values, end());
    return new Embeddings(words, new Matrix(words.size(), dimension, whole));
  }

  /** A place in a file, for complaints. */
  record Where(Path path, String unit, long number) {
    @Override
    public String toString() {
      return path + " " + unit + " " + number;
    }
  }
}
