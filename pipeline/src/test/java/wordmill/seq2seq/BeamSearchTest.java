package wordmill.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import wordmill.config.BadInputException;

final class BeamSearchTest {
  private static final double[] PENALTIES = {0, 0.6, 1, 2};

  @Test
  void aBeamWideEnoughFindsWhatEnumerationFinds() {
    int end = 3;
    Function<List<Integer>, float[]> rule = ToyModel.random(4, 1);
    for (double penalty : PENALTIES) {
      for (int sentence = 0; sentence < 5; sentence++) {
        for (int nBest : new int[] {1, 5, 121}) { // 1 + 3 + 9 + 27 with an end, 81 without
          DecodingOptions options = new DecodingOptions(200, penalty, 4, nBest, Set.of());
          List<String> all =
              enumerated(rule, List.of(sentence), 0, end, options)
                  .sorted(Comparator.comparingDouble(Hypothesis::score).reversed())
                  .map(BeamSearchTest::text)
                  .toList();
          assertThat(all).hasSize(121);
          assertThat(texts(search(rule, List.of(sentence), end, options).get(0)))
              .as("%d best of sentence %d, penalty %s", nBest, sentence, penalty)
              .isEqualTo(all.subList(0, nBest));
        }
      }
    }
  }

  /** All there are behind what was read, a sentence and tokens. */
  private static Stream<Hypothesis> enumerated(
      Function<List<Integer>, float[]> rule,
      List<Integer> read,
      double logProbability,
      int end,
      DecodingOptions options) {
    int[] tokens = read.stream().skip(1).mapToInt(Integer::intValue).toArray();
    if (tokens.length == options.maxLength()) {
      return Stream.of(
          new Hypothesis(
              tokens,
              logProbability,
              logProbability / Math.pow(tokens.length, options.lengthPenalty()),
              false));
    }
    float[] next = rule.apply(read);
    double ended = logProbability + next[end];
    double score = ended / Math.pow(tokens.length + 1, options.lengthPenalty());
    return Stream.concat(
        Stream.of(new Hypothesis(tokens, ended, score, true)),
        IntStream.range(0, next.length)
            .filter(token -> token != end)
            .boxed()
            .flatMap(
                token ->
                    enumerated(
                        rule,
                        Stream.concat(read.stream(), Stream.of(token)).toList(),
                        logProbability + next[token],
                        end,
                        options)));
  }

  @Test
  void aBeamOfOneIsGreedy() {
    int end = 2;
    int cut = 0;
    for (int sentence = 0; sentence < 60; sentence++) {
      Function<List<Integer>, float[]> rule = ToyModel.random(9, 1);
      List<Integer> read = new ArrayList<>(List.of(sentence));
      int best = greatest(rule.apply(read));
      while (best != end && read.size() <= 12) {
        read.add(best);
        best = greatest(rule.apply(read));
      }
      boolean complete = read.size() <= 12;
      cut += complete ? 0 : 1;
      for (double penalty : PENALTIES) {
        Hypothesis found =
            search(rule, List.of(sentence), end, new DecodingOptions(1, penalty, 12)).get(0).get(0);
        assertThat(IntStream.of(found.tokens()).boxed().toList())
            .isEqualTo(read.subList(1, read.size()));
        assertThat(found.isComplete()).isEqualTo(complete);
      }
    }
    assertThat(cut).isBetween(5, 55); // or one way of ending is not tried
  }

  private static int greatest(float[] numbers) {
    return IntStream.range(0, numbers.length)
        .boxed()
        .max(Comparator.comparingDouble(i -> numbers[i]))
        .orElseThrow();
  }

  @Test
  void probabilitiesAreThoseOfTheTokensReadAlone() {
    int end = 0;
    Function<List<Integer>, float[]> rule = ToyModel.random(20, 2);
    DecodingOptions options = new DecodingOptions(7, 0.8, 9).withNBest(7);
    List<List<Hypothesis>> found = search(rule, List.of(3, 1, 4, 15), end, options);
    for (int i = 0; i < found.size(); i++) {
      int sentence = List.of(3, 1, 4, 15).get(i);
      assertThat(found.get(i)).hasSize(7);
      assertThat(found.get(i).stream().map(each -> List.of(text(each))).distinct()).hasSize(7);
      assertThat(found.get(i))
          .isSortedAccordingTo(Comparator.comparingDouble(Hypothesis::score).reversed());
      for (Hypothesis each : found.get(i)) {
        List<Integer> read = new ArrayList<>(List.of(sentence));
        double sum = 0;
        for (int token : each.tokens()) {
          assertThat(token).isNotEqualTo(end);
          sum += rule.apply(read)[token];
          read.add(token);
        }
        sum += each.isComplete() ? rule.apply(read)[end] : 0;
        int length = each.tokens().length + (each.isComplete() ? 1 : 0);
        assertThat(each.logProbability()).isEqualTo(sum);
        assertThat(each.score()).isEqualTo(sum / StrictMath.pow(length, 0.8));
      }
    }
  }

