package wordmill.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import wordmill.config.BadInputException;
import wordmill.config.Settings;
import wordmill.nn.Cell;
import wordmill.training.ClipRule;
import wordmill.training.DescentOptions;
import wordmill.training.DropoutMask;
import wordmill.training.RateOptions;
import wordmill.training.RateRule;
import wordmill.training.ReplicaOptions;
import wordmill.training.TrainingPlan;
import wordmill.training.UpdaterRule;

final class LanguageModelOptionsTest {
  @Test
  void defaultsAreThoseOfTheReference() {
    assertThat(from())
        .isEqualTo(
            new LanguageModelOptions(
                new NetworkOptions(
                    Cell.LSTM, 2, 200, 200, 0, DropoutMask.STEP, false, NetworkOptions.NONE, 0.1),
                new StreamOptions(20, 20, StateRule.CARRIED),
                new TrainingPlan(
                    "lm",
                    new DescentOptions("lm", UpdaterRule.SGD, 0.9, ClipRule.NORM, 0.25),
                    new RateOptions("lm", RateRule.STEP, 20, 0.5, 4, 0),
                    new ReplicaOptions("lm", 1, 20, true, 50),
                    13,
                    0),
                new ValidationOptions(List.of(), List.of(), 0.05)));
  }

  @Test
  void everyKindOfNetworkHasASmallOneToWarmUpBy() {
    for (String[] kind :
        new String[][] {
          {"cell=rnn", "layers=16", "hidden-size=8"},
          {"cell=gru", "dropout=0.5", "hidden-size=8", "start-from-vectors=a"},
          {"tied=true", "embedding-size=10000", "hidden-size=10000", "clip=value"}
        }) {
      SparkLanguageModel.warmUp(from(kind));
      NetworkOptions small = from(kind).network().small();
      assertThat(small.small()).isEqualTo(small);
      assertThat(small.hiddenSize()).isLessThanOrEqualTo(256);
    }
  }

  @Test
  void choicesAreSpeltInLowerCase() {
    LanguageModelOptions options =
        from(
            "cell=gru",
            "dropout-mask=sequence",
            "state=reset",
            "updater=momentum",
            "schedule=plateau",
            "clip=value",
            "tied=true",
            "validation=[a, b]");
    assertThat(options.network().cell()).isEqualTo(Cell.GRU);
    assertThat(options.network().dropoutMask()).isEqualTo(DropoutMask.SEQUENCE);
    assertThat(options.network().tied()).isTrue();
    assertThat(options.streams().state()).isEqualTo(StateRule.RESET);
    assertThat(options.plan().descent().updater()).isEqualTo(UpdaterRule.MOMENTUM);
    assertThat(options.plan().descent().clip()).isEqualTo(ClipRule.VALUE);
    assertThat(options.plan().rate().schedule()).isEqualTo(RateRule.PLATEAU);
    assertThat(options.validation().validation()).containsExactly("a", "b");
    assertThat(options.validation().holdsOut()).isFalse();
  }

  @Test
  void whatIsOutOfRangeIsRefusedWithKeyGivenAndAllowed() {
    refuses("layers=0", "lm.layers must be from 1 to 16, but is 0");
    refuses("embedding-size=0", "lm.embedding-size must be from 1 to 10000, but is 0");
    refuses("hidden-size=0", "lm.hidden-size must be from 1 to 10000, but is 0");
    refuses("hidden-size=10001", "lm.hidden-size must be from 1 to 10000, but is 10001");
    refuses("dropout=1", "lm.dropout must be from 0 to below 1, but is 1");
    refuses("dropout=-0.1", "lm.dropout must be from 0 to below 1, but is -0.1");
    refuses("init-range=0", "lm.init-range must be a number above 0, but is 0.0");
    refuses("batch=0", "lm.batch must be from 1 to 10000, but is 0");
    refuses("window=0", "lm.window must be from 1 to 10000, but is 0");
    refuses("momentum=1", "lm.momentum must be from 0 to below 1, but is 1");
    refuses("rate=0", "lm.rate must be a number above 0, but is 0.0");
    refuses("rate=1e39", "lm.rate must be a number above 0, but is 1.0E39");
    refuses("decay=0", "lm.decay must be a number above 0, but is 0.0");
    refuses("decay=1.5", "lm.decay must be from 0 to 1, but is 1.5");
    refuses("decay-after=0", "lm.decay-after must be from 1 to 10000, but is 0");
    refuses("warm-up-steps=-1", "lm.warm-up-steps must be from 0 to 1000000000, but is -1");
    refuses("clip-at=0", "lm.clip-at must be a number above 0, but is 0.0");
    refuses("epochs=0", "lm.epochs must be from 1 to 10000, but is 0");
    refuses("patience=-1", "lm.patience must be from 0 to 10000, but is -1");
    refuses("replicas=0", "lm.replicas must be from 1 to 1024, but is 0");
    refuses("average-every=0", "lm.average-every must be from 1 to 1000000, but is 0");
    refuses("checkpoint-rounds=0", "lm.checkpoint-rounds must be from 1 to 1000000, but is 0");
    refuses("held-out=1", "lm.held-out must be from 0 to below 1, but is 1");
    refuses("start-from-vectors=", "lm.start-from-vectors must be none or a folder");
  }

  @Test
  void whatIsNoNumberOrNoChoiceIsRefusedByItsKey() {
    refuses("cell=transformer", "lm.cell must be one of rnn, lstm, gru", "transformer");
    refuses("rate=fast", "lm.rate", "fast");
    refuses("dropout=NaN", "lm.dropout", "NaN");
    refuses("hidden-size=1.5", "lm.hidden-size", "1.5");
    refuses("tied=perhaps", "lm.tied must be true or false");
  }

  @Test
  void aTiedSoftmaxNeedsEqualSizes() {
    assertThatThrownBy(() -> from("tied=true", "hidden-size=650"))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "lm.tied needs lm.embedding-size to be lm.hidden-size, but they are 200 and 650");
  }

  @Test
  void whatComparesEpochsNeedsAValidation() {
    for (String key : List.of("schedule=plateau", "patience=3")) {
      assertThatThrownBy(() -> from(key, "held-out=0"))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("lm." + key.substring(0, key.indexOf('=')))
          .hasMessageContaining("compares epochs by their validation, but there is none");
      assertThat(from(key, "held-out=0", "validation=a").validation().hasValidation()).isTrue();
    }
  }

  private static LanguageModelOptions from(String... settings) {
    return LanguageModelOptions.from(
        Settings.defaults(Stream.of(settings).map(setting -> "lm." + setting).toList()));
  }

  private static void refuses(String setting, String... sentence) {
    assertThatThrownBy(() -> from(setting))
        .as(setting)
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(sentence);
  }
}
