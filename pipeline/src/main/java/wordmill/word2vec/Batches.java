package wordmill.word2vec;

import java.util.Arrays;
import wordmill.random.Generator;

/**
 * Trains a replica on its bucket. Items of one output word are put together into batches of up to
 * {@value #SIZE}, which share the positive word and the negatives; then the batches are shuffled,
 * or a word's whole learning would happen at one place of the bucket. So the kernel has full
 * batches however many blocks a window's words fall into.
 */
final class Batches {
  /** Items of a batch: what a window has on average is 6, and the kernel is fastest at 8. */
  static final int SIZE = 8;

  /** Batches that a thread trains before it lets the others see its frequent rows. */
  private static final int MERGE_BATCHES = 4096;

  private final Bucket bucket;
  private final Items items;
  private final Steps steps;
  private final float rate;
  private final int[] end; // by output row: where its items end among the sorted ones
  private int[] sorted = new int[0]; // context rows, or places of items that have several
  private int[] batchOutput = new int[0];
  private int[] batchFrom = new int[0];
  private byte[] batchSize = new byte[0];
  private int[] context = new int[64];
  private final int[] starts = new int[SIZE + 1];

  Batches(Bucket bucket, Items items, Steps steps, int outputRows, float rate) {
    this.bucket = bucket;
    this.items = items;
    this.steps = steps;
    this.rate = rate;
    this.end = new int[outputRows + 1];
  }

  /**
   * Trains until the bucket is empty.
   *
   * @param place for the sentence, if training diverges
   * @throws DivergedException as soon as a score is not a number
   */
  TrainingSums train(String place) {
    Bucket.Chunk chunk = new Bucket.Chunk();
    TrainingSums sums = TrainingSums.NONE;
    while (bucket.next(chunk)) {
      int batches = batches(chunk.numbers(), chunk.length());
      shuffle(batches, steps.random());
      for (int i = 0; i < batches; i++) {
        steps.draw(batchOutput[i]);
        if (items.arePairs()) {
          steps.trainEach(sorted, batchFrom[i], batchFrom[i] + batchSize[i], rate);
        } else {
          trainMeans(chunk.numbers(), batchFrom[i], batchSize[i]);
        }
        if (i % MERGE_BATCHES == 0) {
          steps.merge();
        }
      }
      steps.merge();
      if (!steps.isFinite()) {
        throw new DivergedException(place, rate);
      }
      sums = sums.merge(steps.sums());
    }
    return sums;
  }

  private void trainMeans(int[] numbers, int from, int size) {
    int members = 0;
    for (int j = 0; j < size; j++) {
      int item = sorted[from + j];
      int n = numbers[item + 1];
      if (context.length < members + n) {
        context = Arrays.copyOf(context, 2 * (members + n));
      }
      System.arraycopy(numbers, item + 2, context, members, n);
      members += n;
      starts[j + 1] = members;
    }
    steps.trainMeans(context, starts, size, rate);
  }

  /** Sorts the items by output word, keeping their order, and cuts them into batches. */
  private int batches(int[] numbers, int length) {
    Arrays.fill(end, 0);
    int count = 0;
    for (int at = 0; at < length; at = next(numbers, at)) {
      end[numbers[at] + 1]++;
      count++;
    }
    reserve(count);
    int batches = 0;
    int first = 0;
    for (int row = 0; row < end.length - 1; row++) {
      int size = end[row + 1];
      end[row] = first;
      for (int from = 0; from < size; from += SIZE) {
        batchOutput[batches] = row;
        batchFrom[batches] = first + from;
        batchSize[batches++] = (byte) Math.min(SIZE, size - from);
      }
      first += size;
    }
    boolean pairs = items.arePairs();
    for (int at = 0; at < length; at = next(numbers, at)) {
      sorted[end[numbers[at]]++] = pairs ? numbers[at + 1] : at;
    }
    return batches;
  }

  private int next(int[] numbers, int at) {
    return items.arePairs() ? at + 2 : at + 2 + numbers[at + 1];
  }

  private void reserve(int count) {
    if (sorted.length < count) {
      int most = count + count / 8;
      sorted = new int[most];
      batchOutput = new int[most];
      batchFrom = new int[most];
      batchSize = new byte[most];
    }
  }

  /** Fisher and Yates' shuffle (Durstenfeld 1964). */
  private void shuffle(int batches, Generator random) {
    for (int i = batches - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int output = batchOutput[i];
      batchOutput[i] = batchOutput[j];
      batchOutput[j] = output;
      int from = batchFrom[i];
      batchFrom[i] = batchFrom[j];
      batchFrom[j] = from;
      byte size = batchSize[i];
      batchSize[i] = batchSize[j];
      batchSize[j] = size;
    }
  }
}
