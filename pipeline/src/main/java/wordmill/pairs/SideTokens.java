package wordmill.pairs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import wordmill.text.Tokenizer;
import wordmill.vocab.Vocabulary;

/** The tokens of one side of a pair, one behind the other, until the next are read. One thread. */
final class SideTokens {
  private final Tokenizer tokenizer;
  private byte[] bytes = new byte[256];
  private int[] ends = new int[64]; // ends[0] is 0; token i is bytes[ends[i], ends[i + 1])
  private int size;

  SideTokens(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /** Cuts a side into tokens, in place of those before. */
  void read(SideText side) {
    size = 0;
    tokenizer.tokens(side.bytes(), side.from(), side.to(), this::add);
  }

  int size() {
    return size;
  }

  String token(int i) {
    return new String(bytes, ends[i], ends[i + 1] - ends[i], StandardCharsets.UTF_8);
  }

  /** Their ids as a new array, that of the marker for those that are no words. */
  int[] ids(Vocabulary vocabulary) {
    int marker = vocabulary.id(Vocabulary.UNKNOWN).orElseThrow();
    int[] ids = new int[size];
    for (int i = 0; i < size; i++) {
      int found = vocabulary.find(bytes, ends[i], ends[i + 1]);
      ids[i] = found < 0 ? marker : found;
    }
    return ids;
  }

  private void add(byte[] token, int from, int to) {
    int start = ends[size];
    int end = start + to - from;
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
    }
    System.arraycopy(token, from, bytes, start, to - from);
    size++;
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * ends.length);
    }
    ends[size] = end;
  }
}
