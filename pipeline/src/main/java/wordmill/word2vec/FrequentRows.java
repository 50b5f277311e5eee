package wordmill.word2vec;

import java.util.Arrays;
import wordmill.linalg.SamplingKernel;

/**
 * A block while several threads train it. All threads share its rows without locks (Recht et al.
 * 2011, Hogwild), but for the most frequent ones: each thread has its own copy of these, or the
 * cores would fetch them from one another all the time. Copies are merged by adding up what each
 * thread has changed. With one thread there are no copies.
 */
final class FrequentRows {
  /** Copied rows at most: 1,000 of 68,000 words are 4 of 10 tokens after subsampling. */
  static final int MOST = 1000;

  private static final int LOCKS = 64;

  private final WordBlock block;
  private final float[] values; // copies of thread 0, of thread 1, ..., then the shared rows
  private final int width;
  private final int copied;
  private final int firstShared;
  private final SamplingKernel kernel = SamplingKernel.best();
  private final Object[] locks = new Object[LOCKS];

  FrequentRows(WordBlock block, int threads) {
    this.block = block;
    this.width = block.width();
    this.copied = threads == 1 ? 0 : Math.min(MOST, block.rows());
    this.firstShared = threads * copied;
    this.values =
        threads == 1 ? block.values() : new float[firstShared * width + (block.rows() + 1) * width];
    if (threads > 1) {
      System.arraycopy(block.values(), 0, values, firstShared * width, (block.rows() + 1) * width);
      for (int thread = 0; thread < threads; thread++) {
        System.arraycopy(block.values(), 0, values, thread * copied * width, copied * width);
      }
    }
    Arrays.setAll(locks, i -> new Object());
  }

  float[] values() {
    return values;
  }

  /** The place of the row of zeros behind the block's last. */
  int zeroRow() {
    return (firstShared + block.rows()) * width;
  }

  /** Puts what the threads have merged back into the block. */
  void fold() {
    if (firstShared > 0) {
      System.arraycopy(values, firstShared * width, block.values(), 0, block.rows() * width);
    }
  }

  /** One thread's copies. */
  final class Copies {
    private final int thread;
    private final boolean[] touched = new boolean[copied];
    private final float[] merged = Arrays.copyOf(block.values(), copied * width);

    Copies(int thread) {
      this.thread = thread;
    }

    /** The place of a row that is about to change. */
    int touch(int row) {
      if (row < copied) {
        touched[row] = true;
        return (thread * copied + row) * width;
      }
      return (firstShared + row) * width;
    }

    /** Adds own changes to the shared rows, and takes over those of others. */
    void merge() {
      for (int row = 0; row < copied; row++) {
        if (touched[row]) {
          touched[row] = false;
          synchronized (locks[row % LOCKS]) {
            kernel.merge(
                values,
                (thread * copied + row) * width,
                (firstShared + row) * width,
                merged,
                row * width,
                width);
          }
        }
      }
    }
  }
}
