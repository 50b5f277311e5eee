package wordmill.vocab;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import wordmill.config.BadInputException;

/**
 * Distinct byte strings, numbered from 0 as they come. All bytes lie in one array and are found by
 * open addressing: a word costs its bytes and 20 to 40 bytes more, and no object.
 */
final class WordTable implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MULTIPLIER = 0x9e3779b97f4a7c15L; // 2^64 over the golden ratio, odd
  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;
  private static final int FIRST_SLOTS = 1 << 10;

  private transient byte[] bytes = new byte[FIRST_SLOTS];
  private transient int[] starts = new int[FIRST_SLOTS];
  private transient int size;

  /** Hash of the word in the upper half, id + 1 in the lower; 0 is free. A power of two of them. */
  private transient long[] slots = new long[FIRST_SLOTS];

  /** A hash of the bytes that is the same on every machine, evenly spread over all its bits. */
  static int hash(byte[] from, int start, int end) {
    long h = (long) end - start;
    int i = start;
    for (; i + 8 <= end; i += 8) {
      h = (h ^ (long) LONG.get(from, i)) * MULTIPLIER;
      h ^= h >>> 32;
    }
    long rest = 0;
    for (; i < end; i++) {
      rest = rest << 8 | (from[i] & 0xff);
    }
    h = (h ^ rest) * MULTIPLIER;
    h = (h ^ h >>> 32) * MULTIPLIER;
    return (int) (h >>> 32);
  }

  int size() {
    return size;
  }

  /** Bytes of all words together. */
  int byteSize() {
    return starts[size];
  }

  /** The array that holds the words: word {@code id} is {@code bytes()[start(id), end(id))}. */
  byte[] bytes() {
    return bytes;
  }

  int start(int id) {
    return starts[id];
  }

  int end(int id) {
    return starts[id + 1];
  }

  int hash(int id) {
    return hash(bytes, starts[id], starts[id + 1]);
  }

  String word(int id) {
    return new String(bytes, starts[id], starts[id + 1] - starts[id], StandardCharsets.UTF_8);
  }

  /** Order of the bytes, unsigned: for UTF-8 that of the code points. */
  int compare(int a, int b) {
    return Arrays.compareUnsigned(bytes, starts[a], starts[a + 1], bytes, starts[b], starts[b + 1]);
  }

  /** The id of {@code from[start, end)}, or -1. */
  int find(byte[] from, int start, int end) {
    long found = slots[slot(from, start, end, hash(from, start, end))];
    return (int) found - 1;
  }

  /** The id of {@code from[start, end)}, a new one if there was none. */
  int add(byte[] from, int start, int end) {
    int hash = hash(from, start, end);
    int slot = slot(from, start, end, hash);
    int found = (int) slots[slot] - 1;
    if (found >= 0) {
      return found;
    }
    reserve(end - start);
    System.arraycopy(from, start, bytes, starts[size], end - start);
    starts[size + 1] = starts[size] + end - start;
    slots[slot] = (long) hash << 32 | (size + 1);
    size++;
    if (2L * size > slots.length) {
      fillSlots(2 * slots.length);
    }
    return size - 1;
  }

  /** Forgets all words but keeps the memory. */
  void clear() {
    size = 0;
    Arrays.fill(slots, 0);
  }

  /** Where the word is, or the free slot where it would go. */
  private int slot(byte[] from, int start, int end, int hash) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (true) {
      long entry = slots[slot];
      if (entry == 0
          || ((int) (entry >>> 32) == hash && isWord((int) entry - 1, from, start, end))) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
  }

  private boolean isWord(int id, byte[] from, int start, int end) {
    return Arrays.equals(bytes, starts[id], starts[id + 1], from, start, end);
  }

  private void reserve(int more) {
    if (size + 2 > starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
    }
    long needed = (long) starts[size] + more;
    BadInputException.check(
        needed <= MAX_BYTES,
        "the words of a vocabulary may take 2 GiB in all; raise vocabulary.min-count or set"
            + " vocabulary.max-size");
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_BYTES, Math.max(needed, 2L * bytes.length)));
    }
  }

  private void fillSlots(int length) {
    slots = new long[length];
    for (int id = 0; id < size; id++) {
      int hash = hash(id);
      int slot = hash & (length - 1);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (length - 1);
      }
      slots[slot] = (long) hash << 32 | (id + 1);
    }
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    out.writeObject(Arrays.copyOf(starts, size + 1));
    out.writeObject(Arrays.copyOf(bytes, starts[size]));
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    starts = (int[]) in.readObject();
    bytes = (byte[]) in.readObject();
    size = starts.length - 1;
    fillSlots(Math.max(FIRST_SLOTS, Integer.highestOneBit(Math.max(1, size)) << 2));
  }
}
