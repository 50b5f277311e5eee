package wordmill.seq2seq;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.util.List;

/**
 * How a token is written on a sheet, and the room it takes.
 *
 * @param text white space as ▁, and nothing that XML cannot hold
 * @param width in pixels, at least what a monospaced font of {@value #FONT_SIZE} pixels needs
 */
record SheetLabel(String text, int width) {
  static final int FONT_SIZE = 14;

  /** The highest letter and the lowest descender reach this far from the line they stand on. */
  static final int ASCENT = 14;

  static final int DESCENT = 4;

  /** Of a Latin letter: 0.6 times the font's size in all common fonts, and a little air. */
  private static final int COLUMN = 9;

  /** From here on letters that are neither narrow nor wide by Unicode may be broad. */
  private static final int DEVANAGARI = 0x900;

  static SheetLabel of(String token) {
    int[] shown = token.codePoints().map(SheetLabel::shown).toArray();
    int columns = 0;
    for (int codePoint : shown) {
      columns += columns(codePoint);
    }
    return new SheetLabel(new String(shown, 0, shown.length), columns * COLUMN);
  }

  static List<SheetLabel> of(List<String> tokens) {
    return tokens.stream().map(SheetLabel::of).toList();
  }

  static int widest(List<SheetLabel> labels) {
    return labels.stream().mapToInt(SheetLabel::width).max().orElse(0);
  }

  private static int shown(int codePoint) {
    if (UCharacter.isUWhiteSpace(codePoint)) {
      return '▁';
    }
    boolean isText =
        switch (Character.getType(codePoint)) {
          case Character.CONTROL, Character.SURROGATE -> false;
          default -> codePoint != 0xFFFE && codePoint != 0xFFFF;
        };
    return isText ? codePoint : '\uFFFD';
  }

  /** Unicode's standard annex 11, but generous where it says nothing. */
  private static int columns(int codePoint) {
    if (isDrawnOverTheOneBefore(codePoint)) {
      return 0;
    }
    return switch (UCharacter.getIntPropertyValue(codePoint, UProperty.EAST_ASIAN_WIDTH)) {
      case UCharacter.EastAsianWidth.WIDE, UCharacter.EastAsianWidth.FULLWIDTH -> 2;
      case UCharacter.EastAsianWidth.NEUTRAL -> codePoint < DEVANAGARI ? 1 : 2;
      default -> 1;
    };
  }

  private static boolean isDrawnOverTheOneBefore(int codePoint) {
    boolean isVowelOrEndOfSyllable = codePoint >= 0x1160 && codePoint <= 0x11FF; // Hangul
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> true;
      default -> isVowelOrEndOfSyllable;
    };
  }
}
