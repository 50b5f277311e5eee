package wordmill.text;

/** Tokens are what stands between Unicode White_Space, byte for byte. */
final class WhitespaceTokenizer implements Tokenizer {
  @Override
  public void tokens(byte[] line, int from, int to, TokenSink sink) {
    int start = from;
    int i = from;
    while (i < to) {
      int b = line[i];
      if (b > ' ') {
        i++;
        continue;
      }
      int width = Utf8.whiteSpace(line, i, to);
      if (width == 0) {
        i++;
        continue;
      }
      if (start < i) {
        sink.token(line, start, i);
      }
      i += width;
      start = i;
    }
    if (start < to) {
      sink.token(line, start, to);
    }
  }
}
