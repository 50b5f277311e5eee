package wordmill.word2vec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import wordmill.random.Generator;

/**
 * Cuts one slice of the corpus into items and deals them to R × R buckets: an item of output block
 * b and input block a goes to bucket a · R + b. Memory is bounded: whenever {@value #MOST_NUMBERS}
 * numbers are held, all buckets are given out, each as one record.
 */
final class ItemCutter implements Iterator<ItemCutter.Cut> {
  private static final int MOST_NUMBERS = 4 << 20;

  private final Sentences sentences;
  private final Sentences.Chunk chunk = new Sentences.Chunk();
  private final Blocks blocks;
  private final Items items;
  private final int window;
  private final WordFrequencies.Subsampling subsampling;
  private final Generator random;
  private final int[][] buckets;
  private final int[] used;
  private int held;
  private int flushing; // the next bucket to give out, while all are
  private int rounds;
  private int[] block = new int[64]; // of each word of the sentence
  private int[] row = new int[64];
  private boolean ended;

  ItemCutter(
      Sentences sentences,
      WordFrequencies frequencies,
      Items items,
      Word2VecOptions options,
      Generator random) {
    this.sentences = sentences;
    this.blocks = frequencies.blocks();
    this.items = items;
    this.window = options.window();
    this.subsampling = frequencies.subsampling();
    this.random = random;
    int count = blocks.replicas() * blocks.replicas();
    this.buckets = new int[count][MOST_NUMBERS / count + 16];
    this.used = new int[count];
    this.flushing = count;
  }

  /** Part of a bucket. */
  static final class Cut {
    private final int bucket;
    private final int round;
    private final byte[] items;

    private Cut(int bucket, int round, byte[] items) {
      this.bucket = bucket;
      this.round = round;
      this.items = items;
    }

    int bucket() {
      return bucket;
    }

    /** How often all buckets were given out before. */
    int round() {
      return round;
    }

    byte[] items() {
      return items;
    }
  }

  @Override
  public boolean hasNext() {
    while (true) {
      while (flushing < buckets.length && used[flushing] == 0) {
        flushing++;
      }
      if (flushing < buckets.length) {
        return true;
      }
      if (ended) {
        return false;
      }
      fill();
      flushing = 0;
      rounds++;
    }
  }

  @Override
  public Cut next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int bucket = flushing++;
    byte[] bytes = items.encode(buckets[bucket], used[bucket]);
    held -= used[bucket];
    used[bucket] = 0;
    return new Cut(bucket, rounds - 1, bytes);
  }

  private void fill() {
    try {
      while (held < MOST_NUMBERS) {
        if (!sentences.next(chunk)) {
          ended = true;
          return;
        }
        for (int[] sentence : chunk.sentences()) {
          cut(sentence, subsampling.filter(sentence, random));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void cut(int[] sentence, int length) {
    if (block.length < length) {
      block = new int[2 * length];
      row = new int[2 * length];
    }
    for (int i = 0; i < length; i++) {
      block[i] = blocks.block(sentence[i]);
      row[i] = blocks.row(sentence[i]);
    }
    for (int i = 0; i < length; i++) {
      int reach = 1 + random.nextInt(window);
      int from = Math.max(0, i - reach);
      int to = Math.min(length, i + reach + 1);
      if (items.arePairs()) {
        cutPairs(i, from, to);
      } else {
        cutByBlock(i, from, to);
      }
    }
  }

  private void cutPairs(int centre, int from, int to) {
    int replicas = blocks.replicas();
    for (int j = from; j < to; j++) {
      if (j != centre) {
        int bucket = block[j] * replicas + block[centre];
        int at = room(bucket, 2);
        buckets[bucket][at] = row[centre];
        buckets[bucket][at + 1] = row[j];
      }
    }
  }

  /** One item for each block that the window has words of. */
  private void cutByBlock(int centre, int from, int to) {
    int replicas = blocks.replicas();
    for (int j = from; j < to; j++) {
      if (j == centre || seenBefore(j, from, centre)) {
        continue;
      }
      int bucket = block[j] * replicas + block[centre];
      int size = 0;
      for (int i = j; i < to; i++) {
        size += i != centre && block[i] == block[j] ? 1 : 0;
      }
      int at = room(bucket, 2 + size);
      int[] numbers = buckets[bucket];
      numbers[at++] = row[centre];
      numbers[at++] = size;
      for (int i = j; i < to; i++) {
        if (i != centre && block[i] == block[j]) {
          numbers[at++] = row[i];
        }
      }
    }
  }

  private boolean seenBefore(int j, int from, int centre) {
    for (int i = from; i < j; i++) {
      if (i != centre && block[i] == block[j]) {
        return true;
      }
    }
    return false;
  }

  /** Makes room for so many numbers at the end of a bucket, and returns where. */
  private int room(int bucket, int numbers) {
    int at = used[bucket];
    if (buckets[bucket].length < at + numbers) {
      buckets[bucket] = Arrays.copyOf(buckets[bucket], 2 * (at + numbers));
    }
    used[bucket] = at + numbers;
    held += numbers;
    return at;
  }
}
