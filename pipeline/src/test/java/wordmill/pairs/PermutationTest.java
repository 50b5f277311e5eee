package wordmill.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import wordmill.random.Generator;
import wordmill.random.Seeds;

final class PermutationTest {
  @Test
  void everyNumberHasAPlaceOfItsOwn() {
    for (int size = 1; size <= 300; size++) {
      assertOneToOne(size);
    }
    assertOneToOne(1 << 20);
    assertOneToOne((1 << 20) + 1);
  }

  private static void assertOneToOne(int size) {
    Permutation permutation = permutation(size, size);
    BitSet places = new BitSet();
    for (int number = 0; number < size; number++) {
      places.set((int) permutation.at(number));
    }
    assertThat(places.cardinality()).isEqualTo(size);
    assertThat(places.length()).isEqualTo(size);
  }

  @Test
  void placesOfVeryManyNumbersAreInRangeAndDiffer() {
    long size = (1L << 62) - 12_345;
    Permutation permutation = permutation(size, 1);
    Set<Long> places = new HashSet<>();
    for (long number = size - 5_000; number < size; number++) {
      places.add(permutation.at(number));
    }
    assertThat(places).hasSize(5_000).allMatch(place -> place >= 0 && place < size);
    permutation(1L << 62, 1).at((1L << 62) - 1);
  }

  @Test
  void eachPlaceIsAsLikelyAsAnother() {
    for (int size : new int[] {3, 7, 16, 100}) {
      int[][] counts = new int[2][size];
      int keys = 400 * size;
      for (int key = 0; key < keys; key++) {
        Permutation permutation = permutation(size, key);
        counts[0][(int) permutation.at(0)]++;
        counts[1][(int) permutation.at(size - 1)]++;
      }
      for (int[] each : counts) {
        for (int count : each) {
          assertThat(count).isBetween(300, 500); // five standard deviations
        }
      }
    }
  }

  @Test
  void neighboursArePutFarApart() {
    Permutation permutation = permutation(10_000, 5);
    double meanDistance =
        LongStream.range(1, 10_000)
            .map(number -> Math.abs(permutation.at(number) - permutation.at(number - 1)))
            .average()
            .orElseThrow();
    assertThat(meanDistance).isBetween(3_200.0, 3_467.0); // N / 3, as for any two numbers
  }

  @Test
  void keysMakeAnotherOrder() {
    assertThat(order(new Seeds(1).forReplica("order", 0, 0, 0)))
        .isEqualTo(order(new Seeds(1).forReplica("order", 0, 0, 0)))
        .isNotEqualTo(order(new Seeds(1).forReplica("order", 1, 0, 0)))
        .isNotEqualTo(order(new Seeds(2).forReplica("order", 0, 0, 0)));
  }

  private static List<Long> order(Generator keys) {
    Permutation permutation = new Permutation(50, keys);
    return LongStream.range(0, 50).map(permutation::at).boxed().toList();
  }

  @Test
  void otherNumbersAreRefused() {
    assertThatThrownBy(() -> permutation(0, 1)).hasMessage("no permutation of 0 numbers");
    assertThatThrownBy(() -> permutation((1L << 62) + 1, 1))
        .hasMessageStartingWith("no permutation");
    Permutation permutation = permutation(9, 1);
    assertThatThrownBy(() -> permutation.at(9)).hasMessage("number 9 of 9");
    assertThatThrownBy(() -> permutation.at(-1)).hasMessage("number -1 of 9");
  }

  private static Permutation permutation(long size, long key) {
    return new Permutation(size, new Generator(key));
  }
}
