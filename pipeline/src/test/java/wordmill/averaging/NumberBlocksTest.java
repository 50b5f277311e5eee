package wordmill.averaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NumberBlocksTest {
  private static final int FULL = NumberBlocks.BLOCK_BYTES;

  @Test
  void blocksHoldAllNumbersAndNoMore() {
    for (Precision precision : Precision.values()) {
      int each = FULL / precision.bytes();
      for (long length : new long[] {0, 1, each - 1, each, each + 1, 3L * each, 13_000_000}) {
        int count = NumberBlocks.blocksOf(length, precision);
        long bytes = 0;
        for (int b = 0; b < count; b++) {
          int ofBlock = NumberBlocks.bytesOf(b, length, precision);
          assertThat(ofBlock).isBetween(precision.bytes(), FULL);
          assertThat(b == count - 1 || ofBlock == FULL).isTrue();
          bytes += ofBlock;
        }
        assertThat(bytes).isEqualTo(length * precision.bytes());
      }
    }
  }

  @Test
  void slicesAreTheBlocksThatWereJoined() {
    NumberBlocks two = new NumberBlocks(Precision.FLOAT, List.of(new byte[8], new byte[4]));
    NumberBlocks one = new NumberBlocks(Precision.FLOAT, List.of(new byte[12]));
    NumberBlocks all = two.and(one);
    assertThat(all.count()).isEqualTo(3);
    assertThat(all.length()).isEqualTo(6);
    assertThat(all.slice(0, 2).length()).isEqualTo(3);
    assertThat(all.slice(2, 3).block(0)).isSameAs(one.block(0));
    assertThat(all.and(NumberBlocks.none(Precision.FLOAT)).count()).isEqualTo(3);
  }

  @Test
  void listsThatAreChangedLaterChangeNothing() {
    List<byte[]> blocks = new ArrayList<>(List.of(new byte[8]));
    NumberBlocks numbers = new NumberBlocks(Precision.DOUBLE, blocks);
    blocks.clear();
    assertThat(numbers.length()).isEqualTo(1);
  }
}
