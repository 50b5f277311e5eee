package wordmill.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PerplexityTest {
  @Test
  void aUniformGuessAmongWordsHasTheirNumber() {
    Perplexity guess = Perplexity.NONE.add(7 * Math.log(10_000), 7);
    assertThat(guess.value()).isCloseTo(10_000, within(1e-8));
    assertThat(guess.natsPerToken()).isCloseTo(Math.log(10_000), within(1e-12));
  }

  /** p = 1/2, 1/4 and 1/16 are 1 + 2 + 4 = 7 bits: 7/3 a character, and a perplexity of 2^(7/3). */
  @Test
  void bitsPerCharacterAreTheLogarithmOfThePerplexity() {
    Perplexity text = Perplexity.NONE.add(-Math.log(1 / 2.0 / 4 / 16), 3);
    assertThat(text.bitsPerCharacter()).isCloseTo(7 / 3.0, within(1e-12));
    assertThat(text.value()).isCloseTo(Math.pow(2, 7 / 3.0), within(1e-12));
  }

  /** 3 tokens of 1 nat and 1 of 5: 8 / 4, not the mean of the parts' means, 3. */
  @Test
  void tokensWeighTheSameInPartsOfAnyLength() {
    Perplexity merged = new Perplexity(3, 3).merge(new Perplexity(5, 1));
    assertThat(merged).isEqualTo(new Perplexity(8, 4));
    assertThat(merged.value()).isCloseTo(Math.exp(2), within(1e-12));
  }

  @Test
  void partsMergeInAnyOrderAndGrouping() {
    List<Perplexity> parts = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      parts.add(new Perplexity(i * 0.25, i)); // sums of quarters are exact
    }
    Perplexity whole = parts.stream().reduce(Perplexity.NONE, Perplexity::merge);
    Collections.shuffle(parts, new Random(1));
    Perplexity left = parts.subList(0, 37).stream().reduce(Perplexity.NONE, Perplexity::merge);
    Perplexity right = parts.subList(37, 100).stream().reduce(Perplexity.NONE, Perplexity::merge);
    assertThat(left.merge(right)).isEqualTo(whole);
    assertThat(right.merge(left)).isEqualTo(whole);
  }

  @Test
  void noTextHasNoPerplexity() {
    assertThatThrownBy(Perplexity.NONE::value).isInstanceOf(IllegalStateException.class);
  }
}
