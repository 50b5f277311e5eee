package wordmill.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import wordmill.config.BadInputException;
import wordmill.config.Settings;
import wordmill.text.TextOptions;
import wordmill.text.Tokenization;

final class PairOptionsTest {
  @Test
  void defaultsHoldOutATenthAndLimitNoWords() {
    PairOptions options = of();
    assertThat(options.vocabulary())
        .isEqualTo(new PairVocabularyOptions(1, Integer.MAX_VALUE, false));
    assertThat(options.maxLength()).isEqualTo(100);
    assertThat(options.heldOut()).isEqualTo(0.1);
    assertThat(options.holdsOut()).isTrue();
    assertThat(of("pairs.held-out=0").holdsOut()).isFalse();
    assertThat(of("pairs.validation=v.tsv").holdsOut()).isFalse();
  }

  @Test
  void eachSetHasKeysOfItsOwn() {
    PairOptions options =
        of(
            "pairs.input=[a,b]",
            "pairs.target=[c,d]",
            "pairs.validation=e",
            "pairs.validation-target=f",
            "pairs.test=g");
    assertThat(options.files(PairSet.TRAINING))
        .isEqualTo(
            new PairFiles("pairs.input", List.of("a", "b"), "pairs.target", List.of("c", "d")));
    assertThat(options.files(PairSet.VALIDATION).target()).containsExactly("f");
    assertThat(options.files(PairSet.TEST))
        .isEqualTo(new PairFiles("pairs.test", List.of("g"), "pairs.test-target", List.of()));
    assertThat(options.files(PairSet.TEST).isAligned()).isFalse();
  }

  @Test
  void tokensAreThePairsOwnAndTheRestIsTheTexts() {
    Settings settings =
        Settings.defaults(
            List.of("pairs.input=a", "pairs.tokenizer=characters", "text.split-bytes=7"));
    TextOptions text = TextOptions.from(settings, PairOptions.INPUT, PairOptions.TOKENIZER);
    assertThat(text.tokenizer()).isEqualTo(Tokenization.CHARACTERS);
    assertThat(text.input()).containsExactly("a");
    assertThat(text.key()).isEqualTo("pairs.input");
    assertThat(text.splitBytes()).isEqualTo(7);
  }

  @Test
  void valuesOutOfRangeAreRefusedByTheirKeys() {
    refuses("pairs.max-length=0", "pairs.max-length must be 1 or more");
    refuses("pairs.min-count=0", "pairs.min-count must be 1 or more");
    refuses("pairs.max-size=1", "pairs.max-size must be unlimited or 2 or more");
    refuses("pairs.held-out=1", "pairs.held-out must be from 0 to below 1");
    refuses("pairs.test-target=t", "pairs.test-target names 1 files or folders, but pairs.test 0");
  }

  private static void refuses(String setting, String sentence) {
    assertThatThrownBy(() -> of(setting))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(sentence);
  }

  private static PairOptions of(String... settings) {
    return PairOptions.from(Settings.defaults(List.of(settings)));
  }
}
