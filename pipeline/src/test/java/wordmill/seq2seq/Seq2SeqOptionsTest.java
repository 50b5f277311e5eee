package wordmill.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import wordmill.config.BadInputException;
import wordmill.config.Settings;
import wordmill.evaluate.BleuTokenizer;
import wordmill.nn.Cell;
import wordmill.nn.Scoring;
import wordmill.training.ClipRule;
import wordmill.training.DescentOptions;
import wordmill.training.DropoutMask;
import wordmill.training.RateOptions;
import wordmill.training.RateRule;
import wordmill.training.ReplicaOptions;
import wordmill.training.TrainingPlan;
import wordmill.training.UpdaterRule;

final class Seq2SeqOptionsTest {
  @Test
  void defaultsAreThoseOfTheReference() {
    assertThat(from())
        .isEqualTo(
            new Seq2SeqOptions(
                new NetworkOptions(
                    Cell.LSTM,
                    1,
                    256,
                    512,
                    false,
                    false,
                    false,
                    DecoderKind.ATTENTION,
                    Scoring.GENERAL,
                    512,
                    256,
                    false,
                    0,
                    DropoutMask.STEP,
                    1,
                    0.1),
                64,
                new TrainingPlan(
                    "seq2seq",
                    new DescentOptions("seq2seq", UpdaterRule.ADAM, 0.9, ClipRule.NORM, 5),
                    new RateOptions("seq2seq", RateRule.CONSTANT, 0.001, 0.5, 4, 0),
                    new ReplicaOptions("seq2seq", 1, 20, true, 50),
                    10,
                    0),
                100,
                5,
                BleuTokenizer.MTEVAL_13A));
    assertThat(DecodingOptions.from(Settings.defaults(List.of())))
        .isEqualTo(new DecodingOptions(5, 1, 100));
  }

  @Test
  void everyKindOfNetworkHasASmallOneToWarmUpBy() {
    for (String[] kind :
        new String[][] {
          {"decoder=plain", "cell=rnn", "reversed=true", "hidden-size=8"},
          {"decoder=peeky", "cell=gru", "bidirectional=true", "hidden-size=6"},
          {"residual=true", "input-feeding=true", "layers=3", "hidden-size=8", "attention-size=8"},
          {"attention=additive", "attention-size=0", "dropout=0.5", "hidden-size=8"},
          {"embedding-size=10000", "hidden-size=10000", "meeting-size=10000"}
        }) {
      SparkSeq2Seq.warmUp(from(kind));
      NetworkOptions small = from(kind).network().small();
      assertThat(small.small()).isEqualTo(small);
      assertThat(List.of(small.hiddenSize(), small.embeddingSize(), small.meetingSize()))
          .allMatch(size -> size <= 256);
    }
  }

  @Test
  void choicesAndFlagsAreReadFromTheirKeys() {
    Seq2SeqOptions options =
        from(
            "cell=gru",
            "layers=2",
            "embedding-size=7",
            "hidden-size=8",
            "bidirectional=true",
            "decoder=peeky",
            "attention=additive",
            "attention-size=0",
            "meeting-size=9",
            "dropout=0.25",
            "dropout-mask=sequence",
            "embedding-range=0.5",
            "init-range=0.2",
            "batch=3",
            "schedule=plateau",
            "max-length=11",
            "samples=0",
            "bleu=characters");
    assertThat(options.network())
        .isEqualTo(
            new NetworkOptions(
                Cell.GRU,
                2,
                7,
                8,
                true,
                false,
                false,
                DecoderKind.PEEKY,
                Scoring.ADDITIVE,
                0,
                9,
                false,
                0.25,
                DropoutMask.SEQUENCE,
                0.5,
                0.2));
    assertThat(options.batch()).isEqualTo(3);
    assertThat(options.maxLength()).isEqualTo(11);
    assertThat(options.samples()).isZero();
    assertThat(options.bleu()).isEqualTo(BleuTokenizer.CHARACTERS);
    assertThat(options.plan().rate().schedule()).isEqualTo(RateRule.PLATEAU);
    assertThat(from("residual=true").network().residual()).isTrue();
    assertThat(from("residual=true").network().reversed()).isFalse();
    assertThat(from("reversed=true").network().reversed()).isTrue();
    assertThat(from("input-feeding=true").network().inputFeeding()).isTrue();
    assertThat(from("decoder=plain").network().decoder()).isEqualTo(DecoderKind.PLAIN);
  }

