package wordmill.word2vec;

import java.util.Arrays;
import java.util.Iterator;

/** The items of one bucket in their order, in chunks. Several threads may pull. */
final class Bucket {
  private static final int CHUNK_NUMBERS = 1 << 20;

  private final Iterator<byte[]> records;
  private final Items items;

  Bucket(Iterator<byte[]> records, Items items) {
    this.records = records;
    this.items = items;
  }

  /**
   * Fills a chunk with the next records.
   *
   * @return whether there were any
   */
  synchronized boolean next(Chunk chunk) {
    chunk.length = 0;
    Team.checkInterrupted();
    while (chunk.length < CHUNK_NUMBERS && records.hasNext()) {
      byte[] record = records.next();
      int length = items.length(record);
      if (chunk.numbers.length < chunk.length + length) {
        chunk.numbers = Arrays.copyOf(chunk.numbers, 2 * (chunk.length + length));
      }
      items.decode(record, chunk.numbers, chunk.length);
      chunk.length += length;
    }
    return chunk.length > 0;
  }

  /** Items one after another, as {@link Items} describes. */
  static final class Chunk {
    private int[] numbers = new int[1 << 12];
    private int length;

    int[] numbers() {
      return numbers;
    }

    int length() {
      return length;
    }
  }
}
