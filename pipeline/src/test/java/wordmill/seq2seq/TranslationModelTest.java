package wordmill.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import wordmill.config.BadInputException;

/** What a model answers, against its graph asked word by word. */
final class TranslationModelTest {
  private static final int LONGEST = 6;
  private static final DecodingOptions GREEDY = new DecodingOptions(1, 0, LONGEST);
  private static final List<String> LINES = ToyTranslations.lines(12);

  static Stream<NetworkOptions> networks() {
    List<NetworkOptions> all = new ArrayList<>();
    for (DecoderKind decoder : DecoderKind.values()) {
      all.add(SmallNetworks.of(decoder).options());
      all.add(SmallNetworks.of(decoder).residual().bidirectional(true).reversed(true).options());
    }
    all.add(SmallNetworks.of(DecoderKind.ATTENTION).bidirectional(true).fed().options());
    return all.stream();
  }

  private static NetworkOptions attentive(boolean reversed) {
    return SmallNetworks.of(DecoderKind.ATTENTION).bidirectional(true).reversed(reversed).options();
  }

  private static List<String> best(List<List<Translation>> all) {
    return all.stream().map(each -> each.get(0).text()).toList();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theProbabilityOfATranslationIsThatOfItsWords(NetworkOptions network) {
    ToyTranslations toy = ToyTranslations.of(network);
    DecodingOptions decoding = new DecodingOptions(4, 0.5, LONGEST).withNBest(3);
    List<List<Translation>> found = toy.model().translate(LINES, decoding, false);
    assertThat(best(found).stream().distinct().count()).isGreaterThan(2);
    for (int i = 0; i < LINES.size(); i++) {
      assertThat(found.get(i)).hasSizeBetween(1, 3);
      for (Translation each : found.get(i)) {
        int[] target = ToyTranslations.target(each.text());
        INDArray p = toy.probabilities(LINES.get(i), target);
        boolean isComplete = target.length < LONGEST;
        double sum = isComplete ? Math.log(p.getDouble(target.length, 0, ToyTranslations.END)) : 0;
        for (int t = 0; t < target.length; t++) {
          sum += Math.log(p.getDouble(t, 0, target[t]));
        }
        assertThat(each.logProbability()).isCloseTo(sum, within(1e-5));
        int length = target.length + (isComplete ? 1 : 0);
        assertThat(each.score()).isCloseTo(sum / Math.sqrt(length), within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aBeamOfOneTakesTheLikeliestWordEachTime(NetworkOptions network) {
    ToyTranslations toy = ToyTranslations.of(network);
    List<String> expected = new ArrayList<>();
    for (String line : LINES) {
      int[] target = {};
      while (target.length < LONGEST) {
        double[] p = toy.probabilities(line, target).slice(target.length).toDoubleVector();
        int most = 0;
        for (int v = 1; v < p.length; v++) {
          most = p[v] > p[most] ? v : most;
        }
        if (most == ToyTranslations.END) {
          break;
        }
        target = Arrays.copyOf(target, target.length + 1);
        target[target.length - 1] = most;
      }
      expected.add(text(target));
    }
    assertThat(best(toy.model().translate(LINES, GREEDY, false))).isEqualTo(expected);
  }

  private static String text(int[] target) {
    return String.join(" ", Arrays.stream(target).mapToObj(ToyTranslations.TARGET::get).toList());
  }

  /** 300 lines with a beam of 2 are more than are decoded together. */
  @ParameterizedTest
  @MethodSource("networks")
  void linesDoNotDependOnTheirNeighbours(NetworkOptions network) {
    TranslationModel model = ToyTranslations.of(network).model();
    DecodingOptions decoding = new DecodingOptions(2, 1, LONGEST);
    List<String> lines = new ArrayList<>(ToyTranslations.lines(300));
    List<List<Translation>> together = model.translate(lines, decoding, false);
    assertThat(together).hasSize(lines.size());
    for (int i = 0; i < lines.size(); i += 23) {
      Translation alone = model.translate(List.of(lines.get(i)), decoding, false).get(0).get(0);
      Translation found = together.get(i).get(0);
      assertThat(found.text()).as(lines.get(i)).isEqualTo(alone.text());
      assertThat(found.logProbability()).isCloseTo(alone.logProbability(), within(1e-5));
    }
  }

  @Test
  void anEmptyLineHasAnEmptyTranslation() {
    TranslationModel model = ToyTranslations.of(attentive(false)).model();
    List<List<Translation>> found =
        model.translate(List.of("", "a b", " \t ", "c"), new DecodingOptions(3, 1, 5), true);
    assertThat(found).hasSize(4);
    assertThat(found.get(0)).containsExactly(Translation.EMPTY);
    assertThat(found.get(2)).containsExactly(Translation.EMPTY);
    List<List<Translation>> others =
        model.translate(List.of("a b", "c"), new DecodingOptions(3, 1, 5), true);
    assertThat(best(found)).containsExactly("", best(others).get(0), "", best(others).get(1));
    assertThat(model.translate(List.of("", " "), GREEDY, false)).hasSize(2);
    assertThat(model.translate(List.of(), GREEDY, false)).isEmpty();
  }

  @Test
  void wordsThatAreUnknownAreAllTheSame() {
    TranslationModel model = ToyTranslations.of(attentive(false)).model();
    List<String> found = best(model.translate(List.of("y z", "z zz", "<unk> y"), GREEDY, false));
    assertThat(found).hasSize(3).containsOnly(found.get(0));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void unknownWordsBecomeTheMostAttendedSourceWord(boolean reversed) {
    ToyTranslations toy = ToyTranslations.of(attentive(reversed)).preferring(0, 2);
    TranslationModel model = toy.model();
    List<String> marked = best(model.translate(LINES, GREEDY, false));
    List<String> replaced = best(model.translate(LINES, GREEDY, true));
    assertThat(marked).anyMatch(text -> text.contains("<unk>"));
    for (int i = 0; i < LINES.size(); i++) {
      List<String> source = Arrays.asList(LINES.get(i).split(" "));
      int[] target = ToyTranslations.target(marked.get(i));
      List<String> expected = new ArrayList<>();
      for (int t = 0; t < target.length; t++) {
        float[] weights = toy.attention(LINES.get(i), t, target);
        int most = 0;
        for (int s = 1; s < weights.length; s++) {
          most = weights[s] > weights[most] ? s : most;
        }
        expected.add(target[t] == 0 ? source.get(most) : ToyTranslations.TARGET.get(target[t]));
      }
      assertThat(replaced.get(i)).as(LINES.get(i)).isEqualTo(String.join(" ", expected));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void attentionSumsToOneForEachWordAndTheEnd(boolean reversed) {
    ToyTranslations toy = ToyTranslations.of(attentive(reversed));
    TranslationModel model = toy.model();
    for (String line : LINES) {
      AttentionSheet sheet = model.attention(line, GREEDY);
      String text = best(model.translate(List.of(line), GREEDY, false)).get(0);
      int[] target = ToyTranslations.target(text);
      assertThat(sheet.source()).containsExactly(line.split(" "));
      assertThat(String.join(" ", sheet.target())).isEqualTo((text + " </s>").strip());
      for (int t = 0; t <= target.length; t++) {
        double sum = 0;
        float[] expected = toy.attention(line, t, target);
        for (int s = 0; s < expected.length; s++) {
          sum += sheet.weights().get(t, s);
          assertThat(sheet.weights().get(t, s)).isCloseTo(expected[s], within(1e-6f));
        }
        assertThat(sum).isCloseTo(1, within(1e-6));
      }
    }
  }

  /** A reversed model reads "c b a" as another of the same weights reads "a b c". */
  @Test
  void theAttentionOfAReversedModelIsInTheSourcesOrder() {
    AttentionSheet ahead =
        ToyTranslations.of(attentive(false)).model().attention("a b x c", GREEDY);
    AttentionSheet back = ToyTranslations.of(attentive(true)).model().attention("c x b a", GREEDY);
    assertThat(back.target()).isEqualTo(ahead.target());
    assertThat(ahead.target()).hasSizeGreaterThan(1);
    for (int t = 0; t < ahead.target().size(); t++) {
      for (int s = 0; s < 4; s++) {
        assertThat(back.weights().get(t, 3 - s)).isEqualTo(ahead.weights().get(t, s));
      }
    }
  }

  @Test
  void aLineWithoutTokensHasNoAttention() {
    TranslationModel model = ToyTranslations.of(attentive(false)).model();
    assertThatThrownBy(() -> model.attention(" ", GREEDY))
        .isInstanceOf(BadInputException.class)
        .hasMessage("there is no token in the line ' '");
  }

  @ParameterizedTest
  @EnumSource
  void onlyAttentionShowsWhereItLooks(DecoderKind decoder) {
    TranslationModel model = ToyTranslations.of(SmallNetworks.of(decoder).options()).model();
    String name = decoder.name().toLowerCase(Locale.ROOT);
    assertThat(model.hasAttention()).isEqualTo(decoder == DecoderKind.ATTENTION);
    if (model.hasAttention()) {
      assertThat(model.attention("a", GREEDY).source()).containsExactly("a");
    } else {
      assertThatThrownBy(() -> model.attention("a", GREEDY))
          .isInstanceOf(BadInputException.class)
          .hasMessage("this model has no attention: its decoder is " + name);
      assertThatThrownBy(() -> model.translate(List.of("a"), GREEDY, true))
          .isInstanceOf(BadInputException.class)
          .hasMessage(
              "unknown words are replaced by attention, but this model's decoder is " + name);
    }
  }
}
