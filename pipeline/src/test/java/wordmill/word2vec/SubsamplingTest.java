package wordmill.word2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import wordmill.random.Generator;
import wordmill.word2vec.WordFrequencies.Subsampling;

final class SubsamplingTest {
  private static final int TOKENS = 100_000;

  /** Of shares from 0.5 down to 2^-20. */
  private static final long[] COUNTS =
      LongStream.concat(
              LongStream.iterate(1 << 19, count -> count >= 1, count -> count / 2),
              LongStream.of(1))
          .toArray();

  @Test
  void tokensStayWithTheProbabilityOfTheirCount() {
    for (double t : new double[] {1e-5, 1e-4, 1e-3, 0.1}) {
      for (int word = 0; word < COUNTS.length; word++) {
        double f = COUNTS[word] / 0x1p20;
        double p = Math.min(1, Math.sqrt(t / f) + t / f);
        double deviation = Math.sqrt(TOKENS * p * (1 - p));
        assertThat((double) kept(word, t))
            .as("word %d, t = %s", word, t)
            .isCloseTo(TOKENS * p, within(4 * deviation + 1e-9));
      }
    }
  }

  @Test
  void zeroAndOneKeepAll() {
    for (int word = 0; word < COUNTS.length; word++) {
      assertThat(kept(word, 0)).isEqualTo(TOKENS);
      assertThat(kept(word, 1)).isEqualTo(TOKENS);
    }
  }

  @Test
  void theShareIsWhatStaysOfAllTokens() {
    for (double t : new double[] {0, 1e-5, 1e-3, 1}) {
      double kept = 0;
      for (int word = 0; word < COUNTS.length; word++) {
        kept += COUNTS[word] * (double) kept(word, t) / TOKENS;
      }
      assertThat(of(t).share()).as("t = %s", t).isCloseTo(kept / 0x1p20, within(2e-3));
    }
  }

  @Test
  void whatStaysKeepsItsOrder() {
    int[] sentence = IntStream.range(0, 10_000).map(i -> i % COUNTS.length).toArray();
    int[] filtered = sentence.clone();
    int kept = of(1e-3).filter(filtered, new Generator(5));
    assertThat(kept).isBetween(COUNTS.length, 9_999);
    int at = 0;
    for (int word : sentence) {
      at += at < kept && filtered[at] == word ? 1 : 0;
    }
    assertThat(at).as("matched in order").isEqualTo(kept);
  }

  @Test
  void theSameTokensStayFromTheSameSeed() {
    int[] one = new int[1_000];
    int[] other = new int[1_000];
    Arrays.setAll(one, i -> i % 7);
    Arrays.setAll(other, i -> i % 7);
    assertThat(of(1e-2).filter(one, new Generator(3)))
        .isEqualTo(of(1e-2).filter(other, new Generator(3)));
    assertThat(one).isEqualTo(other);
  }

  private static int kept(int word, double t) {
    int[] sentence = new int[TOKENS];
    Arrays.fill(sentence, word);
    return of(t).filter(sentence, new Generator(11 + word));
  }

  private static Subsampling of(double t) {
    return new WordFrequencies(COUNTS, new Blocks(COUNTS.length, 1), 0.75, t).subsampling();
  }
}
