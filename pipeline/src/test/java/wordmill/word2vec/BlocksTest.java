package wordmill.word2vec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BlocksTest {
  /** Words fewer than blocks, as many, whole turns of the snake, and none of these. */
  private static final List<Blocks> ALL = new ArrayList<>();

  static {
    for (int words : new int[] {1, 2, 3, 5, 6, 7, 8, 16, 17, 31, 100, 101, 1_000}) {
      for (int replicas : new int[] {1, 2, 3, 4, 5, 7, 8, 32, 150, 1_024}) {
        ALL.add(new Blocks(words, replicas));
      }
    }
  }

  @Test
  void wordsGoThereAndBackAgain() {
    Blocks blocks = new Blocks(8, 3);
    assertThat(IntStream.range(0, 8).map(blocks::block)).containsExactly(0, 1, 2, 2, 1, 0, 0, 1);
    assertThat(IntStream.range(0, 8).map(blocks::row)).containsExactly(0, 0, 0, 1, 1, 1, 2, 2);
    assertThat(IntStream.range(0, 3).map(blocks::rows)).containsExactly(3, 3, 2);
  }

  @Test
  void everyWordIsFoundAtItsPlace() {
    for (Blocks blocks : ALL) {
      for (int word = 0; word < blocks.words(); word++) {
        int block = blocks.block(word);
        int row = blocks.row(word);
        assertThat(block).as("%s", blocks).isBetween(0, blocks.replicas() - 1);
        assertThat(row).as("%s", blocks).isBetween(0, blocks.rows(block) - 1);
        assertThat(blocks.word(block, row)).as("%s", blocks).isEqualTo(word);
      }
    }
  }

  @Test
  void everyPlaceHasItsWord() {
    for (Blocks blocks : ALL) {
      for (int block = 0; block < blocks.replicas(); block++) {
        for (int row = 0; row < blocks.rows(block); row++) {
          int word = blocks.word(block, row);
          assertThat(word).as("%s", blocks).isBetween(0, blocks.words() - 1);
          assertThat(blocks.block(word)).as("%s", blocks).isEqualTo(block);
          assertThat(blocks.row(word)).as("%s", blocks).isEqualTo(row);
        }
      }
    }
  }

  @Test
  void rowsOfAllBlocksAreAsManyAsWords() {
    for (Blocks blocks : ALL) {
      int[] rows = IntStream.range(0, blocks.replicas()).map(blocks::rows).toArray();
      assertThat(IntStream.of(rows).sum()).as("%s", blocks).isEqualTo(blocks.words());
      int most = IntStream.of(rows).max().orElseThrow();
      assertThat(most).as("%s", blocks).isEqualTo(blocks.mostRows());
      assertThat(IntStream.of(rows).min().orElseThrow()).as("%s", blocks).isBetween(most - 1, most);
    }
  }

  @Test
  void moreFrequentWordsComeFirstInABlock() {
    for (Blocks blocks : ALL) {
      for (int block = 0; block < blocks.replicas(); block++) {
        for (int row = 1; row < blocks.rows(block); row++) {
          assertThat(blocks.word(block, row)).isGreaterThan(blocks.word(block, row - 1));
        }
      }
    }
  }

  /** Dealt like cards, block 0 would have a lead of one rank a row; the snake makes up for it. */
  @Test
  void ranksOfABlockAddUpToTheSameAfterEveryWholeTurn() {
    for (int replicas : new int[] {1, 2, 3, 8, 32}) {
      Blocks blocks = new Blocks(10 * replicas, replicas);
      long[] sums = new long[replicas];
      for (int word = 0; word < blocks.words(); word++) {
        sums[blocks.block(word)] += word;
      }
      assertThat(sums).containsOnly(sums[0]);
    }
  }
}
