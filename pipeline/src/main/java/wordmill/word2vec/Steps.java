package wordmill.word2vec;

import java.util.Arrays;
import wordmill.linalg.SamplingKernel;
import wordmill.random.Generator;

/**
 * Steps of negative sampling on an input block and an output block, by one thread. A step trains J
 * inputs against one positive output word and k negatives that all J share (Ji et al. 2016,
 * arXiv:1604.04661): one small matrix product instead of J · (k + 1) dot products.
 */
final class Steps {
  private final SamplingKernel kernel = SamplingKernel.best();
  private final SamplingKernel.Sums sums = new SamplingKernel.Sums();
  private final float[] in;
  private final float[] out;
  private final FrequentRows.Copies inCopies;
  private final FrequentRows.Copies outCopies;
  private final int width;
  private final int zeroRow;

  /** The output rows of the step: the positive one, then the negatives. */
  private final int[] outputs;

  private final int[] outAt; // their places, then the row of zeros up to a whole tile
  private int[] inAt = new int[64];
  private int[] bufferAt = new int[0];
  private float[] x = new float[0]; // inputs as they were, or means
  private float[] change = new float[0]; // of the means
  private float[] g = new float[0];
  private int used; // outputs of the step
  private long pairs;

  /**
   * @param thread whose copies of frequent rows are used
   * @param negatives k
   */
  Steps(Replica replica, int thread, int negatives) {
    this.in = replica.input().values();
    this.out = replica.output().values();
    this.inCopies = replica.input().new Copies(thread);
    this.outCopies = replica.output().new Copies(thread);
    this.width = replica.width();
    this.zeroRow = replica.output().zeroRow();
    this.outputs = new int[1 + negatives];
    int tile = SamplingKernel.TILE;
    this.outAt = new int[(outputs.length + tile - 1) / tile * tile];
  }

  /**
   * Takes a new positive row and new negatives, none of them twice. After a few vain draws there
   * are fewer negatives: of few rows, nearly all draws may give the same one.
   *
   * @param negatives of rows counted from {@code first}
   */
  void draw(int positive, Negatives negatives, int first, Generator random) {
    outputs[0] = positive;
    used = 1;
    int most = Math.min(outputs.length, negatives.rows());
    for (int k = 1; k < most; k++) {
      for (int attempt = 0; attempt < 8; attempt++) {
        int row = first + negatives.draw(random);
        if (isNew(row)) {
          outputs[used++] = row;
          break;
        }
      }
    }
    place();
  }

  private boolean isNew(int row) {
    for (int k = 0; k < used; k++) {
      if (outputs[k] == row) {
        return false;
      }
    }
    return true;
  }

  private void place() {
    for (int k = 0; k < used; k++) {
      outAt[k] = outCopies.touch(outputs[k]);
    }
    Arrays.fill(outAt, used, outAt.length, zeroRow);
  }

  /** Skip-gram: each of the rows is an input of its own. */
  void trainEach(int[] rows, int from, int to, float rate) {
    int inputs = to - from;
    reserve(inputs, inputs);
    for (int j = 0; j < inputs; j++) {
      inAt[j] = inCopies.touch(rows[from + j]);
    }
    if (used <= SamplingKernel.TILE) {
      step(in, inAt, inputs, in, inAt, rate);
    } else { // every tile must see the inputs as they were
      reserveBuffers(inputs);
      kernel.copy(in, inAt, inputs, x, width);
      step(x, bufferAt, inputs, in, inAt, rate);
    }
    pairs += inputs;
  }

  /**
   * CBOW: input j is the mean of {@code rows[starts[j]]} to {@code rows[starts[j + 1] - 1]}; each
   * of these gets the whole change of the mean, as in word2vec.c.
   */
  void trainMeans(int[] rows, int[] starts, int inputs, float rate) {
    int first = starts[0];
    int members = starts[inputs] - first;
    reserve(inputs, members);
    reserveBuffers(inputs);
    for (int i = 0; i < members; i++) {
      inAt[i] = inCopies.touch(rows[first + i]);
    }
    for (int j = 0; j < inputs; j++) {
      kernel.mean(in, inAt, starts[j] - first, starts[j + 1] - first, x, j, width);
    }
    Arrays.fill(change, 0, inputs * width, 0);
    step(x, bufferAt, inputs, change, bufferAt, rate);
    for (int j = 0; j < inputs; j++) {
      kernel.add(change, j, in, inAt, starts[j] - first, starts[j + 1] - first, width);
    }
    pairs += inputs;
  }

  private void step(float[] x, int[] at, int inputs, float[] to, int[] toAt, float rate) {
    int tile = SamplingKernel.TILE;
    for (int k = 0; k < used; k += tile) { // no score depends on another tile's update
      kernel.scores(x, at, inputs, out, outAt, k, width, g, sums);
      kernel.errors(g, inputs, k == 0, Math.min(tile, used - k), rate, sums);
      kernel.update(x, at, inputs, out, outAt, k, width, g, to, toAt);
    }
  }

  private void reserve(int inputs, int places) {
    if (g.length < inputs * SamplingKernel.COLUMNS) {
      g = new float[inputs * SamplingKernel.LANES]; // twice what is asked for: whole lanes, too
    }
    if (inAt.length < places) {
      inAt = new int[2 * places];
    }
  }

  private void reserveBuffers(int inputs) {
    if (bufferAt.length < inputs) {
      bufferAt = new int[2 * inputs];
      Arrays.setAll(bufferAt, j -> j * width);
      x = new float[bufferAt.length * width];
      change = new float[bufferAt.length * width];
    }
  }

  /** Lets other threads see this one's changes of frequent rows. */
  void merge() {
    inCopies.merge();
    outCopies.merge();
  }

  /** Whether all scores so far were numbers. */
  boolean isFinite() {
    return sums.isFinite();
  }

  TrainingSums sums() {
    TrainingSums taken = new TrainingSums(pairs, sums.takeLoss());
    pairs = 0;
    return taken;
  }
}
