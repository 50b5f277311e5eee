package wordmill.word2vec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import wordmill.random.Generator;

final class PairSorterTest {
  @Test
  void pairsStandInTheirCellsInTheOrderTheyCame() {
    Parts inputs = new Parts(200, 3, new Generator(1));
    Parts outputs = new Parts(90, 4, new Generator(2));
    PairSorter sorter = new PairSorter(inputs, outputs);
    Random random = new Random(3);
    for (int count : new int[] {100_000, 0, 1, 500}) { // one piece after another
      Map<Integer, List<Integer>> expected = new TreeMap<>();
      for (int i = 0; i < count; i++) {
        int output = outputs.code(random.nextInt(90));
        int input = inputs.code(random.nextInt(200));
        sorter.add(output, input);
        expected
            .computeIfAbsent(Parts.part(input) * 4 + Parts.part(output), none -> new ArrayList<>())
            .add(Parts.offset(output) << 16 | Parts.offset(input));
      }
      PairSorter.Piece piece = sorter.take();
      for (int cell = 0; cell < 12; cell++) {
        List<Integer> found = new ArrayList<>();
        for (int at = piece.from(cell); at < piece.to(cell); at++) {
          found.add(piece.pair(at));
        }
        assertThat(found).isEqualTo(expected.getOrDefault(cell, List.of()));
      }
    }
  }
}
