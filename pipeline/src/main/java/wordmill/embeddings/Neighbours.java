package wordmill.embeddings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import wordmill.config.BadInputException;
import wordmill.linalg.Dots;
import wordmill.linalg.PackedRows;

/**
 * The words nearest to others by cosine, found exactly by comparing with all of them. Equal scores
 * stand in the order of ids. All cores take part; the result does not depend on how many. Memory: a
 * second, packed copy of the vectors. Time: 2 · V · D operations a query; queries asked together
 * share the passes over memory.
 */
public final class Neighbours {
  /** Queries that go through the vectors together. */
  private static final int BATCH = 256;

  private static final int CHUNKS = 32;
  private static final Dots DOTS = Dots.chosen();

  private final Embeddings embeddings;
  private final PackedRows panels;

  private Neighbours(Embeddings embeddings, PackedRows panels) {
    this.embeddings = embeddings;
    this.panels = panels;
  }

  /** Packs the vectors for search. */
  public static Neighbours of(Embeddings embeddings) {
    return new Neighbours(
        embeddings, PackedRows.of(embeddings.vectors(), embeddings.size(), embeddings.lengths()));
  }

  /**
   * The at most {@code k} words nearest to {@code word}, itself left out, nearest first.
   *
   * @throws BadInputException if the word is unknown, or its vector is zero
   */
  public List<Neighbour> nearest(String word, int k) {
    return nearest(List.of(word), k).get(0);
  }

  /** For each of the words the at most {@code k} others nearest to it, nearest first. */
  public List<List<Neighbour>> nearest(List<String> words, int k) {
    int D = embeddings.dimension();
    float[] queries = new float[Math.multiplyExact(words.size(), D)];
    int[][] excluded = new int[words.size()][];
    for (int i = 0; i < words.size(); i++) {
      int id = embeddings.require(words.get(i));
      excluded[i] = new int[] {id};
      unit(embeddings.vector(id), "the word \"" + words.get(i) + "\"", queries, i * D);
    }
    return search(queries, excluded, k);
  }

  /** The at most {@code k} words nearest to a vector of any length, without those excluded. */
  public List<Neighbour> nearest(float[] vector, int k, int... excluded) {
    BadInputException.check(
        vector.length == embeddings.dimension(),
        "a vector of %d dimensions cannot be compared with vectors of %d",
        vector.length,
        embeddings.dimension());
    float[] query = new float[vector.length];
    unit(vector, "the query", query, 0);
    return search(query, new int[][] {excluded.clone()}, k).get(0);
  }

  /**
   * The at most {@code k} best answers to "a is to b as c is to what", best first, among the {@code
   * restrict} most frequent words without a, b and c themselves.
   *
   * @throws BadInputException if a word is unknown, or its vector is zero
   */
  public List<Neighbour> analogy(AnalogyQuestion question, AnalogyRule rule, int k, int restrict) {
    checkAtLeastOne("neighbours asked for", k);
    checkAtLeastOne("words to choose from", restrict);
    int D = embeddings.dimension();
    float[] queries = new float[3 * D];
    int[] asked = new int[3];
    for (int i = 0; i < 3; i++) {
      String word = question.words().get(i);
      asked[i] = embeddings.require(word);
      unit(embeddings.vector(asked[i]), "the word \"" + word + "\"", queries, i * D);
    }
    int rows = Math.min(restrict, panels.rows());
    TopK best = new TopK(Math.min(k, rows), asked);
    float[] cosines = new float[3 * Dots.PANEL];
    for (int first = 0; first < rows; first += Dots.PANEL) {
      DOTS.products(panels.panel(first / Dots.PANEL), D, queries, 0, 3, cosines, 0, Dots.PANEL);
      for (int j = 0; j < Math.min(Dots.PANEL, rows - first); j++) {
        float a = cosines[j];
        float b = cosines[Dots.PANEL + j];
        float c = cosines[2 * Dots.PANEL + j];
        best.offer(rule.score(a, b, c), first + j);
      }
    }
    return best.list(embeddings);
  }

  private List<List<Neighbour>> search(float[] queries, int[][] excluded, int k) {
    checkAtLeastOne("neighbours asked for", k);
    List<List<Neighbour>> found = new ArrayList<>();
    for (int first = 0; first < excluded.length; first += BATCH) {
      int[][] batch = Arrays.copyOfRange(excluded, first, Math.min(excluded.length, first + BATCH));
      int query = first * panels.width();
      int size = Math.min(k, panels.rows());
      List<TopK[]> chunks =
          IntStream.range(0, CHUNKS)
              .parallel()
              .mapToObj(chunk -> searchChunk(chunk, queries, query, batch, size))
              .toList();
      for (int i = 0; i < batch.length; i++) {
        TopK best = new TopK(size, batch[i]);
        for (TopK[] chunk : chunks) {
          best.merge(chunk[i]);
        }
        found.add(best.list(embeddings));
      }
    }
    return found;
  }

  private TopK[] searchChunk(int chunk, float[] queries, int query, int[][] excluded, int k) {
    TopK[] best = new TopK[excluded.length];
    Arrays.setAll(best, i -> new TopK(k, excluded[i]));
    float[] cosines = new float[excluded.length * Dots.PANEL];
    int last = (int) ((chunk + 1L) * panels.count() / CHUNKS);
    for (int p = (int) ((long) chunk * panels.count() / CHUNKS); p < last; p++) {
      int row = p * Dots.PANEL;
      int n = Math.min(Dots.PANEL, panels.rows() - row);
      DOTS.products(
          panels.panel(p), panels.width(), queries, query, best.length, cosines, 0, Dots.PANEL);
      for (int i = 0; i < best.length; i++) {
        best[i].offer(cosines, i * Dots.PANEL, n, row);
      }
    }
    return best;
  }

  private static void unit(float[] vector, String whose, float[] out, int to) {
    double square = 0;
    for (float x : vector) {
      square += (double) x * x;
    }
    BadInputException.check(
        square > 0 && Double.isFinite(square),
        "%s has a vector of length %s, so nothing is near it",
        whose,
        Math.sqrt(square));
    float length = (float) Math.sqrt(square);
    for (int d = 0; d < vector.length; d++) {
      out[to + d] = vector[d] / length;
    }
  }

  private static void checkAtLeastOne(String what, int number) {
    BadInputException.check(
        number >= 1, "the number of %s must be 1 or more, but is %d", what, number);
  }
}