  @Test
  void sentencesDoNotDisturbOneAnother() {
    List<Integer> sentences = IntStream.range(0, 25).boxed().toList();
    Function<List<Integer>, float[]> rule = ToyModel.random(6, 1.5);
    DecodingOptions options = new DecodingOptions(3, 1, 10).withNBest(2);
    List<List<String>> together =
        search(rule, sentences, 5, options).stream().map(BeamSearchTest::texts).toList();
    List<List<String>> alone =
        sentences.stream()
            .map(each -> texts(search(rule, List.of(each), 5, options).get(0)))
            .toList();
    assertThat(together).isEqualTo(alone);
    assertThat(together.stream().distinct().count()).isGreaterThan(20);
  }

  @Test
  void sumsFavourShortTargetsAndMeansDoNot() {
    // the end 0.4, or a word 0.6 and then the end 0.6: sums ln 0.4 = -0.92, ln 0.36 = -1.02,
    // means -0.92 and -0.51
    Function<List<Integer>, float[]> rule = ToyModel.always(0.6, 0.4);
    Function<List<Integer>, float[]> turned = ToyModel.always(0.4, 0.6);
    Function<List<Integer>, float[]> both =
        read -> read.size() == 1 ? rule.apply(read) : turned.apply(read);
    assertThat(best(both, new DecodingOptions(5, 0, 9))).isEqualTo("[]");
    assertThat(best(both, new DecodingOptions(5, 1, 9))).isEqualTo("[0]");
  }

  private static String best(Function<List<Integer>, float[]> rule, DecodingOptions options) {
    Hypothesis best = search(rule, List.of(0), 1, options).get(0).get(0);
    assertThat(best.isComplete()).isTrue();
    return IntStream.of(best.tokens()).boxed().toList().toString();
  }

  @Test
  void whatIsOpenAtTheGreatestLengthCountsWithoutAnEnd() {
    Function<List<Integer>, float[]> rule = ToyModel.always(0.5, 0.2, 0.3);
    DecodingOptions options = new DecodingOptions(4, 0, 1).withNBest(4);
    assertThat(texts(search(rule, List.of(0), 2, options).get(0)))
        .containsExactly("[0] open -0.693", "[] ended -1.204", "[1] open -1.609");
  }

  @Test
  void aModelThatEndsAtOnceMakesAnEmptyTarget() {
    ToyModel model = new ToyModel(1, List.of(0, 1), ToyModel.always(0, 1));
    List<List<Hypothesis>> found = BeamSearch.search(model, 2, 1, new DecodingOptions(3, 1, 50));
    assertThat(found.stream().map(BeamSearchTest::texts))
        .containsExactly(List.of("[] ended 0.000"), List.of("[] ended 0.000"));
    assertThat(model.rowsOfCalls()).containsExactly(2);
  }

  @Test
  void aSentenceThatIsOverHasNoMoreRows() {
    Function<List<Integer>, float[]> ends = ToyModel.always(0, 0, 1);
    Function<List<Integer>, float[]> goesOn = ToyModel.always(0.6, 0.4, 0);
    ToyModel model =
        new ToyModel(
            2,
            List.of(0, 1, 2),
            read ->
                read.get(0) == 1 || (read.get(0) == 2 && read.size() == 3)
                    ? ends.apply(read)
                    : goesOn.apply(read));
    BeamSearch.search(model, 3, 2, new DecodingOptions(2, 0, 4));
    assertThat(model.rowsOfCalls()).containsExactly(3, 4, 4, 2);
  }

  @Test
  void aSearchIsOverWhenNothingOpenCanBeatTheBest() {
    Function<List<Integer>, float[]> rule = ToyModel.always(0.2, 0.1, 0.7);
    assertThat(calls(rule, new DecodingOptions(5, 0, 40))).isEqualTo(1); // ln 0.2 < ln 0.7
    // ln 0.2 / 40 > ln 0.7 at first; then seven are finished
    assertThat(calls(rule, new DecodingOptions(5, 1, 40))).isEqualTo(3);
    // ln 0.2 / 4 = -0.40 > ln 0.7 = -0.36 no longer
    assertThat(calls(rule, new DecodingOptions(5, 1, 4))).isEqualTo(1);
  }

