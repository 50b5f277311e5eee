package wordmill.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.RuleBasedBreakIterator;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Words by the boundaries of UAX #29, in NFC and in lower case without regard to language; a
 * segment without a letter or digit (Unicode categories L and Nd) is no word.
 *
 * <p>The rules are ICU 76's for the root locale but for East Asia: ICU looks Chinese, Japanese and
 * Korean up in a dictionary, which would make tokens change with ICU's data. Here, as UAX #29 has
 * it, a Hangul word and a run of Katakana are one word and a Chinese character is one; a run of
 * Hiragana is one word, where UAX #29 would cut at each sign. Thai, Lao, Khmer and Burmese, written
 * without spaces, keep ICU's dictionaries, as UAX #29 advises.
 *
 * <p>ASCII lines, most of most text, take a path of their own that gives the same words.
 */
final class WordTokenizer implements Tokenizer {
  private static final int OTHER = 0;
  private static final int LETTER = 1;
  private static final int DIGIT = 2;
  private static final int UNDERSCORE = 3;
  private static final int IN_WORDS_AND_NUMBERS = 4;
  private static final int IN_NUMBERS = 5;
  private static final byte[] CLASS = classes();

  private final ByteBuilder buffer = new ByteBuilder();
  private byte[] lower = new byte[256];
  private RuleBasedBreakIterator boundaries;

  @Override
  public void tokens(byte[] line, int from, int to, TokenSink sink) {
    if (Utf8.isAscii(line, from, to)) {
      asciiTokens(line, from, to, sink);
    } else {
      unicodeTokens(new String(line, from, to - from, StandardCharsets.UTF_8), sink);
    }
  }

  private void asciiTokens(byte[] line, int from, int to, TokenSink sink) {
    int i = from;
    while (i < to) {
      int first = CLASS[line[i]];
      if (first == OTHER || first >= IN_WORDS_AND_NUMBERS) {
        i++;
        continue;
      }
      int end = asciiWordEnd(line, i, to);
      if (lower.length < end - i) {
        lower = new byte[2 * (end - i)];
      }
      boolean isWord = false;
      for (int k = i; k < end; k++) {
        int b = line[k];
        isWord |= CLASS[b] == LETTER || CLASS[b] == DIGIT;
        lower[k - i] = (byte) (b >= 'A' && b <= 'Z' ? b + 32 : b);
      }
      if (isWord) {
        sink.token(lower, 0, end - i);
      }
      i = end;
    }
  }

  /** WB5 to WB13b: letters, digits and _ join; . and ' join two of a kind, and , ; two digits. */
  private static int asciiWordEnd(byte[] line, int from, int to) {
    int before = CLASS[line[from]];
    int i = from + 1;
    while (i < to) {
      int here = CLASS[line[i]];
      if (here == OTHER) {
        return i;
      }
      if (here >= IN_WORDS_AND_NUMBERS) {
        int after = i + 1 < to ? CLASS[line[i + 1]] : OTHER;
        boolean joins =
            before == after
                && (after == DIGIT || (after == LETTER && here == IN_WORDS_AND_NUMBERS));
        if (!joins) {
          return i;
        }
        here = after;
        i++;
      }
      before = here;
      i++;
    }
    return to;
  }

  /** The same words as {@link #asciiTokens} where the text is ASCII, by ICU. */
  void unicodeTokens(String text, TokenSink sink) {
    Normalizer2 nfc = Normalizer2.getNFCInstance();
    String line = nfc.normalize(UCharacter.toLowerCase(ULocale.ROOT, nfc.normalize(text)));
    if (boundaries == null) {
      boundaries = (RuleBasedBreakIterator) Rules.BOUNDARIES.clone();
    }
    boundaries.setText(line);
    int start = boundaries.first();
    for (int end = boundaries.next(); end != BreakIterator.DONE; end = boundaries.next()) {
      if (isWord(line, start, end)) {
        buffer.clear();
        for (int i = start; i < end; i += Character.charCount(line.codePointAt(i))) {
          buffer.appendCodePoint(line.codePointAt(i));
        }
        sink.token(buffer.array(), 0, buffer.length());
      }
      start = end;
    }
  }

  private static boolean isWord(String line, int from, int to) {
    for (int i = from; i < to; i += Character.charCount(line.codePointAt(i))) {
      if (UCharacter.isLetterOrDigit(line.codePointAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static byte[] classes() {
    byte[] classes = new byte[128];
    for (int c = 'a'; c <= 'z'; c++) {
      classes[c] = LETTER;
      classes[c - 32] = LETTER;
    }
    for (int c = '0'; c <= '9'; c++) {
      classes[c] = DIGIT;
    }
    classes['_'] = UNDERSCORE;
    classes['.'] = IN_WORDS_AND_NUMBERS;
    classes['\''] = IN_WORDS_AND_NUMBERS;
    classes[','] = IN_NUMBERS;
    classes[';'] = IN_NUMBERS;
    return classes;
  }

  /** Compiled when the first line beyond ASCII is met. */
  private static final class Rules {
    private static final RuleBasedBreakIterator BOUNDARIES = new RuleBasedBreakIterator(read());

    private static String read() {
      try (InputStream in = WordTokenizer.class.getResourceAsStream("word-boundaries.txt")) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
