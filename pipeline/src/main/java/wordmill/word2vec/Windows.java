package wordmill.word2vec;

import java.io.IOException;
import wordmill.random.Generator;

/**
 * CBOW on the only replica, which has all words in one block: window by window as the sentences
 * come.
 */
final class Windows {
  /** Tokens that a thread trains before it lets the others see its frequent rows. */
  private static final int MERGE_TOKENS = 8192;

  private final Sentences sentences;
  private final Schedule schedule;
  private final int window;
  private final WordFrequencies.Subsampling subsampling;
  private final Steps steps;
  private final Negatives negatives;
  private final Generator random;
  private final int[] starts = new int[2];
  private int[] context = new int[16];

  Windows(
      Sentences sentences,
      Schedule schedule,
      int window,
      WordFrequencies.Subsampling subsampling,
      Steps steps,
      Negatives negatives,
      Generator random) {
    this.sentences = sentences;
    this.schedule = schedule;
    this.window = window;
    this.subsampling = subsampling;
    this.steps = steps;
    this.negatives = negatives;
    this.random = random;
  }

  /**
   * Trains until there are no more sentences.
   *
   * @throws DivergedException as soon as a score is not a number
   */
  TrainingSums train() throws IOException {
    Sentences.Chunk chunk = new Sentences.Chunk();
    TrainingSums sums = TrainingSums.NONE;
    int unmerged = 0;
    while (sentences.next(chunk)) {
      float rate = schedule.rateAt(chunk.position());
      for (int[] sentence : chunk.sentences()) {
        int kept = subsampling.filter(sentence, random);
        for (int from = 0; from < kept; from += MERGE_TOKENS) {
          int to = Math.min(kept, from + MERGE_TOKENS);
          train(sentence, kept, from, to, rate);
          unmerged += to - from;
          if (unmerged >= MERGE_TOKENS) {
            steps.merge();
            unmerged = 0;
          }
        }
      }
      if (!steps.isFinite()) {
        throw new DivergedException("token " + chunk.position() + " of all epochs", rate);
      }
      sums = sums.merge(steps.sums());
    }
    steps.merge();
    return sums;
  }

  private void train(int[] sentence, int length, int firstCentre, int lastCentre, float rate) {
    for (int i = firstCentre; i < lastCentre; i++) {
      int reach = 1 + random.nextInt(window);
      int from = Math.max(0, i - reach);
      int to = Math.min(length, i + reach + 1);
      if (to - from < 2) {
        continue;
      }
      steps.draw(sentence[i], negatives, 0, random);
      starts[1] = window(sentence, i, from, to);
      steps.trainMeans(context, starts, 1, rate);
    }
  }

  /** The words of [from, to) but for the centre. */
  private int window(int[] sentence, int centre, int from, int to) {
    int size = to - from - 1;
    if (context.length < size) {
      context = new int[2 * size];
    }
    System.arraycopy(sentence, from, context, 0, centre - from);
    System.arraycopy(sentence, centre + 1, context, centre - from, to - centre - 1);
    return size;
  }
}
