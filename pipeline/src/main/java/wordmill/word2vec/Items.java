package wordmill.word2vec;

import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * How the items of a bucket lie in bytes. An item is an output word and the words of its window
 * that lie in one input block, all as rows of their blocks: {@code output, context} for skip-gram,
 * where each context word is an item of its own, and {@code output, n, context 1, ..., context n}
 * for CBOW. Numbers have two bytes if every row fits, else four; little-endian.
 */
record Items(Architecture architecture, int mostRows) implements Serializable {
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private boolean areShort() {
    return mostRows <= Character.MAX_VALUE;
  }

  boolean arePairs() {
    return architecture == Architecture.SKIP_GRAM;
  }

  byte[] encode(int[] numbers, int length) {
    if (areShort()) {
      byte[] bytes = new byte[2 * length];
      for (int i = 0; i < length; i++) {
        SHORTS.set(bytes, 2 * i, (char) numbers[i]);
      }
      return bytes;
    }
    byte[] bytes = new byte[4 * length];
    for (int i = 0; i < length; i++) {
      INTS.set(bytes, 4 * i, numbers[i]);
    }
    return bytes;
  }

  /** How many numbers there are in so many bytes. */
  int length(byte[] bytes) {
    return areShort() ? bytes.length / 2 : bytes.length / 4;
  }

  void decode(byte[] bytes, int[] numbers, int at) {
    int length = length(bytes);
    if (areShort()) {
      for (int i = 0; i < length; i++) {
        numbers[at + i] = (char) SHORTS.get(bytes, 2 * i);
      }
    } else {
      for (int i = 0; i < length; i++) {
        numbers[at + i] = (int) INTS.get(bytes, 4 * i);
      }
    }
  }
}
