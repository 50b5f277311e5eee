package wordmill.linalg;

/**
 * The three products that a block method spends its time in, on row-major float panels. Every
 * element is summed in one fixed order with fused multiply-adds, so all implementations agree to
 * the bit on every machine.
 */
public interface PanelKernels {
  /** The fastest implementation this JVM can run, chosen once. */
  static PanelKernels best() {
    return Holder.BEST;
  }

  /**
   * Runs the kernels on small numbers until they are compiled: vector code is a hundred times
   * slower before. Takes about a second of one core, best spent while others wait.
   */
  static void warmUp() {
    int rows = 48;
    int b = 64;
    int[] rowStart = new int[rows + 1];
    for (int i = 0; i < rows; i++) {
      rowStart[i + 1] = 4 * (i + 1);
    }
    char[] column = new char[4 * rows];
    float[] x = new float[rows * b];
    float[] y = new float[rows * b];
    for (int round = 0; round < 400; round++) {
      best().addSparseProduct(rowStart, column, new float[column.length], x, y, b);
      best().addGram(x, y, rows, b, b, new double[b * b]);
      best().addProduct(x, y, new float[rows * b], rows, rows, b);
    }
  }

  /**
   * y += A x for a sparse A in compressed rows. Cost: 2 · nonzeros · b operations.
   *
   * @param rowStart rows + 1 offsets into column and value
   * @param column row of x that each nonzero multiplies
   * @param x dense, any number of rows × b
   * @param y dense, rows × b
   */
  void addSparseProduct(int[] rowStart, char[] column, float[] value, float[] x, float[] y, int b);

  /**
   * c += qᵀ w, where q is rows × m, w is rows × b and c is m × b. Sums run in float over {@value
   * #GRAM_ROWS} rows and in double beyond. Cost: 2 · rows · m · b operations.
   */
  void addGram(float[] q, float[] w, int rows, int m, int b, double[] c);

  /**
   * w += q c, where q is rows × m, c is m × b and w is rows × b. Cost: 2 · rows · m · b operations.
   */
  void addProduct(float[] q, float[] c, float[] w, int rows, int m, int b);

  /** Rows summed in float before {@link #addGram} goes over to double. */
  int GRAM_ROWS = 64;

  /** Chooses once: the Vector API if this JVM was started with its module, else plain loops. */
  final class Holder {
    private static final PanelKernels BEST = choose();

    private Holder() {}

    private static PanelKernels choose() {
      if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
        return new ScalarPanelKernels();
      }
      return new VectorPanelKernels();
    }
  }
}
