package wordmill.vocab;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How often each token was seen, exactly. Can be handed on as blocks, one for each part of the
 * tokens by hash, and added up from them in any order.
 *
 * <p>A block is a run of entries: bytes of the token as varint, the token, its count as varint.
 */
final class TokenCounts {
  private final WordTable words = new WordTable();
  private long[] counts = new long[1 << 10];

  /** Distinct tokens. */
  int size() {
    return words.size();
  }

  /** Bytes of the distinct tokens. */
  int byteSize() {
    return words.byteSize();
  }

  WordTable words() {
    return words;
  }

  long count(int id) {
    return counts[id];
  }

  void add(byte[] bytes, int from, int to, long times) {
    int id = words.add(bytes, from, to);
    if (id == counts.length) {
      counts = Arrays.copyOf(counts, 2 * counts.length);
    }
    counts[id] += times;
  }

  /** Forgets all. */
  void clear() {
    Arrays.fill(counts, 0, words.size(), 0);
    words.clear();
  }

  /** Adds the entries of a block. */
  void addBlock(byte[] block) {
    int i = 0;
    while (i < block.length) {
      long length = varint(block, i);
      int from = i + varintBytes(length);
      int to = from + (int) length;
      long times = varint(block, to);
      add(block, from, to, times);
      i = to + varintBytes(times);
    }
  }

  /** All entries in {@code parts} blocks; a token's block is told by its bytes alone. */
  byte[][] blocks(int parts) {
    int[] part = new int[size()];
    int[] lengths = new int[parts];
    for (int id = 0; id < part.length; id++) {
      part[id] = (int) ((Integer.toUnsignedLong(words.hash(id)) * parts) >>> 32);
      lengths[part[id]] += entryBytes(id);
    }
    byte[][] blocks = new byte[parts][];
    Arrays.setAll(blocks, p -> new byte[lengths[p]]);
    int[] at = new int[parts];
    for (int id = 0; id < part.length; id++) {
      at[part[id]] = putEntry(id, blocks[part[id]], at[part[id]]);
    }
    return blocks;
  }

  /** The entries of the given ids, in that order. */
  byte[] block(int[] ids) {
    byte[] block = new byte[Math.toIntExact(IntStream.of(ids).mapToLong(this::entryBytes).sum())];
    int at = 0;
    for (int id : ids) {
      at = putEntry(id, block, at);
    }
    return block;
  }

  /** The given ids by falling count, then by bytes. */
  int[] ranked(IntStream ids) {
    return ids.boxed()
        .sorted(
            (a, b) ->
                counts[a] != counts[b] ? Long.compare(counts[b], counts[a]) : words.compare(a, b))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private int entryBytes(int id) {
    int length = words.end(id) - words.start(id);
    return varintBytes(length) + length + varintBytes(counts[id]);
  }

  private int putEntry(int id, byte[] block, int at) {
    int length = words.end(id) - words.start(id);
    int to = putVarint(length, block, at);
    System.arraycopy(words.bytes(), words.start(id), block, to, length);
    return putVarint(counts[id], block, to + length);
  }

  private static int putVarint(long value, byte[] to, int at) {
    long rest = value;
    int i = at;
    while (rest >= 0x80) {
      to[i++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    to[i++] = (byte) rest;
    return i;
  }

  private static int varintBytes(long value) {
    return value == 0 ? 1 : (70 - Long.numberOfLeadingZeros(value)) / 7;
  }

  private static long varint(byte[] from, int at) {
    long value = 0;
    int shift = 0;
    int i = at;
    while (from[i] < 0) {
      value |= (long) (from[i++] & 0x7f) << shift;
      shift += 7;
    }
    return value | (long) from[i] << shift;
  }
}
