package wordmill.word2vec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import wordmill.random.Generator;

final class BatchesTest {
  private static final int ROWS = 40;

  private final Random random = new Random(2);
  private final Batches batches = new Batches();

  @Test
  void everyItemIsInOneBatchOfItsOutput() {
    for (int length : new int[] {5_000, 0, 1, 700, 8_000}) { // larger and smaller, in one object
      int[] outputs = random.ints(length, 0, ROWS).map(row -> row * row / ROWS).toArray();
      int[] items = random.ints(length).toArray();
      batches.fill(ROWS, outputs, items, length, new Generator(length));
      Set<Integer> used = new HashSet<>();
      int[][] found = new int[ROWS][];
      Arrays.setAll(found, row -> new int[0]);
      for (int i = 0; i < batches.count(); i++) {
        assertThat(batches.to(i) - batches.from(i)).isBetween(1, Batches.SIZE);
        for (int at = batches.from(i); at < batches.to(i); at++) {
          assertThat(used.add(at)).isTrue();
          found[batches.output(i)] = plus(found[batches.output(i)], batches.sorted()[at]);
        }
      }
      for (int row = 0; row < ROWS; row++) {
        assertThat(found[row]).containsExactlyInAnyOrder(of(row, outputs, items));
      }
    }
  }

  @Test
  void noTwoBatchesOfAnOutputCouldBeOne() {
    int[] outputs = random.ints(1_000, 0, ROWS).toArray();
    batches.fill(ROWS, outputs, new int[1_000], 1_000, new Generator(1));
    int[] partial = new int[ROWS];
    for (int i = 0; i < batches.count(); i++) {
      partial[batches.output(i)] += batches.to(i) - batches.from(i) < Batches.SIZE ? 1 : 0;
    }
    assertThat(partial).containsOnly(0, 1);
  }

  @Test
  void batchesOfOneSizeStandTogether() {
    int[] outputs = random.ints(1_000, 0, ROWS).toArray();
    batches.fill(ROWS, outputs, new int[1_000], 1_000, new Generator(1));
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < batches.count(); i++) {
      sizes.add(batches.to(i) - batches.from(i));
    }
    assertThat(sizes).isSortedAccordingTo(Comparator.reverseOrder()).contains(8, 1);
  }

  @Test
  void batchesOfAnOutputAreSpread() {
    batches.fill(2, new int[8_000], new int[8_000], 8_000, new Generator(1));
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < batches.count(); i++) {
      order.add(batches.from(i));
    }
    assertThat(order).hasSize(1_000).isNotEqualTo(order.stream().sorted().toList());
    assertThat(order.subList(0, 100)).anyMatch(from -> from > 4_000).anyMatch(from -> from < 4_000);
  }

  private static int[] of(int row, int[] outputs, int[] items) {
    int[] all = new int[0];
    for (int i = 0; i < outputs.length; i++) {
      all = outputs[i] == row ? plus(all, items[i]) : all;
    }
    return all;
  }

  private static int[] plus(int[] some, int one) {
    int[] more = Arrays.copyOf(some, some.length + 1);
    more[some.length] = one;
    return more;
  }
}
