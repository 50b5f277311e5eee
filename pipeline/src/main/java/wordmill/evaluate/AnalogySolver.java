package wordmill.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import wordmill.embeddings.AnalogyRule;
import wordmill.embeddings.Embeddings;
import wordmill.linalg.Dots;
import wordmill.linalg.PackedRows;

/**
 * Answers many analogies at once. The vocabulary goes by in tiles of {@value #TILE} words: first
 * the cosines of all Q words that occur in questions with the tile, then every question's best word
 * of the tile from rows of that table, which stays in the cache. Time: 2 · Q · V · D for cosines
 * and about 4 operations a question and word; memory: 1 KiB for each of the Q words and core, and a
 * packed copy of the V · D vectors.
 */
final class AnalogySolver {
  private static final int TILE = 4 * Dots.PANEL;
  private static final int CHUNKS = 16;
  private static final Dots DOTS = Dots.chosen();

  private final PackedRows panels;
  private final float[] queries;
  private final int[] asked;
  private final int[][] questions;

  /**
   * @param questions ids a, b, c (and what else follows), all below {@code restrict}
   * @param restrict answers are among the ids below it, at most the number of words
   */
  private AnalogySolver(Embeddings embeddings, List<int[]> questions, int restrict) {
    this.panels = PackedRows.of(embeddings.vectors(), restrict, embeddings.lengths());
    this.asked =
        questions.stream()
            .flatMapToInt(question -> Arrays.stream(question, 0, 3))
            .distinct()
            .sorted()
            .toArray();
    this.queries = new float[Math.multiplyExact(asked.length, panels.width())];
    for (int i = 0; i < asked.length; i++) {
      panels.unpack(asked[i], queries, i * panels.width());
    }
    this.questions =
        questions.stream()
            .map(
                question ->
                    Arrays.stream(question, 0, 3)
                        .map(id -> Arrays.binarySearch(asked, id))
                        .toArray())
            .toArray(int[][]::new);
  }

  /** The best answer to each question by each rule, the lowest id of equals; −1 if none is left. */
  static Answers solve(Embeddings embeddings, List<int[]> questions, int restrict) {
    AnalogySolver solver = new AnalogySolver(embeddings, questions, restrict);
    List<Best[]> chunks =
        IntStream.range(0, CHUNKS).parallel().mapToObj(solver::solveChunk).toList();
    return new Answers(
        best(chunks.stream().map(chunk -> chunk[0]).toList()),
        best(chunks.stream().map(chunk -> chunk[1]).toList()));
  }

  /** Ids by question. */
  record Answers(List<Integer> add, List<Integer> mul) {}

  private Best[] solveChunk(int chunk) {
    Best add = new Best(questions.length);
    Best mul = new Best(questions.length);
    int tiles = (panels.rows() + TILE - 1) / TILE;
    int last = (chunk + 1) * tiles / CHUNKS;
    float[] table = new float[asked.length * TILE];
    for (int tile = chunk * tiles / CHUNKS; tile < last; tile++) {
      int first = tile * TILE;
      int n = Math.min(TILE, panels.rows() - first);
      fill(table, first, n);
      for (int q = 0; q < questions.length; q++) {
        answer(q, table, first, n, add, mul);
      }
    }
    return new Best[] {add, mul};
  }

  /** Cosines of every asked word, a row each, with the tile's words. */
  private void fill(float[] table, int first, int n) {
    for (int j = 0; j < n; j += Dots.PANEL) {
      float[] panel = panels.panel((first + j) / Dots.PANEL);
      DOTS.products(panel, panels.width(), queries, 0, asked.length, table, j, TILE);
    }
  }

  /** Goes over the tile's words between the question's own. */
  private void answer(int q, float[] table, int first, int n, Best add, Best mul) {
    int[] question = questions[q];
    int from = first;
    while (from < first + n) {
      int to = first + n;
      for (int i = 0; i < 3; i++) {
        int own = asked[question[i]];
        if (own >= from && own < to) {
          to = own;
        }
      }
      if (from < to) {
        int a = question[0] * TILE + from - first;
        int b = question[1] * TILE + from - first;
        int c = question[2] * TILE + from - first;
        float sum = DOTS.greatestSum(table, a, b, c, to - from);
        if (sum > add.scores[q]) {
          add.scores[q] = sum;
          add.ids[q] = from + find(AnalogyRule.ADD, sum, table, a, b, c, to - from);
        }
        float product = DOTS.greatestProduct(table, a, b, c, to - from, AnalogyRule.EPSILON);
        if (product > mul.scores[q]) {
          mul.scores[q] = product;
          mul.ids[q] = from + find(AnalogyRule.MUL, product, table, a, b, c, to - from);
        }
      }
      from = to + 1;
    }
  }

  /** Where the greatest score stands; kernel and rule compute the same bits. */
  private static int find(
      AnalogyRule rule, float score, float[] table, int a, int b, int c, int n) {
    for (int j = 0; j < n; j++) {
      if (rule.score(table[a + j], table[b + j], table[c + j]) == score) {
        return j;
      }
    }
    throw new IllegalStateException("no word has the score " + score);
  }

  private static List<Integer> best(List<Best> chunks) {
    Best best = chunks.get(0);
    for (Best chunk : chunks.subList(1, chunks.size())) {
      for (int q = 0; q < best.ids.length; q++) {
        if (chunk.scores[q] > best.scores[q]) {
          best.scores[q] = chunk.scores[q];
          best.ids[q] = chunk.ids[q];
        }
      }
    }
    return Arrays.stream(best.ids).boxed().toList();
  }

  /** The best answers so far. */
  private static final class Best {
    private final float[] scores;
    private final int[] ids;

    private Best(int questions) {
      scores = new float[questions];
      ids = new int[questions];
      Arrays.fill(scores, Float.NEGATIVE_INFINITY);
      Arrays.fill(ids, -1);
    }
  }
}
