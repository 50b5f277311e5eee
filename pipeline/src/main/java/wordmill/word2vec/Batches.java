package wordmill.word2vec;

import java.util.Arrays;
import wordmill.random.Generator;

/**
 * Items of one output word, from wherever they stand, put together into batches of up to {@value
 * #SIZE} that share the positive word and the negatives; so the kernel has full batches however
 * many blocks a window's words fall into. The batches are shuffled, or a word's whole learning
 * would happen at one place.
 */
final class Batches {
  /** Items of a batch: what a window has on average is 6, and the kernel is fastest at 8. */
  static final int SIZE = 8;

  private int[] next = new int[0]; // by output row: its items, then where the next of them goes
  private int[] sorted = new int[0];
  private int[] output = new int[0];
  private int[] from = new int[0];
  private byte[] size = new byte[0];
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
    shuffle(random);
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
    count = 0;
    int first = 0;
    for (int row = 0; row < rows; row++) {
      int length = next[row];
      next[row] = first;
      for (int done = 0; done < length; done += SIZE) {
        output[count] = row;
        from[count] = first + done;
        size[count++] = (byte) Math.min(SIZE, length - done);
      }
      first += length;
    }
  }

  /** Fisher and Yates' shuffle (Durstenfeld 1964). */
  private void shuffle(Generator random) {
    for (int i = count - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
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
