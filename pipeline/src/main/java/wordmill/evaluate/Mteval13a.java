package wordmill.evaluate;

import java.util.regex.Pattern;

/**
 * The tokens of NIST's scoring script mteval-v13a: its language-independent rules, then those for
 * Western languages, in the script's order. Each rule sees what the one before left and passes over
 * the text once, from left to right: of two marks side by side it may see only the first.
 */
final class Mteval13a {
  /** ASCII's punctuation without apostrophe, comma, hyphen and full stop. */
  private static final Pattern MARK = Pattern.compile("[\\p{Punct}&&[^',.-]]");

  private static final Pattern POINT_NOT_AFTER_DIGIT = Pattern.compile("([^0-9])([.,])");
  private static final Pattern POINT_NOT_BEFORE_DIGIT = Pattern.compile("([.,])([^0-9])");
  private static final Pattern HYPHEN_AFTER_DIGIT = Pattern.compile("([0-9])-");

  private Mteval13a() {}

  /** The sentence with white space between any two tokens. */
  static String separated(String sentence) {
    // A space at both ends, for the rules that look at a neighbour.
    String text = " " + unescaped(joined(sentence)) + " ";
    text = MARK.matcher(text).replaceAll(" $0 ");
    text = POINT_NOT_AFTER_DIGIT.matcher(text).replaceAll("$1 $2 ");
    text = POINT_NOT_BEFORE_DIGIT.matcher(text).replaceAll(" $1 $2");
    return HYPHEN_AFTER_DIGIT.matcher(text).replaceAll("$1 - ");
  }

  /** Without the script's mark of a skipped segment; a word hyphenated at a line's end is whole. */
  private static String joined(String sentence) {
    return sentence.replace("<skipped>", "").replace("-\n", "").replace('\n', ' ');
  }

  /** Entities as characters, one kind after the other: an escaped entity is resolved twice. */
  private static String unescaped(String text) {
    return text.replace("&quot;", "\"")
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
  }
}
