package wordmill.word2vec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import wordmill.random.Generator;

final class PartsTest {
  @Test
  void everyRowHasAPlaceOfItsOwnInsideItsPart() {
    for (int rows : new int[] {1, 2, 7, 8, 9, 1_000, 1_003}) {
      for (int count : new int[] {1, 2, 7, 8}) {
        Parts parts = new Parts(rows, count, new Generator(rows));
        Set<Integer> places = new HashSet<>();
        int sum = 0;
        for (int row = 0; row < rows; row++) {
          int code = parts.code(row);
          int part = Parts.part(code);
          assertThat(Parts.offset(code)).isBetween(0, parts.rows(part) - 1);
          assertThat(parts.place(code)).isEqualTo(parts.first(part) + Parts.offset(code));
          assertThat(parts.row(parts.place(code))).isEqualTo(row);
          places.add(parts.place(code));
        }
        for (int part = 0; part < count; part++) {
          assertThat(parts.first(part)).isEqualTo(sum);
          sum += parts.rows(part);
        }
        assertThat(places).hasSize(rows);
        assertThat(sum).isEqualTo(rows);
      }
    }
  }

  @Test
  void rowsOfLikeFrequencyFallIntoDifferentParts() {
    Parts parts = new Parts(803, 8, new Generator(1));
    for (int from = 0; from < 800; from += 8) {
      Set<Integer> different = new HashSet<>();
      for (int row = from; row < from + 8; row++) {
        different.add(Parts.part(parts.code(row)));
      }
      assertThat(different).hasSize(8);
    }
  }

  /** Each of 4 rows meets each of 4 parts a quarter of the times. */
  @Test
  void chanceDealsFairly() {
    int[][] times = new int[4][4];
    for (int seed = 0; seed < 10_000; seed++) {
      Parts parts = new Parts(4, 4, new Generator(seed));
      for (int row = 0; row < 4; row++) {
        times[row][Parts.part(parts.code(row))]++;
      }
    }
    assertThat(Arrays.stream(times).flatMapToInt(Arrays::stream).boxed())
        .allSatisfy(n -> assertThat(n).isBetween(2_350, 2_650)); // 3.5 standard deviations
  }

  @Test
  void partsAreAsLargeAsACacheAndNotTooManyNorTooSmall() {
    assertThat(Parts.count(1, 104)).isEqualTo(1);
    assertThat(Parts.count(255, 104)).isEqualTo(1); // two would have too few negatives
    assertThat(Parts.count(2_000, 104)).isEqualTo(4); // for threads, not for the cache
    assertThat(Parts.count(68_027, 104)).isEqualTo(27); // of 1 MiB
    assertThat(Parts.count(1_000_000, 304)).isEqualTo(64);
    assertThat(Parts.count(6_000_000, 8)).isEqualTo(92); // or offsets would not fit 16 bits
  }
}
