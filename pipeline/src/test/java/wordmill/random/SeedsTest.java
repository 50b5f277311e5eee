package wordmill.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {
  @Test
  void everyPlaceDrawsItsOwnNumbersAndAlwaysTheSame() {
    Set<Long> first = new HashSet<>();
    for (long root = 0; root < 3; root++) {
      for (String stage : new String[] {"svd", "word2vec"}) {
        for (int epoch = 0; epoch < 5; epoch++) {
          for (int round = 0; round < 5; round++) {
            for (int replica = 0; replica < 5; replica++) {
              long drawn = new Seeds(root).forReplica(stage, epoch, round, replica).nextLong();
              assertThat(new Seeds(root).forReplica(stage, epoch, round, replica).nextLong())
                  .isEqualTo(drawn);
              first.add(drawn);
            }
          }
        }
      }
    }
    assertThat(first).hasSize(3 * 2 * 5 * 5 * 5);
    assertThat(new Seeds(1).forStage("svd").nextLong())
        .isEqualTo(new Seeds(1).forReplica("svd", 0, 0, 0).nextLong());
  }

  /**
   * SplitMix64 from 0 begins E220A8397B1DCDAF, 6E789E6AA1B965F4, 06C45D188009454F,
   * F88BB8A8724C81EC.
   */
  @Test
  void theStateIsThatOfSplitMix64AndTheOutputThatOfXoshiro() {
    long s0 = 0xE220A8397B1DCDAFL;
    long s3 = 0xF88BB8A8724C81ECL;
    assertThat(new Generator(0).nextLong()).isEqualTo(Long.rotateLeft(s0 + s3, 23) + s0);
  }

  @Test
  void drawsAreUniformInTheirRange() {
    Generator generator = new Seeds(7).forStage("test");
    int[] counts = new int[6];
    double floats = 0;
    double doubles = 0;
    double normal = 0;
    double squares = 0;
    int n = 600_000;
    for (int i = 0; i < n; i++) {
      counts[generator.nextInt(6)]++;
      float f = generator.nextFloat();
      double d = generator.nextDouble();
      assertThat(f >= 0 && f < 1 && d >= 0 && d < 1).isTrue();
      floats += f;
      doubles += d;
      double g = generator.nextGaussian();
      normal += g;
      squares += g * g;
    }
    for (int count : counts) {
      assertThat(count).isCloseTo(n / 6, within(1500)); // five standard deviations
    }
    assertThat(floats / n).isCloseTo(0.5, within(0.002));
    assertThat(doubles / n).isCloseTo(0.5, within(0.002));
    assertThat(normal / n).isCloseTo(0, within(0.007));
    assertThat(squares / n).isCloseTo(1, within(0.01));
    assertThatThrownBy(() -> generator.nextInt(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
