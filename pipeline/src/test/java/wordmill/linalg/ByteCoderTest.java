package wordmill.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class ByteCoderTest {
  @Test
  void numbersBelow128TakeOneByteAndTheLargestNine() {
    assertThat(new ByteCoder().unsigned(0).take()).containsExactly(0);
    assertThat(new ByteCoder().unsigned(127).take()).containsExactly(127);
    assertThat(new ByteCoder().unsigned(300).take()).containsExactly(0xAC, 2);
    assertThat(new ByteCoder().unsigned(Long.MAX_VALUE).take()).hasSize(9);
  }

  @Test
  void whatIsWrittenIsReadBackInOrder() {
    Random random = new Random(4);
    ByteCoder out = new ByteCoder();
    for (int trial = 0; trial < 20; trial++) {
      int n = random.nextInt(2_000);
      long[] longs = new long[n];
      float[] floats = new float[n];
      for (int i = 0; i < n; i++) {
        longs[i] = random.nextLong() >>> (1 + random.nextInt(63));
        floats[i] = Float.intBitsToFloat(random.nextInt());
        out.unsigned(longs[i]).number(floats[i]);
      }
      assertThat(out.isEmpty()).isEqualTo(n == 0);
      int size = out.size();
      byte[] bytes = out.take();
      assertThat(bytes).hasSize(size);
      assertThat(out.isEmpty()).isTrue();
      ByteDecoder in = new ByteDecoder(bytes);
      for (int i = 0; i < n; i++) {
        assertThat(in.hasMore()).isTrue();
        assertThat(in.unsigned()).isEqualTo(longs[i]);
        assertThat(Float.floatToRawIntBits(in.number()))
            .isEqualTo(Float.floatToRawIntBits(floats[i]));
      }
      assertThat(in.hasMore()).isFalse();
    }
  }

  @Test
  void everyPowerOfTwoAndItsNeighboursComeBack() {
    ByteCoder out = new ByteCoder();
    for (int bit = 0; bit < 63; bit++) {
      out.unsigned((1L << bit) - 1).unsigned(1L << bit).unsigned((1L << bit) + 1);
    }
    ByteDecoder in = new ByteDecoder(out.take());
    for (int bit = 0; bit < 63; bit++) {
      assertThat(in.unsigned()).isEqualTo((1L << bit) - 1);
      assertThat(in.unsigned()).isEqualTo(1L << bit);
      assertThat(in.unsigned()).isEqualTo((1L << bit) + 1);
    }
  }
}
