package wordmill.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import wordmill.store.Json;
import wordmill.store.JsonObject;

/** Our BLEU beside the real sacreBLEU's, on the same texts. */
@Tag("python")
final class SacreBleuTest {
  /** Lines in which each of the rules of a tokenizer has something to do, or nearly. */
  private static final List<String> NASTY =
      List.of(
          "It costs $1,000.50, not 1,000.5. Or .5, 5., 3.14.15, and ,5",
          "He said: &quot;R&amp;D &lt;b&gt; &amp;lt; &amp;quot; &apos;x&apos; &nbsp;&quot;",
          "a well-known 1990-95 pre-1990 5-fold -5 --- 3--4 -- x-3-y",
          "a...5 ....5 5....a .,.,5 ,.,a,,1..2,,3 . . , ,",
          "don't 'tis rock'n'roll '' `` \"\" 'a.b',c.d",
          "http://a.b/c?d=e&f=g#h user@example.org {x} [y] ~z^2 w_v a*b+c=d;e|f\\g",
          "naïve café Ünïcode “quoted” — dash… ¿qué? ½ ٣,٤ १.२ ２.５ ．，",
          "비가 온다. 그래서, 나는 집에 있다! 2,024년",
          "雨が降る。だから、私は家にいる！３．５ と 3.5。",
          "emoji 😀.😀,5 👩‍🚀 e\u0301. x\u200by \ufeffz",
          "tab\tand\u00a0no-break\u3000ideographic\u2003em\u0085next\u001cfile\u2028line",
          "trailing hyphen-\n",
          "hyphen-\nated line\nend <skipped> x<skipped>y",
          "  leading and trailing  \t ",
          "UPPER lower Mixed",
          "$1 \\1 \\ $0 %s {0}",
          "a",
          ".");

  private static final String[] PIECES = {
    "the", "mill", "grinds", "the", "Word", "1", "23", "4", ".", ",", "-", "'", "\"", "(", ")", "/",
    "$", "%", "&quot;", "&amp;", "&lt;", " ", " ", " ", " ", "가", "나", "雨", "é", "—", "😀", "\u00a0"
  };

  private record Text(BleuTokenizer tokenizer, List<String> hypotheses, List<String> references) {
    Map<String, Object> question() {
      return Map.of(
          "tokenizer", tokenizer.tag(), "hypotheses", hypotheses, "references", references);
    }
  }

  @Test
  void allNumbersAreThoseOfSacreBleu() throws Exception {
    List<Text> texts = new ArrayList<>();
    for (BleuTokenizer tokenizer : BleuTokenizer.values()) {
      texts.addAll(texts(tokenizer));
    }
    JsonObject answer =
        SacreBleu.answer(Json.pretty(Map.of("texts", texts.stream().map(Text::question).toList())));
    List<JsonObject> scores = answer.objects("scores");
    assertThat(scores).hasSameSizeAs(texts);
    for (int i = 0; i < texts.size(); i++) {
      checkSame(texts.get(i), scores.get(i), answer.text("version"));
    }
  }

  /** Each pair as a text of its own, all of them as one, and a text without a token. */
  private static List<Text> texts(BleuTokenizer tokenizer) {
    Random random = new Random(7);
    List<Text> texts = new ArrayList<>();
    List<String> hypotheses = new ArrayList<>();
    List<String> references = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String reference = reference(i, random);
      String hypothesis = i % 40 == 3 ? "" : changed(reference, random);
      hypotheses.add(hypothesis);
      references.add(reference);
      texts.add(new Text(tokenizer, List.of(hypothesis), List.of(reference)));
    }
    texts.add(new Text(tokenizer, hypotheses, references));
    texts.add(new Text(tokenizer, List.of("", " "), List.of("", "\t")));
    return texts;
  }

  private static String reference(int i, Random random) {
    if (i < NASTY.size()) {
      return NASTY.get(i);
    }
    StringBuilder line = new StringBuilder();
    for (int left = random.nextInt(40); left > 0; left--) {
      line.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return line.toString();
  }

  /** The same line, or one with a few characters dropped, doubled or moved. */
  private static String changed(String line, Random random) {
    List<String> characters =
        new ArrayList<>(line.codePoints().mapToObj(Character::toString).toList());
    for (int changes = random.nextInt(4); changes > 0 && !characters.isEmpty(); changes--) {
      int at = random.nextInt(characters.size());
      switch (random.nextInt(3)) {
        case 0 -> characters.remove(at);
        case 1 -> characters.add(at, characters.get(at));
        default -> characters.add(random.nextInt(characters.size()), characters.remove(at));
      }
    }
    return String.join("", characters);
  }

  private static void checkSame(Text text, JsonObject theirs, String version) {
    Bleu ours = Bleu.of(text.tokenizer(), text.hypotheses(), text.references());
    String what = text.toString();
    assertThat(ours.counts().hypothesisTokens())
        .as(what)
        .isEqualTo(theirs.wholes("lengths").get(0));
    assertThat(ours.counts().referenceTokens()).as(what).isEqualTo(theirs.wholes("lengths").get(1));
    List<?> precisions = (List<?>) theirs.values().get("precisions");
    for (int i = 0; i < precisions.size(); i++) {
      assertThat(ours.precisions()[i])
          .as(what)
          .isCloseTo(((Number) precisions.get(i)).doubleValue(), within(1e-9));
    }
    assertThat(ours.brevityPenalty()).as(what).isCloseTo(theirs.number("bp"), within(1e-9));
    assertThat(ours.value()).as(what).isCloseTo(theirs.number("score"), within(1e-9));
    assertThat(ours.signature(version)).as(what).isEqualTo(theirs.text("signature"));
  }
}
