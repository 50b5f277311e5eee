package wordmill.embeddings;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.hadoop.fs.Path;
import wordmill.config.BadInputException;
import wordmill.linalg.Matrix;
import wordmill.store.Artifact;
import wordmill.store.DataFile;
import wordmill.store.TableReader;

/**
 * Words and their vectors: V words in id order, that is by falling frequency, and a V × D matrix
 * whose row i belongs to word i. Every value is finite and no word stands twice. Memory: 4 · V · D
 * bytes, the words, and once asked for, an index of about 50 bytes a word.
 */
public final class Embeddings {
  private final String[] words;
  private final Matrix vectors;
  private volatile Map<String, Integer> index;
  private volatile float[] lengths;

  /**
   * Takes the matrix over; it is not copied.
   *
   * @throws BadInputException naming the word, if a value is NaN or infinite
   */
  public Embeddings(List<String> words, Matrix vectors) {
    if (words.size() != vectors.rows()) {
      throw new IllegalArgumentException(words.size() + " words, " + vectors.rows() + " vectors");
    }
    this.words = words.toArray(String[]::new);
    this.vectors = vectors;
    int D = vectors.columns();
    float[] values = vectors.values();
    for (int i = 0; i < this.words.length; i++) {
      checkFinite(this.words[i], values, i * D, (i + 1) * D);
    }
  }

  /** Reads a committed embeddings artifact; each file's SHA-256 is checked. */
  public static Embeddings read(Artifact artifact) throws IOException {
    List<DataFile> files = artifact.files("part-");
    int dimension = Math.toIntExact(artifact.count("dimension"));
    checkSize(artifact.count("words"), dimension);
    EmbeddingsBuilder out =
        new EmbeddingsBuilder(Math.toIntExact(artifact.count("words")), dimension);
    for (DataFile file : files) {
      Path path = new Path(artifact.folder().path(), file.name());
      try (TableReader in = artifact.folder().readTable(file, EmbeddingsFormat.SCHEMA)) {
        while (in.next()) {
          out.add(in.text(EmbeddingsFormat.WORD), in.floats(EmbeddingsFormat.VALUE), path);
        }
      }
    }
    BadInputException.check(
        out.size() == artifact.count("words"),
        "%s holds %d words, but its manifest says %d",
        artifact.folder().path(),
        out.size(),
        artifact.count("words"));
    return out.build();
  }

  /**
   * Refuses what no array can hold.
   *
   * @throws BadInputException if words × dimension is above 2^31 − 1
   */
  public static void checkSize(long words, int dimension) {
    BadInputException.check(
        words <= Integer.MAX_VALUE && words * dimension <= Integer.MAX_VALUE - 8,
        "%d words x %d dimensions do not fit: words times dimensions can be at most 2^31 - 9; lower"
            + " vocabulary.max-size or the number of dimensions",
        words,
        dimension);
  }

  /** Refuses {@code values[from, to)}, the vector of {@code word}, if one is NaN or infinite. */
  static void checkFinite(String word, float[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Float.isFinite(values[i])) {
        throw new BadInputException(
            "the vector of the word \"%s\" has the value %s in dimension %d of %d",
            word, values[i], i - from + 1, to - from);
      }
    }
  }

  public int size() {
    return words.length;
  }

  public int dimension() {
    return vectors.columns();
  }

  public String word(int id) {
    return words[id];
  }

  /** All words by id. */
  public List<String> words() {
    return Collections.unmodifiableList(Arrays.asList(words));
  }

  /** V × D, shared: not to be changed. */
  public Matrix vectors() {
    return vectors;
  }

  /** A copy of a word's vector. */
  public float[] vector(int id) {
    return Arrays.copyOfRange(vectors.values(), id * dimension(), (id + 1) * dimension());
  }

  /** The word's id, or empty if it is unknown. */
  public OptionalInt id(String word) {
    Integer id = index().get(word);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /**
   * The id of a word that must be known.
   *
   * @throws BadInputException naming the word and the known words spelled most like it
   */
  public int require(String word) {
    return id(word)
        .orElseThrow(
            () -> {
              List<String> close = Spelling.closest(word, words());
              return new BadInputException(
                  "the word \"%s\" is not among the %d known words%s",
                  word,
                  size(),
                  close.isEmpty() ? "" : "; did you mean " + String.join(" or ", close) + "?");
            });
  }

  /** These without {@code word}, if it is there; the ids after it become one lower. */
  public Embeddings without(String word) {
    if (id(word).isEmpty()) {
      return this;
    }
    int id = require(word);
    int D = dimension();
    float[] values = vectors.values();
    List<String> others = new ArrayList<>(words());
    others.remove(id);
    float[] rest = new float[values.length - D];
    System.arraycopy(values, 0, rest, 0, id * D);
    System.arraycopy(values, (id + 1) * D, rest, id * D, rest.length - id * D);
    return new Embeddings(others, new Matrix(others.size(), D, rest));
  }

  /** The vector's Euclidean length. */
  public float length(int id) {
    return lengths()[id];
  }

  /** Every row divided by its length, as a new matrix; rows of zeros stay zeros. */
  public Matrix unit() {
    float[] unit = vectors.values().clone();
    int D = dimension();
    for (int i = 0; i < words.length; i++) {
      float length = length(i);
      for (int at = i * D; at < (i + 1) * D && length > 0; at++) {
        unit[at] /= length;
      }
    }
    return new Matrix(words.length, D, unit);
  }

  /** The cosine of two words' vectors, −1 to 1; 0 where one of them is zero. */
  public double cosine(int a, int b) {
    float[] values = vectors.values();
    int D = dimension();
    double product = 0;
    for (int d = 0; d < D; d++) {
      product += (double) values[a * D + d] * values[b * D + d];
    }
    double both = (double) length(a) * length(b);
    return both == 0 ? 0 : product / both;
  }

  /** All words' vectors' lengths by id, shared: not to be changed. */
  public float[] lengths() {
    float[] found = lengths;
    if (found == null) {
      int D = dimension();
      float[] values = vectors.values();
      found = new float[words.length];
      for (int i = 0; i < found.length; i++) {
        double square = 0;
        for (int at = i * D; at < (i + 1) * D; at++) {
          square += (double) values[at] * values[at];
        }
        found[i] = (float) Math.sqrt(square);
      }
      lengths = found;
    }
    return found;
  }

  private Map<String, Integer> index() {
    Map<String, Integer> found = index;
    if (found == null) {
      found = new HashMap<>(2 * words.length);
      for (int i = 0; i < words.length; i++) {
        Integer before = found.put(words[i], i);
        BadInputException.check(
            before == null,
            "the word \"%s\" stands twice, as number %d and %d",
            words[i],
            before,
            i);
      }
      index = found;
    }
    return found;
  }
}
