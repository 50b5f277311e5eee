package wordmill.word2vec;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.IntBuffer;

/**
 * How the items of a bucket lie in bytes. An item is an output word and the words of its window
 * that lie in one input block, all as rows of their blocks: {@code output, context} for skip-gram,
 * where each context word is an item of its own, and {@code output, n, context 1, ..., context n}
 * for CBOW. Numbers have two bytes if every row fits, else four; little-endian.
 */
record Items(Architecture architecture, int mostRows) implements Serializable {
  private boolean areShort() {
    return mostRows <= Character.MAX_VALUE;
  }

  boolean arePairs() {
    return architecture == Architecture.SKIP_GRAM;
  }

  byte[] encode(int[] numbers, int length) {
    if (areShort()) {
      byte[] bytes = new byte[2 * length];
      CharBuffer chars = order(bytes).asCharBuffer();
      for (int i = 0; i < length; i++) {
        chars.put(i, (char) numbers[i]);
      }
      return bytes;
    }
    byte[] bytes = new byte[4 * length];
    order(bytes).asIntBuffer().put(numbers, 0, length);
    return bytes;
  }

  /** How many numbers there are in so many bytes. */
  int length(byte[] bytes) {
    return areShort() ? bytes.length / 2 : bytes.length / 4;
  }

  void decode(byte[] bytes, int[] numbers, int at) {
    int length = length(bytes);
    if (areShort()) {
      CharBuffer chars = order(bytes).asCharBuffer();
      for (int i = 0; i < length; i++) {
        numbers[at + i] = chars.get(i);
      }
    } else {
      IntBuffer ints = order(bytes).asIntBuffer();
      ints.get(numbers, at, length);
    }
  }

  private static ByteBuffer order(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
