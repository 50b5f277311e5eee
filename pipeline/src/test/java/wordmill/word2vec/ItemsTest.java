package wordmill.word2vec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ItemsTest {
  @Test
  void encodedThenDecodedNumbersAreTheSame() {
    for (Architecture architecture : Architecture.values()) {
      for (int mostRows : new int[] {2, 40_000, 65_535, 65_536, 65_537, Integer.MAX_VALUE}) {
        Items items = new Items(architecture, mostRows);
        int[] numbers = new Random(mostRows).ints(999, 0, mostRows).toArray();
        numbers[3] = mostRows - 1;
        byte[] bytes = items.encode(numbers, 997);
        assertThat(items.length(bytes)).isEqualTo(997);
        int[] decoded = new int[1_010];
        Arrays.fill(decoded, -1);
        items.decode(bytes, decoded, 10);
        assertThat(Arrays.copyOfRange(decoded, 10, 1_007)).isEqualTo(Arrays.copyOf(numbers, 997));
        assertThat(Arrays.copyOf(decoded, 10)).containsOnly(-1);
        assertThat(Arrays.copyOfRange(decoded, 1_007, 1_010)).containsOnly(-1);
      }
    }
  }

  @Test
  void rowsOfSmallBlocksTakeTwoBytesAndOthersFour() {
    int[] numbers = new int[10];
    assertThat(new Items(Architecture.SKIP_GRAM, 65_535).encode(numbers, 10)).hasSize(20);
    assertThat(new Items(Architecture.SKIP_GRAM, 100_000).encode(numbers, 10)).hasSize(40);
  }

  @Test
  void nothingIsNoBytes() {
    for (int mostRows : new int[] {5, 100_000}) {
      Items items = new Items(Architecture.CBOW, mostRows);
      assertThat(items.encode(new int[5], 0)).isEmpty();
      assertThat(items.length(new byte[0])).isZero();
    }
  }
}
