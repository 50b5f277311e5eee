package wordmill.word2vec;

import java.util.Arrays;
import wordmill.random.Generator;

/**
 * Items of one output word, from wherever they stand, put together into batches of up to {@value
 * #SIZE} that share the positive word and the negatives; so the kernel has full batches however
 * many blocks a window's words fall into. The batches are shuffled, or a word's whole learning
 * would happen at one place; but those of one size stand together, the full ones first, so that the
 * processor can tell how the kernel's loops will end.
 */
final class Batches {
  /** Items of a batch: what a window has on average is 6, and the kernel is fastest at 8. */
  static final int SIZE = 8;

  private int[] next = new int[0]; // by output row: its items, then where the next of them goes
  private int[] sorted = new int[0];
  private int[] output = new int[0];
  private int[] from = new int[0];
  private byte[] size = new byte[0];
  private final int[] ends = new int[SIZE]; // of the batches of size SIZE, SIZE − 1, ..., 1
  private int count;

  /**
   * Makes the batches of some items, in place of those before; items of one output keep their
   * order.
   *
   * @param rows all outputs are below this
   * @param outputs each item's output row
   * @param items what stands for each, the first {@code length}
   */
  void fill(int rows, int[] outputs, int[] items, int length, Generator random) {
    reserve(rows, length);
    Arrays.fill(next, 0, rows, 0);
    for (int i = 0; i < length; i++) {
      next[outputs[i]]++;
    }
    cut(rows);
    for (int i = 0; i < length; i++) {
      sorted[next[outputs[i]]++] = items[i];
    }
    int begin = 0;
    for (int end : ends) {
      shuffle(begin, end, random);
      begin = end;
    }
  }

  private void reserve(int rows, int length) {
    if (next.length < rows) {
      next = new int[rows];
    }
    if (sorted.length < length) {
      int most = length + length / 8;
      sorted = new int[most];
      output = new int[most];
      from = new int[most];
      size = new byte[most];
    }
  }

  private void cut(int rows) {
    Arrays.fill(ends, 0);
    for (int row = 0; row < rows; row++) {
      int length = next[row];
      ends[0] += length / SIZE;
      if (length % SIZE > 0) {
        ends[SIZE - length % SIZE]++;
      }
    }
    count = 0;
    for (int s = 0; s < SIZE; s++) { // where they begin, until all are placed
      int batches = ends[s];
      ends[s] = count;
      count += batches;
    }
    int first = 0;
    for (int row = 0; row < rows; row++) {
      int length = next[row];
      next[row] = first;
      for (int done = 0; done < length; done += SIZE) {
        int items = Math.min(SIZE, length - done);
        int at = ends[SIZE - items]++;
        output[at] = row;
        from[at] = first + done;
        size[at] = (byte) items;
      }
      first += length;
    }
  }

  /** Fisher and Yates' shuffle (Durstenfeld 1964). */
  private void shuffle(int begin, int end, Generator random) {
    for (int i = end - 1; i > begin; i--) {
      int j = begin + random.nextInt(i - begin + 1);
      int keptOutput = output[i];
      output[i] = output[j];
      output[j] = keptOutput;
      int keptFrom = from[i];
      from[i] = from[j];
      from[j] = keptFrom;
      byte keptSize = size[i];
      size[i] = size[j];
      size[j] = keptSize;
    }
  }

  int count() {
    return count;
  }

  /** The output row of batch i. */
  int output(int i) {
    return output[i];
  }

  /** Where its first item is among the sorted ones. */
  int from(int i) {
    return from[i];
  }

  /** Behind its last item. */
  int to(int i) {
    return from[i] + size[i];
  }

  /** The items, by output row. */
  int[] sorted() {
    return sorted;
  }
}
