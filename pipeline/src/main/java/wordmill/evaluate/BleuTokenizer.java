package wordmill.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * How BLEU cuts a sentence into tokens: those of sacreBLEU that know no language (Post 2018,
 * arXiv:1804.08771). White space is what Unicode and Python call so; it only separates.
 */
public enum BleuTokenizer {
  /** Punctuation stands alone, but in numbers: {@link Mteval13a}. What papers report. */
  MTEVAL_13A("13a") {
    @Override
    String separated(String sentence) {
      return Mteval13a.separated(sentence);
    }
  },
  /** At white space, for text that is tokenized already. */
  NONE("none") {
    @Override
    String separated(String sentence) {
      return sentence;
    }
  },
  /** Each code point, for text without spaces between words. */
  CHARACTERS("char") {
    @Override
    String separated(String sentence) {
      StringBuilder spaced = new StringBuilder(2 * sentence.length());
      sentence.codePoints().forEach(c -> spaced.appendCodePoint(c).append(' '));
      return spaced.toString();
    }
  };

  private final String tag;

  BleuTokenizer(String tag) {
    this.tag = tag;
  }

  /** Its name in a signature. */
  String tag() {
    return tag;
  }

  /** With white space between any two tokens. */
  abstract String separated(String sentence);

  /** A sentence's tokens, case as given; none of a blank one. */
  public List<String> tokens(String sentence) {
    String separated = separated(withoutEndSpace(sentence));
    List<String> tokens = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= separated.length(); i++) {
      if (i == separated.length() || isSpace(separated.charAt(i))) {
        if (i > from) {
          tokens.add(separated.substring(from, i));
        }
        from = i + 1;
      }
    }
    return tokens;
  }

  /** So that a hyphen before the line's own end joins nothing. */
  private static String withoutEndSpace(String sentence) {
    int end = sentence.length();
    while (end > 0 && isSpace(sentence.charAt(end - 1))) {
      end--;
    }
    return sentence.substring(0, end);
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085'; // next line
  }
}
