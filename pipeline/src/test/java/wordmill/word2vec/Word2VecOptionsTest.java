package wordmill.word2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import wordmill.config.BadInputException;
import wordmill.config.Settings;

final class Word2VecOptionsTest {
  @Test
  void defaultsAreThoseOfTheReference() {
    assertThat(Word2VecOptions.from(Settings.defaults(List.of()), 3))
        .isEqualTo(
            new Word2VecOptions(
                Architecture.SKIP_GRAM, 100, 5, 5, 0.75, 1e-4, 0.035, 5, 1, 3, 16, 1));
  }

  @Test
  void threadsMayBeSaid() {
    assertThat(from("threads=7").threads()).isEqualTo(7);
    assertThat(from("architecture=cbow").architecture()).isEqualTo(Architecture.CBOW);
    assertThat(from("architecture=cbow").rate()).isEqualTo(0.05);
  }

  @Test
  void whatIsOutOfRangeIsRefusedWithKeyGivenAndAllowed() {
    refuses("vector-size=0", "word2vec.vector-size must be from 1 to 10000, but is 0");
    refuses("vector-size=-100", "word2vec.vector-size must be from 1 to 10000, but is -100");
    refuses("vector-size=10001", "word2vec.vector-size must be from 1 to 10000, but is 10001");
    refuses("window=0", "word2vec.window must be from 1 to 1000, but is 0");
    refuses("negatives=0", "word2vec.negatives must be from 1 to 100, but is 0");
    refuses("negatives=101", "word2vec.negatives must be from 1 to 100, but is 101");
    refuses("sampling-power=-0.5", "word2vec.sampling-power must be from 0 to 1, but is -0.5");
    refuses("sampling-power=1.5", "word2vec.sampling-power must be from 0 to 1, but is 1.5");
    refuses("subsample=-1e-4", "word2vec.subsample must be from 0 to 1, but is -1.0E-4");
    refuses("subsample=2", "word2vec.subsample must be from 0 to 1, but is 2");
    refuses("rate=0", "word2vec.rate must be a number above 0, but is 0.0");
    refuses("rate=-0.05", "word2vec.rate must be a number above 0, but is -0.05");
    refuses("rate=1e39", "word2vec.rate must be a number above 0, but is 1.0E39");
    refuses("epochs=0", "word2vec.epochs must be from 1 to 10000, but is 0");
    refuses("replicas=0", "word2vec.replicas must be from 1 to 1024, but is 0");
    refuses("replicas=1025", "word2vec.replicas must be from 1 to 1024, but is 1025");
    refuses("threads=0", "word2vec.threads must be from 1 to 1024, but is 0");
    refuses("rotations=0", "word2vec.rotations must be from 1 to 100000, but is 0");
    refuses("checkpoint-rotations=0", "word2vec.checkpoint-rotations must be from 1 to 100000");
  }

  @Test
  void whatIsNoNumberOrNoChoiceIsRefusedByItsKey() {
    refuses("rate=NaN", "word2vec.rate");
    refuses("rate=fast", "word2vec.rate", "fast");
    refuses("vector-size=1.5", "word2vec.vector-size", "1.5");
    refuses("threads=some", "word2vec.threads", "some");
    refuses("architecture=glove", "word2vec.architecture", "glove", "cbow", "skip-gram");
  }

  @Test
  void notANumberIsRefused() {
    for (double[] bad :
        new double[][] {{Double.NaN, 0, 0.1}, {0.75, Double.NaN, 0.1}, {0.75, 0, Double.NaN}}) {
      assertThatThrownBy(
              () ->
                  new Word2VecOptions(
                      Architecture.CBOW, 8, 5, 5, bad[0], bad[1], bad[2], 1, 1, 1, 1, 1))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("NaN");
    }
  }

  @Test
  void blocksThatFitNoArrayAreRefusedWithTheReplicasThatWouldDo() {
    Blocks blocks = new Blocks(10_000_000, 1);
    assertThatThrownBy(() -> WordBlock.check(blocks, 300, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("word2vec.replicas is 1, too few for 10000000 words")
        .hasMessageContaining("give 2 or more");
    WordBlock.check(new Blocks(10_000_000, 2), 300, 1);
  }

  private static Word2VecOptions from(String setting) {
    return Word2VecOptions.from(Settings.defaults(List.of("word2vec." + setting)), 1);
  }

  private static void refuses(String setting, String... sentence) {
    assertThatThrownBy(() -> from(setting))
        .as(setting)
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(sentence);
  }
}
