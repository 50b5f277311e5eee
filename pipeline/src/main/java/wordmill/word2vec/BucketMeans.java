package wordmill.word2vec;

import java.util.Arrays;
import wordmill.random.Generator;

/** CBOW on one of several replicas: trains it on the means of its bucket. */
final class BucketMeans {
  /** Batches that a thread trains before it lets the others see its frequent rows. */
  private static final int MERGE_BATCHES = 4096;

  private final Bucket bucket;
  private final Steps steps;
  private final int outputRows;
  private final NegativeSampler sampler;
  private final Generator random;
  private final float rate;
  private final Batches batches = new Batches();
  private int[] outputs = new int[0];
  private int[] items = new int[0]; // where each stands in its chunk
  private int[] context = new int[64];
  private final int[] starts = new int[Batches.SIZE + 1];

  BucketMeans(
      Bucket bucket,
      Steps steps,
      int outputRows,
      NegativeSampler sampler,
      Generator random,
      float rate) {
    this.bucket = bucket;
    this.steps = steps;
    this.outputRows = outputRows;
    this.sampler = sampler;
    this.random = random;
    this.rate = rate;
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
      int count = find(chunk.numbers(), chunk.length());
      batches.fill(outputRows, outputs, items, count, random);
      for (int i = 0; i < batches.count(); i++) {
        steps.draw(batches.output(i), sampler, 0, random);
        train(chunk.numbers(), batches.from(i), batches.to(i));
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

  private int find(int[] numbers, int length) {
    if (outputs.length < length / 2) { // an item has three numbers or more
      outputs = new int[length / 2];
      items = new int[length / 2];
    }
    int count = 0;
    for (int at = 0; at < length; at += 2 + numbers[at + 1]) {
      outputs[count] = numbers[at];
      items[count++] = at;
    }
    return count;
  }

  private void train(int[] numbers, int from, int to) {
    int members = 0;
    for (int j = from; j < to; j++) {
      int item = batches.sorted()[j];
      int n = numbers[item + 1];
      if (context.length < members + n) {
        context = Arrays.copyOf(context, 2 * (members + n));
      }
      System.arraycopy(numbers, item + 2, context, members, n);
      members += n;
      starts[j - from + 1] = members;
    }
    steps.trainMeans(context, starts, to - from, rate);
  }
}
