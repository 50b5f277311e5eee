package wordmill.text;

/**
 * One token a code point. White space of any kind becomes U+2581 (▁), so that formats which
 * separate words by spaces, tabs and lines stay unambiguous.
 */
final class CharacterTokenizer implements Tokenizer {
  private static final byte[] SPACE = {(byte) 0xe2, (byte) 0x96, (byte) 0x81};

  @Override
  public void tokens(byte[] line, int from, int to, TokenSink sink) {
    int i = from;
    while (i < to) {
      int space = Utf8.whiteSpace(line, i, to);
      if (space > 0) {
        sink.token(SPACE, 0, SPACE.length);
        i += space;
      } else {
        int length = Math.abs(Utf8.sequence(line, i, to));
        sink.token(line, i, i + length);
        i += length;
      }
    }
  }
}
