package wordmill.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import wordmill.config.BadInputException;

final class BleuTest {
  private static Bleu bleu(String hypothesis, String reference) {
    return Bleu.of(BleuTokenizer.NONE, List.of(hypothesis), List.of(reference));
  }

  private static List<String> tokens13a(String sentence) {
    return BleuTokenizer.MTEVAL_13A.tokens(sentence);
  }

  /**
   * Words: all but sat, 5 of 6. Pairs: the cat, on the, the mat, 3 of 5. Triples: on the mat, 1 of
   * 4. Fours: 0 of 3, smoothed to half a match, 1/6. Product: 5/6 · 3/5 · 1/4 · 1/6 = 1/48.
   */
  @Test
  void valueIsTheGeometricMeanOfPrecisions() {
    Bleu bleu = bleu("the cat sat on the mat", "the cat is on the mat");
    assertThat(bleu.precisions())
        .containsExactly(new double[] {500 / 6.0, 60, 25, 100 / 6.0}, within(1e-12));
    assertThat(bleu.brevityPenalty()).isEqualTo(1);
    assertThat(bleu.value()).isCloseTo(100 * Math.pow(1 / 48.0, 0.25), within(1e-9));
  }

  /** Papineni et al. 2002, example 2: the reference has two of the seven. */
  @Test
  void aWordMatchesAsOftenAsTheReferenceHasIt() {
    NgramMatches words =
        bleu("the the the the the the the", "The the cat is on the mat").counts().orders().get(0);
    assertThat(words).isEqualTo(new NgramMatches(2, 7));
  }

  /** No pair, triple or four of 3, 2 and 1 matches: 1/2, 1/4 and 1/8 of a match. */
  @Test
  void eachFurtherOrderWithoutMatchCountsHalfTheOneBefore() {
    assertThat(bleu("a b c d", "d c b a").precisions())
        .containsExactly(new double[] {100, 50 / 3.0, 25 / 2.0, 12.5}, within(1e-12));
  }

  /** Four tokens for five: e^(1 − 5/4). */
  @Test
  void shortHypothesesArePenalizedOverTheWholeText() {
    assertThat(bleu("a b c d", "a b c d e").value()).isCloseTo(100 * Math.exp(-0.25), within(1e-9));
    assertThat(bleu("a b c d e", "a b c d").brevityPenalty()).isEqualTo(1);
    // A long sentence makes up for a short one: 1 + 3 tokens for 2 + 2.
    Bleu both = Bleu.of(BleuTokenizer.NONE, List.of("a", "a b c"), List.of("a b", "a b"));
    assertThat(both.counts().hypothesisTokens()).isEqualTo(4);
    assertThat(both.counts().referenceTokens()).isEqualTo(4);
    assertThat(both.brevityPenalty()).isEqualTo(1);
  }

  @Test
  void whatCannotBeScoredIsZero() {
    assertThat(bleu("", "a b").brevityPenalty()).isZero();
    assertThat(bleu("", "a b").value()).isZero();
    assertThat(bleu("a b c", "a b c").value()).isZero(); // no four tokens
    assertThat(bleu("x y z w v", "a b c d e").value()).isZero(); // nothing to smooth
    assertThat(bleu("a", "").value()).isZero();
    assertThat(new Bleu(BleuCounts.none(BleuTokenizer.NONE)).value()).isZero();
  }

  @Test
  void eachHypothesisNeedsAReference() {
    assertThatThrownBy(() -> Bleu.of(BleuTokenizer.NONE, List.of("a", "b"), List.of("a")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("2 hypotheses and 1 references");
  }

  @Test
  void countsOfDifferentTokensDoNotAddUp() {
    BleuCounts words = BleuCounts.none(BleuTokenizer.NONE);
    assertThatThrownBy(() -> words.merge(BleuCounts.none(BleuTokenizer.CHARACTERS)))
        .isInstanceOf(BadInputException.class);
  }

  @Test
  void partsMergeInAnyOrderAndGrouping() {
    Random random = new Random(1);
    List<BleuCounts> parts = new ArrayList<>();
    List<String> hypotheses = new ArrayList<>();
    List<String> references = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      hypotheses.add(sentence(random));
      references.add(sentence(random));
      parts.add(BleuCounts.none(BleuTokenizer.NONE).add(hypotheses.get(i), references.get(i)));
    }
    BleuCounts whole = Bleu.of(BleuTokenizer.NONE, hypotheses, references).counts();
    Collections.shuffle(parts, random);
    BleuCounts left = sum(parts.subList(0, 23));
    BleuCounts right = sum(parts.subList(23, 60));
    assertThat(left.merge(right)).isEqualTo(whole);
    assertThat(right.merge(left)).isEqualTo(whole);
  }

  private static BleuCounts sum(List<BleuCounts> parts) {
    return parts.stream().reduce(BleuCounts.none(BleuTokenizer.NONE), BleuCounts::merge);
  }

  private static String sentence(Random random) {
    return IntStream.range(0, random.nextInt(9))
        .mapToObj(i -> "abc".substring(random.nextInt(3)).substring(0, 1))
        .collect(Collectors.joining(" "));
  }

  @Test
  void punctuationStandsAloneButInNumbersAndWords() {
    assertThat(tokens13a("Hello, world! (It's \"new\".)"))
        .containsExactly("Hello", ",", "world", "!", "(", "It's", "\"", "new", "\"", ".", ")");
    assertThat(tokens13a("1,000.5 and .5, or 3. Well-known 1990-95"))
        .containsExactly(
            "1,000.5", "and", ".", "5", ",", "or", "3", ".", "Well-known", "1990", "-", "95");
    assertThat(tokens13a("a@b_c ~x $5 50%"))
        .containsExactly("a", "@", "b", "_", "c", "~", "x", "$", "5", "50", "%");
  }

  @Test
  void entitiesAndMarksOfTheScriptAreResolved() {
    assertThat(tokens13a("&quot;a&quot; &lt;b&gt; &amp;lt; &apos;"))
        .containsExactly("\"", "a", "\"", "<", "b", ">", "<", "&", "apos", ";");
    assertThat(tokens13a("a<skipped>b hyphen-\nated\nline-\n"))
        .containsExactly("ab", "hyphenated", "line-");
  }

  @Test
  void whiteSpaceOfAnyKindSeparates() {
    assertThat(BleuTokenizer.NONE.tokens("\u3000a\u00a0b\u0085c\u001cd\t"))
        .containsExactly("a", "b", "c", "d");
    assertThat(BleuTokenizer.NONE.tokens(" \n")).isEmpty();
  }

  @Test
  void aCodePointIsOneCharacter() {
    assertThat(BleuTokenizer.CHARACTERS.tokens("가 b😀")).containsExactly("가", "b", "😀");
  }

  @Test
  void theSignatureNamesTokensAndVersion() {
    assertThat(new Bleu(BleuCounts.none(BleuTokenizer.MTEVAL_13A)).signature("0.1.0"))
        .isEqualTo("nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:0.1.0");
  }
}
