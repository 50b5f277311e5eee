package wordmill.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import wordmill.config.BadInputException;

final class AccuracyTest {
  private static Accuracy of(int[] reference, int[] predicted) {
    return Accuracy.NONE.add(reference, predicted);
  }

  @Test
  void anExactSentenceHasAllTokensAndItsEnd() {
    assertThat(of(new int[] {4, 5, 6}, new int[] {4, 5, 6})).isEqualTo(new Accuracy(1, 1, 4, 4));
    assertThat(of(new int[0], new int[0])).isEqualTo(new Accuracy(1, 1, 1, 1));
  }

  /** Right are 4 and the end. */
  @Test
  void tokensAreRightInTheirOwnPositionOnly() {
    assertThat(of(new int[] {4, 5, 6}, new int[] {4, 6, 5})).isEqualTo(new Accuracy(1, 0, 4, 2));
  }

  @Test
  void whereTheReferenceEndsThePredictionMustEnd() {
    assertThat(of(new int[] {4, 5}, new int[] {4, 5, 6})).isEqualTo(new Accuracy(1, 0, 3, 2));
    assertThat(of(new int[] {4, 5, 6}, new int[] {4, 5})).isEqualTo(new Accuracy(1, 0, 4, 2));
    assertThat(of(new int[] {4}, new int[0])).isEqualTo(new Accuracy(1, 0, 2, 0));
  }

  /** 1 of 2 sentences; 3 + 1 of 3 + 2 tokens, not the mean of 1 and 1/2. */
  @Test
  void tokensWeighTheSameInSentencesOfAnyLength() {
    Accuracy both = of(new int[] {4, 5}, new int[] {4, 5}).add(new int[] {4}, new int[] {5});
    assertThat(both.exact()).isEqualTo(0.5);
    assertThat(both.ofTokens()).isEqualTo(0.8);
  }

  @Test
  void partsMergeInAnyOrderAndGrouping() {
    Random random = new Random(1);
    Accuracy whole = Accuracy.NONE;
    List<Accuracy> parts = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      int[] reference = random.ints(random.nextInt(4), 0, 2).toArray();
      int[] predicted = random.ints(random.nextInt(4), 0, 2).toArray();
      whole = whole.add(reference, predicted);
      parts.add(of(reference, predicted));
    }
    Collections.shuffle(parts, random);
    Accuracy left = parts.subList(0, 41).stream().reduce(Accuracy.NONE, Accuracy::merge);
    Accuracy right = parts.subList(41, 100).stream().reduce(Accuracy.NONE, Accuracy::merge);
    assertThat(left.merge(right)).isEqualTo(whole);
    assertThat(right.merge(left)).isEqualTo(whole);
  }

  @Test
  void noTextHasNoAccuracy() {
    assertThatThrownBy(Accuracy.NONE::exact).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(Accuracy.NONE::ofTokens).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void noMoreThanAllAreRight() {
    assertThatThrownBy(() -> new Accuracy(1, 2, 3, 3)).isInstanceOf(BadInputException.class);
    assertThatThrownBy(() -> new Accuracy(1, 1, 3, 4)).isInstanceOf(BadInputException.class);
  }
}
