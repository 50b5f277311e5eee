package wordmill.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import wordmill.config.BadInputException;

final class DecodingOptionsTest {
  @Test
  void theScoreIsTheSumOverAPowerOfTheLength() {
    assertThat(new DecodingOptions(1, 0, 9).score(-6, 4)).isEqualTo(-6);
    assertThat(new DecodingOptions(1, 0.5, 9).score(-6, 4)).isEqualTo(-3);
    assertThat(new DecodingOptions(1, 1, 9).score(-6, 4)).isEqualTo(-1.5);
  }

  @Test
  void whatMakesNoSearchIsRefused() {
    assertRefused(0, 0, 1, 1, "beam must be from 1 to 1000, but is 0");
    assertRefused(1001, 0, 1, 1, "beam must be from 1 to 1000, but is 1001");
    assertRefused(1, -0.5, 1, 1, "length-penalty must be from 0 to 10, but is -0.5");
    assertRefused(1, Double.NaN, 1, 1, "length-penalty must be from 0 to 10, but is NaN");
    assertRefused(1, 0, 0, 1, "max-length must be 1 or more, but is 0");
    assertRefused(4, 0, 1, 5, "n-best must be from 1 to beam = 4, but is 5");
    assertRefused(4, 0, 1, 0, "n-best must be from 1 to beam = 4, but is 0");
  }

  private static void assertRefused(
      int beam, double penalty, int maxLength, int nBest, String sentence) {
    assertThatThrownBy(() -> new DecodingOptions(beam, penalty, maxLength).withNBest(nBest))
        .isInstanceOf(BadInputException.class)
        .hasMessage(sentence);
  }
}
