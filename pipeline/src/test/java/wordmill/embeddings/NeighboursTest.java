package wordmill.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import wordmill.config.BadInputException;
import wordmill.linalg.Matrix;

final class NeighboursTest {
  private final Embeddings embeddings = RandomEmbeddings.of(700, 13, 1);
  private final Neighbours neighbours = Neighbours.of(embeddings);

  @Test
  void nearestAreThoseOfASlowSearch() {
    List<String> words = List.of("w0", "w1", "w16", "w698", "w63", "w64");
    List<List<Neighbour>> found = neighbours.nearest(words, 20);
    for (int i = 0; i < words.size(); i++) {
      int query = embeddings.require(words.get(i));
      assertThat(ids(found.get(i))).isEqualTo(slow(id -> cosine(query, id), 20, query));
      assertThat(neighbours.nearest(words.get(i), 20)).isEqualTo(found.get(i));
    }
  }

  @Test
  void scoresAreCosines() {
    for (Neighbour found : neighbours.nearest("w3", 700)) {
      assertThat((double) found.score())
          .isCloseTo(cosine(3, found.id()), org.assertj.core.data.Offset.offset(1e-6));
    }
  }

  @Test
  void equalScoresStandInTheOrderOfIds() {
    float[] same = new float[300];
    java.util.Arrays.fill(same, 0.1f);
    Neighbours all =
        Neighbours.of(
            new Embeddings(RandomEmbeddings.of(100, 3, 1).words(), new Matrix(100, 3, same)));
    assertThat(ids(all.nearest("w50", 4))).containsExactly(0, 1, 2, 3);
    assertThat(ids(all.nearest("w1", 4))).containsExactly(0, 2, 3, 4);
  }

  @Test
  void moreThanThereAreGivesAllOthers() {
    assertThat(neighbours.nearest("w0", 10_000)).hasSize(699);
  }

  @Test
  void aVectorOfAnyLengthIsAQuery() {
    float[] query = embeddings.vector(7);
    for (int d = 0; d < query.length; d++) {
      query[d] *= 1024;
    }
    assertThat(neighbours.nearest(query, 10, 7)).isEqualTo(neighbours.nearest("w7", 10));
    assertThat(neighbours.nearest(query, 1).get(0).word()).isEqualTo("w7");
  }

  @Test
  void analogiesAreThoseOfASlowSearch() {
    for (AnalogyRule rule : AnalogyRule.values()) {
      for (int restrict : List.of(64, 333, 700, 9999)) {
        List<Neighbour> found =
            neighbours.analogy(new AnalogyQuestion("w1", "w2", "w30"), rule, 9, restrict);
        List<Integer> expected =
            slow(id -> score(rule, id), 700, 1, 2, 30).stream()
                .filter(id -> id < restrict)
                .limit(9)
                .toList();
        assertThat(ids(found)).isEqualTo(expected);
      }
    }
  }

  private double score(AnalogyRule rule, int id) {
    double a = cosine(id, 1);
    double b = cosine(id, 2);
    double c = cosine(id, 30);
    return rule == AnalogyRule.ADD
        ? b - a + c
        : (b + 1) / 2 * ((c + 1) / 2) / ((a + 1) / 2 + 0.001);
  }

  @Test
  void anUnknownWordIsToldWithTheClosestSpellings() {
    Neighbours places =
        Neighbours.of(
            RandomEmbeddings.of(List.of("paris", "madrid", "Parish", "pairs", "rome"), 3, 1));
    assertThatThrownBy(() -> places.nearest("pariss", 3))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "the word \"pariss\" is not among the 5 known words; did you mean paris or Parish or"
                + " pairs?");
    assertThatThrownBy(() -> places.nearest("zebra", 3))
        .hasMessage("the word \"zebra\" is not among the 5 known words");
  }

  @Test
  void aVectorOfZerosHasNoNeighbours() {
    assertThatThrownBy(() -> neighbours.nearest("w49", 3))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("w49");
  }

  @Test
  void noNeighboursCannotBeAskedFor() {
    assertThatThrownBy(() -> neighbours.nearest("w0", 0)).isInstanceOf(BadInputException.class);
  }

  /** Sorted by falling score as a float tells it, then by id. */
  private List<Integer> slow(IntToDoubleFunction score, int k, int... excluded) {
    List<Integer> ids = new ArrayList<>(IntStream.range(0, embeddings.size()).boxed().toList());
    for (Integer id : excluded) {
      ids.remove(id);
    }
    // Words w11 and w16 have one vector, so their scores are equal to the last bit.
    ids.sort(
        Comparator.comparing((Integer id) -> -score.applyAsDouble(id))
            .thenComparing(Comparator.naturalOrder()));
    return ids.subList(0, Math.min(k, ids.size()));
  }

  private double cosine(int a, int b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int d = 0; d < embeddings.dimension(); d++) {
      double x = embeddings.vector(a)[d];
      double y = embeddings.vector(b)[d];
      ab += x * y;
      aa += x * x;
      bb += y * y;
    }
    return aa * bb == 0 ? 0 : ab / Math.sqrt(aa * bb);
  }

  private static List<Integer> ids(List<Neighbour> found) {
    return found.stream().map(Neighbour::id).toList();
  }
}