  @Test
  void aSearchIsOverWhenAsManyAreFinishedAsTheBeamIsWide() {
    // the end; then a and the end, b and the end: three
    Function<List<Integer>, float[]> rule = ToyModel.always(0.3, 0.2, 0.5);
    assertThat(calls(rule, new DecodingOptions(2, 1, 10).withNBest(2))).isEqualTo(2);
  }

  private static int calls(Function<List<Integer>, float[]> rule, DecodingOptions options) {
    ToyModel model = new ToyModel(2, List.of(0), rule);
    BeamSearch.search(model, 1, 2, options);
    return model.rowsOfCalls().size();
  }

  @Test
  void anEndTakesNoPlaceFromWhatGoesOn() {
    // ranked: the end, 0, 1; both of these stay open
    ToyModel model = new ToyModel(2, List.of(0), ToyModel.always(0.3, 0.2, 0.5));
    BeamSearch.search(model, 1, 2, new DecodingOptions(2, 1, 10).withNBest(2));
    assertThat(model.rowsOfCalls()).containsExactly(1, 2);
  }

  @Test
  void anEndRankedBehindTheBeamIsNotFinished() {
    // first 0 and 1 stay; then 0 and the end 0.45, 1 and 0 0.24, 1 and the end 0.14, 0 and 0 0.03
    List<Function<List<Integer>, float[]>> rules =
        List.of(ToyModel.always(0.06, 0.04, 0.9), ToyModel.always(0.6, 0.05, 0.35));
    Function<List<Integer>, float[]> rule =
        read ->
            read.size() == 1
                ? ToyModel.always(0.5, 0.4, 0.1).apply(read)
                : rules.get(read.get(1)).apply(read);
    DecodingOptions options = new DecodingOptions(2, 0, 2).withNBest(2);
    assertThat(texts(search(rule, List.of(0), 2, options).get(0)))
        .containsExactly("[0] ended -0.799", "[1, 0] open -1.427");
  }

  @Test
  void tiesFallToTheLowerTokenAndThenTheEarlierHypothesis() {
    Function<List<Integer>, float[]> rule = ToyModel.always(0.25, 0.25, 0.25, 0.25);
    DecodingOptions options = new DecodingOptions(3, 0, 2).withNBest(3);
    assertThat(texts(search(rule, List.of(0), 3, options).get(0)))
        .containsExactly("[0, 0] open -2.773", "[1, 0] open -2.773", "[2, 0] open -2.773");
  }

  @Test
  void forbiddenTokensAreNeverProduced() {
    Function<List<Integer>, float[]> rule = ToyModel.always(0.6, 0.3, 0.1);
    DecodingOptions options = new DecodingOptions(3, 0, 3).withNBest(3).without(Set.of(0, 77));
    assertThat(texts(search(rule, List.of(0), 2, options).get(0)))
        .containsExactly(
            "[] ended -2.303",
            "[1] ended -3.507",
            "[1, 1] ended -4.711"); // three are enough, whatever is open
    assertThatThrownBy(() -> search(rule, List.of(0), 0, options))
        .isInstanceOf(BadInputException.class)
        .hasMessage("the end of a sentence, id 0, is forbidden");
  }

  @Test
  void answersThatAreNoneAreRefused() {
    DecodingOptions options = new DecodingOptions(2, 0, 3);
    for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> search(read -> new float[] {-1, wrong, -1}, List.of(0), 2, options))
          .hasMessage("ln p of token 1 is NaN or infinite");
    }
    assertThatThrownBy(() -> search(ToyModel.always(1, 0), List.of(0), 2, options))
        .hasMessage("2 numbers for 1 rows, and an end of id 2");
    assertThatThrownBy(() -> BeamSearch.search((rows, tokens) -> new float[5], 2, 1, options))
        .hasMessage("5 numbers for 2 rows, and an end of id 1");
  }

  @Test
  void noSentencesNeedNoModel() {
    NextTokens none =
        (origins, tokens) -> {
          throw new IllegalStateException("asked");
        };
    assertThat(BeamSearch.search(none, 0, 0, new DecodingOptions(2, 0, 3))).isEmpty();
  }

  private static List<List<Hypothesis>> search(
      Function<List<Integer>, float[]> rule,
      List<Integer> sentences,
      int end,
      DecodingOptions options) {
    return BeamSearch.search(new ToyModel(end, sentences, rule), sentences.size(), end, options);
  }

  private static List<String> texts(List<Hypothesis> hypotheses) {
    return hypotheses.stream().map(BeamSearchTest::text).toList();
  }

  private static String text(Hypothesis hypothesis) {
    return "%s %s %.3f"
        .formatted(
            IntStream.of(hypothesis.tokens()).boxed().toList(),
            hypothesis.isComplete() ? "ended" : "open",
            hypothesis.logProbability());
  }
}
