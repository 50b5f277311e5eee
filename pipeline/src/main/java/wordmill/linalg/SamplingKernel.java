package wordmill.linalg;

/**
 * The three parts of a step of negative sampling (Mikolov et al. 2013, arXiv:1310.4546, equation 4)
 * for J input vectors against one tile of {@value #TILE} output vectors: scores, errors, updates.
 *
 * <p>Rows are {@code width} floats apart, D of them used and the rest 0, so that loops need no
 * tail. Every element is computed in one fixed order, so all implementations agree to the bit.
 */
public interface SamplingKernel {
  /** Rows are padded to a multiple of this; dot products have so many partial sums. */
  int LANES = 16;

  /** Scores from one input to the next. */
  int COLUMNS = 8;

  /** Output vectors that are worked on at once. */
  int TILE = 6;

  /** Probabilities of one lane that {@link #errors} multiplies before it puts the product away. */
  int PRODUCTS = 8;

  /**
   * |score| beyond which the sigmoid is taken for flat; so no probability is below e^−10, and the
   * product of {@value #PRODUCTS} of them is still a normal float.
   */
  float SATURATION = 10;

  /** The fastest implementation this JVM can run, chosen once. */
  static SamplingKernel best() {
    return Holder.BEST;
  }

  /**
   * Runs the kernel on small numbers until it is compiled: vector code is a thousand times slower
   * before, and compiling takes ten times as long while all cores train. Takes one or two seconds,
   * best spent while others wait; returns at once when it was done before.
   */
  static void warmUp() {
    SamplingWarmUp.once();
  }

  /** Floats from one row of {@code dimension} values to the next. */
  static int width(int dimension) {
    return (dimension + LANES - 1) / LANES * LANES;
  }

  /**
   * x_j = the row of {@code matrix} at {@code at[j]}, for j below {@code inputs}.
   *
   * @param x inputs × width
   */
  void copy(float[] matrix, int[] at, int inputs, float[] x, int width);

  /**
   * Row j of {@code x} = the mean of the rows at {@code at[from]} to {@code at[to - 1]}, one or
   * more, summed in this order.
   */
  void mean(float[] matrix, int[] at, int from, int to, float[] x, int j, int width);

  /** Adds row j of {@code e} to each of the rows at {@code at[from]} to {@code at[to - 1]}. */
  void add(float[] e, int j, float[] matrix, int[] at, int from, int to, int width);

  /**
   * g_jk = x_j · o_k. Cost: 2 · inputs · TILE · width operations.
   *
   * @param x inputs × width
   * @param outAt from {@code tile} on, the places in {@code out} of the tile's rows
   * @param g inputs × {@value #COLUMNS}, of which the first TILE columns are set, and room up to a
   *     multiple of {@value #LANES}
   */
  void scores(
      float[] x,
      int[] at,
      int inputs,
      float[] out,
      int[] outAt,
      int tile,
      int width,
      float[] g,
      Sums sums);

  /**
   * Turns scores into steps: g_jk = rate · (y_k − σ(g_jk)) for k below {@code used}, 0 beyond; and
   * adds the pairs' loss −Σ ln σ(±g_jk) to {@code sums}.
   *
   * @param positive whether y_0 = 1; all other y are 0
   */
  void errors(float[] g, int inputs, boolean positive, int used, float rate, Sums sums);

  /**
   * o_k += Σ_j g_jk x_j, and to_j += Σ_k g_jk o_k with o_k as it was. Cost: 4 · inputs · TILE ·
   * width operations.
   *
   * @param outAt rows of one tile, of which no two may be the same unless their column of g is 0
   * @param to rows at {@code toAt[j]}, which may be those of x; equal places add up, one input
   *     after another
   */
  void update(
      float[] x,
      int[] at,
      int inputs,
      float[] out,
      int[] outAt,
      int tile,
      int width,
      float[] g,
      float[] to,
      int[] toAt);

  /**
   * Merges one thread's copy of a row into the shared one: shared += own − base, and both own and
   * base become what shared is then. All three are places of rows.
   *
   * @param values holds own and shared
   * @param bases holds base
   */
  void merge(float[] values, int own, int shared, float[] bases, int base, int width);

  /** What steps add up, and their working space. One thread at a time. */
  final class Sums {
    /** Π p = mantissa · 2^exponent, lane by lane, mantissa in [1, 2). */
    final float[] mantissa = new float[LANES];

    final int[] exponent = new int[LANES];

    /** Zero until a score is infinite or not a number. */
    final float[] poison = new float[LANES];

    /** Partial sums of a tile's dot products. */
    float[] partial = new float[0];

    private double loss;

    public Sums() {
      clear();
    }

    private void clear() {
      for (int lane = 0; lane < LANES; lane++) {
        mantissa[lane] = 1;
        exponent[lane] = 0;
      }
    }

    /** −ln Π p of all pairs since the last call, in nats. */
    public double takeLoss() {
      for (int lane = 0; lane < LANES; lane++) {
        loss -= exponent[lane] * Math.log(2) + Math.log(mantissa[lane]);
      }
      double taken = loss;
      loss = 0;
      clear();
      return taken;
    }

    /** Whether every score so far was a finite number. */
    public boolean isFinite() {
      for (float p : poison) {
        if (p != 0) { // NaN, too
          return false;
        }
      }
      return true;
    }

    /** The lanes' product, for the vector loops. */
    public float[] mantissa() {
      return mantissa;
    }

    public int[] exponent() {
      return exponent;
    }

    public float[] poison() {
      return poison;
    }

    public float[] partial(int inputs) {
      int sums = (inputs + 2) * TILE * LANES; // two inputs are folded at once, and read past
      if (partial.length < sums) {
        partial = new float[2 * sums];
      }
      return partial;
    }
  }

  /** Chooses once: the Vector API if this JVM was started with its module, else plain loops. */
  final class Holder {
    private static final SamplingKernel BEST =
        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
            ? new VectorSamplingKernel()
            : new ScalarSamplingKernel();

    private Holder() {}
  }
}
