package wordmill.nn;

import org.bytedeco.javacpp.Pointer;
import wordmill.nn.Arithmetic.Product;

/**
 * Scores tanh(p + k) v of queries p [T, B, A] and keys k [S, B, A], and their gradients. The tanh
 * are made anew on the way back: T B S A of them would take more memory than all else.
 */
final class AdditiveScores {
  private final Arithmetic arithmetic;
  private final Kernels kernels;
  private final int A;
  private final Values queries;
  private final Values keys;
  private final Values keyGradients;
  private final Values queryGradient;
  private final Values sums;
  private final Values tanh;
  private final Values outer;
  private final Scratch lines;
  private final Scratch outers;
  private final Scratch vector;

  private int S;
  private int B;

  AdditiveScores(Arithmetic arithmetic, int A) {
    this.arithmetic = arithmetic;
    this.kernels = arithmetic.kernels();
    this.A = A;
    this.queries = kernels.values();
    this.keys = kernels.values();
    this.keyGradients = kernels.values();
    this.queryGradient = kernels.values();
    this.sums = kernels.values();
    this.tanh = kernels.values();
    this.outer = kernels.values();
    this.lines = new Scratch(arithmetic);
    this.outers = new Scratch(arithmetic);
    this.vector = new Scratch(arithmetic);
  }

  void begin(int S, int B, Pointer k) {
    this.S = S;
    this.B = B;
    keys.reserve(S * B * A);
    keys.load(0, k, 0, S * B * A);
    queries.reserve(A);
    queryGradient.reserve(A);
    sums.reserve(S * A);
    tanh.reserve(S * A);
    outer.reserve(S * A);
  }

  /** Scores [T, B, S] of steps from to from + n − 1. */
  void forward(Pointer p, Pointer v, int from, int n, Pointer scores) {
    for (int row = from * B; row < (from + n) * B; row++) {
      Pointer y = tanhOfSums(p, row);
      arithmetic.multiply(Product.plain(S, 1, A), y, 0, v, 0, 0, scores, (long) row * S);
    }
  }

  /** For one query row and all keys, [S, A]. */
  private Pointer tanhOfSums(Pointer p, int row) {
    queries.load(0, p, (long) row * A, A);
    for (int s = 0; s < S; s++) {
      sums.copy(s * A, queries, 0, A);
      kernels.add(sums, s * A, keys, (s * B + row % B) * A, A);
      kernels.elmanForward(sums, s * A, tanh, s * A, A);
    }
    Pointer y = lines.of((long) S * A);
    tanh.store(0, y, 0, S * A);
    return y;
  }

  void beginBackward() {
    keyGradients.reserve(S * B * A);
    keyGradients.clear(0, S * B * A);
    arithmetic.clear(vector.of(A), A);
  }

  /** From the scores' gradients [T, B, S] to the queries' [T, B, A]. */
  void backward(Pointer p, Pointer v, int from, int n, Pointer ds, Pointer dp) {
    for (int row = from * B; row < (from + n) * B; row++) {
      Pointer y = tanhOfSums(p, row);
      arithmetic.multiply(Product.plain(1, A, S), ds, (long) row * S, y, 0, 1, vector.of(A), 0);
      Pointer dy = outers.of((long) S * A);
      arithmetic.multiply(Product.plain(S, A, 1), ds, (long) row * S, v, 0, 0, dy, 0);
      outer.load(0, dy, 0, S * A);
      queryGradient.clear(0, A);
      for (int s = 0; s < S; s++) {
        kernels.elmanBackward(sums, s * A, tanh, s * A, outer, s * A, A);
        kernels.add(queryGradient, 0, sums, s * A, A);
        kernels.add(keyGradients, (s * B + row % B) * A, sums, s * A, A);
      }
      queryGradient.store(0, dp, (long) row * A, A);
    }
  }

  /** The gradients of the keys [S, B, A] and of v. */
  void endBackward(Pointer dk, Pointer dv) {
    keyGradients.store(0, dk, 0, S * B * A);
    queryGradient.load(0, vector.of(A), 0, A);
    queryGradient.store(0, dv, 0, A);
  }
}
