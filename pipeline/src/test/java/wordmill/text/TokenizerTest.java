package wordmill.text;

import static org.assertj.core.api.Assertions.assertThat;
import static wordmill.text.Texts.tokens;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenizerTest {
  private static List<String> words(String line) {
    return tokens(new WordTokenizer(), line);
  }

  @Test
  void whitespaceCutsAtEveryUnicodeWhiteSpaceAndNowhereElse() {
    for (int c = 1; c <= Character.MAX_CODE_POINT; c++) {
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        continue;
      }
      String character = Character.toString(c);
      if (UCharacter.hasBinaryProperty(c, UProperty.WHITE_SPACE)) {
        assertThat(tokens(new WhitespaceTokenizer(), character + "a" + character + character + "é"))
            .as("U+%04X", c)
            .containsExactly("a", "é");
      } else if (c < 0x10000) {
        assertThat(tokens(new WhitespaceTokenizer(), "a" + character + "b"))
            .as("U+%04X", c)
            .containsExactly("a" + character + "b");
      }
    }
  }

  @Test
  void whitespaceKeepsCaseAndPunctuation() {
    assertThat(tokens(new WhitespaceTokenizer(), " Don't  STOP,\tnow "))
        .containsExactly("Don't", "STOP,", "now");
    assertThat(tokens(new WhitespaceTokenizer(), "")).isEmpty();
  }

  @Test
  void charactersAreCodePointsAndWhiteSpaceIsVisible() {
    assertThat(tokens(new CharacterTokenizer(), "a é\t한🙂\u3000"))
        .containsExactly("a", "▁", "é", "▁", "한", "🙂", "▁");
  }

  @Test
  void wordsAreLowerCasedAndPunctuationIsDropped() {
    assertThat(words("The cat, \"SAT\" (on) the mat. It's 3.14 or 1,000; e.g. foo_bar - __ C++"))
        .containsExactly(
            "the", "cat", "sat", "on", "the", "mat", "it's", "3.14", "or", "1,000", "e.g",
            "foo_bar", "c");
  }

  @Test
  void koreanWordsComeOutWhole() {
    assertThat(words("한국어 문장을 나눕니다. 서울에서 2024년"))
        .containsExactly("한국어", "문장을", "나눕니다", "서울에서", "2024년");
    String decomposed = java.text.Normalizer.normalize("한국어", java.text.Normalizer.Form.NFD);
    assertThat(words(decomposed)).containsExactly("한국어");
  }

  @Test
  void kanaRunsComeOutWholeAndIdeographsAlone() {
    assertThat(words("カタカナとひらがな。東京タワーへ行きました。らーめん"))
        .containsExactly("カタカナ", "とひらがな", "東", "京", "タワー", "へ", "行", "きました", "らーめん");
    assertThat(words("我爱北京，100元。")).containsExactly("我", "爱", "北", "京", "100", "元");
  }

  @Test
  void accentsAreComposedAndMarksStayWithTheirLetters() {
    assertThat(words("Cafe\u0301 CAFÉ naïve Ångström"))
        .containsExactly("café", "café", "naïve", "ångström");
    assertThat(words("q\u0323\u0307 x\u0301y")).containsExactly("q\u0323\u0307", "x\u0301y");
    assertThat(words("हिन्दी नमस्ते")).containsExactly("हिन्दी", "नमस्ते");
    assertThat(words("l’été שָׁלוֹם العربية Привет"))
        .containsExactly("l’été", "שָׁלוֹם", "العربية", "привет");
  }

  @Test
  void lowerCaseKnowsNoLanguage() {
    assertThat(words("I İ ı TITLE ΟΔΟΣ STRASSE ß"))
        .containsExactly("i", "i\u0307", "ı", "title", "οδος", "strasse", "ß");
  }

  @Test
  void emojiAndSymbolsAreNoWords() {
    assertThat(words("ok 👍🏽 👩\u200d🔬 🇰🇷 → € yes")).containsExactly("ok", "yes");
  }

  @Test
  void thaiIsCutByDictionary() {
    assertThat(words("ภาษาไทย")).containsExactly("ภาษา", "ไทย");
  }

  @Test
  void asciiPathAgreesWithIcu() {
    Random random = new Random(5);
    String frequent = "abzAZ059_.,';:-\"/@ ";
    WordTokenizer tokenizer = new WordTokenizer();
    for (int round = 0; round < 30_000; round++) {
      StringBuilder line = new StringBuilder();
      int length = random.nextInt(30);
      for (int i = 0; i < length; i++) {
        line.append(
            random.nextInt(4) > 0
                ? frequent.charAt(random.nextInt(frequent.length()))
                : (char) (1 + random.nextInt(127)));
      }
      String text = line.toString();
      List<String> byIcu = new ArrayList<>();
      tokenizer.unicodeTokens(
          text,
          (bytes, from, to) ->
              byIcu.add(new String(bytes, from, to - from, StandardCharsets.UTF_8)));
      assertThat(tokens(tokenizer, text)).as("%s", text).isEqualTo(byIcu);
    }
  }

  @Test
  void outsideEastAsiaBoundariesAreIcusOwn() {
    Random random = new Random(6);
    int[][] blocks = {{0x21, 0x7e}, {0xa1, 0x24f}, {0x300, 0x36f}, {0x370, 0x6ff}, {0x900, 0x97f}};
    int[][] more = {{0x1f600, 0x1f64f}, {0x2000, 0x206f}, {0x5d0, 0x5ea}, {0x1e00, 0x1fff}};
    BreakIterator icu = BreakIterator.getWordInstance(ULocale.ROOT);
    for (int round = 0; round < 5000; round++) {
      StringBuilder line = new StringBuilder("é");
      for (int i = 0; i < 20; i++) {
        int block = random.nextInt(9);
        int[] range = block < 5 ? blocks[block] : more[block - 5];
        line.appendCodePoint(range[0] + random.nextInt(range[1] - range[0] + 1));
      }
      var nfc = com.ibm.icu.text.Normalizer2.getNFCInstance();
      String text =
          nfc.normalize(UCharacter.toLowerCase(ULocale.ROOT, nfc.normalize(line.toString())));
      List<String> expected = new ArrayList<>();
      icu.setText(text);
      int start = icu.first();
      for (int end = icu.next(); end != BreakIterator.DONE; end = icu.next()) {
        String segment = text.substring(start, end);
        if (segment.codePoints().anyMatch(UCharacter::isLetterOrDigit)) {
          expected.add(segment);
        }
        start = end;
      }
      assertThat(words(text)).as("%s", text).isEqualTo(expected);
    }
  }
}
