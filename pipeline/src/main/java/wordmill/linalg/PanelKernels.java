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