  @Test
  void whatIsOutOfRangeIsRefusedWithKeyGivenAndAllowed() {
    refuses("layers=0", "seq2seq.layers must be from 1 to 16, but is 0");
    refuses("layers=17", "seq2seq.layers must be from 1 to 16, but is 17");
    refuses("embedding-size=0", "seq2seq.embedding-size must be from 1 to 10000, but is 0");
    refuses("embedding-size=10001", "seq2seq.embedding-size must be from 1 to 10000, but is 10001");
    refuses("hidden-size=0", "seq2seq.hidden-size must be from 1 to 10000, but is 0");
    refuses("hidden-size=10001", "seq2seq.hidden-size must be from 1 to 10000, but is 10001");
    refuses("attention-size=-1", "seq2seq.attention-size must be from 0 to 10000, but is -1");
    refuses("attention-size=10001", "seq2seq.attention-size must be from 0 to 10000, but is 10001");
    refuses("meeting-size=0", "seq2seq.meeting-size must be from 1 to 10000, but is 0");
    refuses("meeting-size=10001", "seq2seq.meeting-size must be from 1 to 10000, but is 10001");
    refuses("dropout=1", "seq2seq.dropout must be from 0 to below 1, but is 1");
    refuses("dropout=-0.1", "seq2seq.dropout must be from 0 to below 1, but is -0.1");
    refuses("embedding-range=0", "seq2seq.embedding-range must be a number above 0, but is 0.0");
    refuses("init-range=0", "seq2seq.init-range must be a number above 0, but is 0.0");
    refuses("batch=0", "seq2seq.batch must be from 1 to 10000, but is 0");
    refuses("batch=10001", "seq2seq.batch must be from 1 to 10000, but is 10001");
    refuses("max-length=0", "seq2seq.max-length must be from 1 to 10000, but is 0");
    refuses("max-length=10001", "seq2seq.max-length must be from 1 to 10000, but is 10001");
    refuses("samples=-1", "seq2seq.samples must be from 0 to 100, but is -1");
    refuses("samples=101", "seq2seq.samples must be from 0 to 100, but is 101");
  }

  @Test
  void theTrainingsKeysAreOfTheSection() {
    refuses("momentum=1", "seq2seq.momentum must be from 0 to below 1, but is 1");
    refuses("clip-at=0", "seq2seq.clip-at must be a number above 0, but is 0.0");
    refuses("rate=0", "seq2seq.rate must be a number above 0, but is 0.0");
    refuses("decay=1.5", "seq2seq.decay must be from 0 to 1, but is 1.5");
    refuses("decay-after=0", "seq2seq.decay-after must be from 1 to 10000, but is 0");
    refuses("warm-up-steps=-1", "seq2seq.warm-up-steps must be from 0 to 1000000000, but is -1");
    refuses("epochs=0", "seq2seq.epochs must be from 1 to 10000, but is 0");
    refuses("patience=-1", "seq2seq.patience must be from 0 to 10000, but is -1");
    refuses("replicas=0", "seq2seq.replicas must be from 1 to 1024, but is 0");
    refuses("average-every=0", "seq2seq.average-every must be from 1 to 1000000, but is 0");
    refuses("checkpoint-rounds=0", "seq2seq.checkpoint-rounds must be from 1 to 1000000, but is 0");
  }

  @Test
  void whatIsNoNumberOrNoChoiceIsRefusedByItsKey() {
    refuses("cell=transformer", "seq2seq.cell must be one of rnn, lstm, gru", "transformer");
    refuses("decoder=deep", "seq2seq.decoder must be one of plain, peeky, attention", "deep");
    refuses("attention=hard", "seq2seq.attention must be one of dot, general, additive", "hard");
    refuses("bleu=words", "seq2seq.bleu must be one of mteval-13a, none, characters", "words");
    refuses("dropout-mask=word", "seq2seq.dropout-mask must be one of step, sequence", "word");
    refuses("bidirectional=perhaps", "seq2seq.bidirectional must be true or false");
    refuses("hidden-size=1.5", "seq2seq.hidden-size", "1.5");
    refuses("rate=fast", "seq2seq.rate", "fast");
  }

  @Test
  void bothDirectionsShareTheUnits() {
    assertThatThrownBy(() -> from("bidirectional=true", "hidden-size=7"))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "seq2seq.hidden-size must be even where seq2seq.bidirectional is true, but is 7");
    assertThat(from("hidden-size=7").network().hiddenSize()).isEqualTo(7);
  }

  @Test
  void inputFeedingNeedsAnAttentionalState() {
    for (String decoder : new String[] {"plain", "peeky"}) {
      assertThatThrownBy(() -> from("input-feeding=true", "decoder=" + decoder))
          .isInstanceOf(BadInputException.class)
          .hasMessage(
              "seq2seq.input-feeding needs seq2seq.decoder = attention, but that is " + decoder);
    }
    assertThatThrownBy(() -> from("input-feeding=true", "attention-size=0"))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "seq2seq.input-feeding feeds the attentional state: seq2seq.attention-size must be 1"
                + " or more, but is 0");
  }

  private static Seq2SeqOptions from(String... settings) {
    return Seq2SeqOptions.from(
        Settings.defaults(Stream.of(settings).map(setting -> "seq2seq." + setting).toList()));
  }

  private static void refuses(String setting, String... sentence) {
    assertThatThrownBy(() -> from(setting))
        .as(setting)
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(sentence);
  }
}
