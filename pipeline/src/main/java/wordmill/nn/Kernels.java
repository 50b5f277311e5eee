package wordmill.nn;

import org.bytedeco.javacpp.Pointer;

/**
 * What networks compute besides large products, for one row of H units (V words) at a time. {@link
 * PlainKernels} is the slow obvious version, for both precisions, and {@link VectorKernels} the
 * fast one for floats. All offsets count numbers.
 */
interface Kernels {
  /** Numbers of this precision. */
  Values values();

  /** h = tanh a; a and h are H numbers (Elman 1990). */
  void elmanForward(Values a, int at, Values h, int hAt, int H);

  /** a becomes dh (1 − h²). */
  void elmanBackward(Values a, int at, Values h, int hAt, Values dh, int dhAt, int H);

  /**
   * Long short-term memory (Hochreiter & Schmidhuber 1997, with Gers et al.'s forget gate 2000).
   * The 4 H numbers at {@code at} are i, f, g, o before and after σ, σ, tanh, σ; c = f c′ + i g, t
   * = tanh c and h = o t.
   *
   * @param beforeAt of c′ in c
   */
  void lstmForward(
      Values a,
      int at,
      Values c,
      int beforeAt,
      int cAt,
      Values t,
      int tAt,
      Values h,
      int hAt,
      int H);

  /**
   * The gates' values become the gradients of what went into them, and dc, the gradient of c from
   * the next step, becomes that of c′.
   */
  void lstmBackward(
      Values a,
      int at,
      Values c,
      int beforeAt,
      Values t,
      int tAt,
      Values dh,
      int dhAt,
      Values dc,
      int dcAt,
      int H);

  /**
   * Gated recurrent unit (Cho et al. 2014) with the reset gate behind the product, as cuDNN and
   * PyTorch have it, so that the three recurrent products are one: r = σ(a + u), z = σ(a + u), n =
   * tanh(a + r u), h = (1 − z) n + z h′.
   *
   * @param a 3 H numbers, r, z and n from the input, which become the gates
   * @param u 3 H numbers, the same from h′
   */
  void gruForward(Values a, int at, Values u, int uAt, Values h, int beforeAt, int hAt, int H);

  /** The gates become the gradients of a, u its own, and dh what reaches h′ past the products. */
  void gruBackward(
      Values a, int at, Values u, int uAt, Values h, int beforeAt, Values dh, int dhAt, int H);

  /** to += from, n numbers. */
  void add(Values to, int toAt, Values from, int fromAt, int n);

  /** to = x · y by element, n numbers. */
  void multiply(Values to, int toAt, Values x, int xAt, Values y, int yAt, int n);

  /**
   * Softmax and cross-entropy of one row of V scores: −ln p(label) with p = softmax(row + bias).
   *
   * @param factor the row becomes (p − one-hot(label)) · factor
   * @return in nats
   */
  double crossEntropy(Values row, int at, Values bias, int label, double factor, int V);

  /** n numbers become e^x / Σ e^x. */
  void softmax(Values row, int at, int n);

  /** A K × N matrix that few rows are multiplied with many times. */
  RowProduct rowProduct();

  /** c += a b, with b laid out once for many products. */
  interface RowProduct {
    /**
     * Lays out b, read from a native row-major matrix.
     *
     * @param transposed the native matrix is N × K
     */
    void set(Pointer b, long at, int K, int N, boolean transposed);

    /**
     * c += a b.
     *
     * @param a row-major, rows × K
     * @param c row-major, rows × N
     */
    void add(Values a, int aAt, int rows, Values c, int cAt);
  }
}
