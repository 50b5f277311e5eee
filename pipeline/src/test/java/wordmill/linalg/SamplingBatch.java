package wordmill.linalg;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Random rows for one step of negative sampling, out of order; some inputs are the same row. */
final class SamplingBatch {
  /** What x is, and where its steps go. */
  enum Way {
    /** x is the matrix. */
    IN_PLACE,
    /** x is a copy of the matrix's rows, which get the steps. */
    COPIED,
    /** x is a copy, and the steps add up in a buffer of their own. */
    APART
  }

  /** Where the tile begins: not at 0, as in a set of several tiles. */
  static final int TILE_AT = 3;

  final int dimension;
  final int inputs;
  final int width;
  final float[] matrix;
  final int[] at;
  final float[] out;
  final int[] outAt;
  final float[] buffer;
  final int[] bufferAt;
  final float[] g;
  final SamplingKernel.Sums sums = new SamplingKernel.Sums();

  SamplingBatch(int dimension, int inputs, long seed) {
    Random random = new Random(seed);
    this.dimension = dimension;
    this.inputs = inputs;
    width = SamplingKernel.width(dimension);
    matrix = rows(inputs + 2, random);
    out = rows(SamplingKernel.TILE + 4, random);
    buffer = rows(inputs, random);
    at = places(inputs + 2, inputs, random);
    outAt = places(SamplingKernel.TILE + 4, TILE_AT + SamplingKernel.TILE, random);
    bufferAt = places(inputs, inputs, random);
    for (int j = 2; j < inputs; j += 3) {
      at[j] = at[j - 1 - random.nextInt(2)];
    }
    g = new float[(inputs + 1) * SamplingKernel.COLUMNS];
  }

  /** Values such that scores are between −5 and 5 or so, and zeros up to the width. */
  private float[] rows(int count, Random random) {
    float[] values = new float[count * width];
    for (int i = 0; i < count; i++) {
      for (int d = 0; d < dimension; d++) {
        values[i * width + d] = (float) (1.2 * random.nextGaussian() / Math.pow(dimension, 0.25));
      }
    }
    return values;
  }

  private int[] places(int rows, int count, Random random) {
    int[] shuffled = new int[rows];
    for (int i = 0; i < rows; i++) {
      int other = random.nextInt(i + 1);
      shuffled[i] = shuffled[other];
      shuffled[other] = i * width;
    }
    return java.util.Arrays.copyOf(shuffled, count);
  }

  /** A whole step by {@code kernel}, as its callers put it together. */
  void step(SamplingKernel kernel, Way way, boolean positive, int used, float rate) {
    float[] x = matrix;
    int[] xAt = at;
    if (way != Way.IN_PLACE) {
      x = new float[inputs * width];
      xAt = new int[inputs];
      for (int j = 0; j < inputs; j++) {
        xAt[j] = j * width;
      }
      kernel.copy(matrix, at, inputs, x, width);
    }
    kernel.scores(x, xAt, inputs, out, outAt, TILE_AT, width, g, sums);
    kernel.errors(g, inputs, positive, used, rate, sums);
    float[] to = way == Way.APART ? buffer : matrix;
    int[] toAt = way == Way.APART ? bufferAt : at;
    kernel.update(x, xAt, inputs, out, outAt, TILE_AT, width, g, to, toAt);
  }

  /** The same by the equations. Returns the rows that changed: outputs, then where steps went. */
  double[][] slowStep(Way way, boolean positive, int used, double rate) {
    double[][] x = inputRows();
    double[][] o = outputRows();
    double[][] to = way == Way.APART ? doubles(buffer, bufferAt, 0, inputs) : inputRows();
    double[][] g = SlowSampling.errors(x, o, positive, used, rate);
    SlowSampling.update(way == Way.IN_PLACE ? to : x, o, g, to);
    return concatenated(o, to);
  }

  /** The rows of {@link #slowStep} as they are. */
  double[][] changing(Way way) {
    return concatenated(
        outputRows(), way == Way.APART ? doubles(buffer, bufferAt, 0, inputs) : inputRows());
  }

  double[][] inputRows() {
    return doubles(matrix, at, 0, inputs);
  }

  double[][] outputRows() {
    return doubles(out, outAt, TILE_AT, SamplingKernel.TILE);
  }

  private double[][] doubles(float[] rows, int[] places, int from, int count) {
    Map<Integer, double[]> byPlace = new HashMap<>();
    double[][] doubles = new double[count][];
    for (int i = 0; i < count; i++) {
      doubles[i] = byPlace.computeIfAbsent(places[from + i], place -> used(rows, place));
    }
    return doubles;
  }

  private double[] used(float[] rows, int place) {
    double[] row = new double[dimension];
    for (int d = 0; d < dimension; d++) {
      row[d] = rows[place + d];
    }
    return row;
  }

  private static double[][] concatenated(double[][] a, double[][] b) {
    double[][] both = java.util.Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
