package wordmill.nn;

import java.util.function.Function;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import wordmill.nn.Arithmetic.Product;

/**
 * Attention of queries [T, B, Q] to memories [S, B, M], all steps at once or some at a time. With P
 * the queries where they meet the memories ([T, B, M] or, additive, [T, B, A]), and K the memories
 * there, weights [T, B, S] are softmax(P Kᵀ), or softmax(tanh(P + K) v), and contexts their product
 * with the memories.
 */
final class Alignment {
  /** A masked memory's score: e to its power is 0. */
  private static final double NEVER = -1e30;

  private final Arithmetic arithmetic;
  private final Kernels kernels;
  private final Scoring scoring;
  private final int Q;
  private final int M;
  private final int A;

  // Native, as BLAS wants it.
  private final Scratch met;
  private final Scratch metGradient;
  private final Scratch keys;
  private final Scratch keyGradient;
  private final Scratch weights;
  private final Scratch weightGradient;
  private final AdditiveScores additive;

  // On the heap.
  private final Values softmax;
  private final Values change;

  private int T;
  private int S;
  private int B;
  private Pointer memories;
  private Pointer memoryGradient;
  private Parameters parameters;
  private float[] mask = {};

  /** W, U and v, or their gradients; null where the scoring has none. */
  record Parameters(Pointer W, Pointer U, Pointer v) {
    static Parameters of(Arithmetic arithmetic, Function<String, INDArray> table) {
      return new Parameters(
          pointer(arithmetic, table.apply("W")),
          pointer(arithmetic, table.apply("U")),
          pointer(arithmetic, table.apply("v")));
    }

    private static Pointer pointer(Arithmetic arithmetic, INDArray array) {
      return array == null ? null : arithmetic.of(array);
    }
  }

  Alignment(Arithmetic arithmetic, Scoring scoring, int Q, int M, int A) {
    this.arithmetic = arithmetic;
    this.kernels = arithmetic.kernels();
    this.scoring = scoring;
    this.Q = Q;
    this.M = M;
    this.A = scoring.meeting(M, A);
    this.met = new Scratch(arithmetic);
    this.metGradient = new Scratch(arithmetic);
    this.keys = new Scratch(arithmetic);
    this.keyGradient = new Scratch(arithmetic);
    this.weights = new Scratch(arithmetic);
    this.weightGradient = new Scratch(arithmetic);
    this.additive = new AdditiveScores(arithmetic, this.A);
    this.softmax = kernels.values();
    this.change = kernels.values();
  }

  /**
   * Begins a window.
   *
   * @param memories [S, B, M], read until the window's end
   * @param mask [S, B], 0 where there is no memory; empty: everywhere is one
   */
  void begin(int T, int S, int B, Pointer memories, Parameters parameters, float[] mask) {
    this.T = T;
    this.S = S;
    this.B = B;
    this.memories = memories;
    this.parameters = parameters;
    this.mask = mask;
    softmax.reserve(T * B * S);
    change.reserve(T * B * S);
    if (scoring == Scoring.ADDITIVE) {
      Pointer k = keys.of((long) S * B * A);
      arithmetic.multiply(Product.plain(S * B, A, M), memories, parameters.U, 0, k);
      additive.begin(S, B, k);
    }
  }

  /**
   * Contexts of steps from to from + n − 1.
   *
   * @param queries [T, B, Q]
   * @param contexts [T, B, M]
   */
  void forward(Pointer queries, int from, int n, Pointer contexts) {
    Pointer p = meet(queries, from, n);
    Pointer w = weights.of((long) T * B * S);
    if (scoring == Scoring.ADDITIVE) {
      additive.forward(p, parameters.v, from, n, w);
    } else {
      for (int b = 0; b < B; b++) {
        arithmetic.multiply(
            Product.rightTransposed(n, S, M).strides(B * M, B * M, B * S),
            p,
            (long) (from * B + b) * M,
            memories,
            (long) b * M,
            0,
            w,
            (long) (from * B + b) * S);
      }
    }
    normalize(w, from, n);
    for (int b = 0; b < B; b++) {
      arithmetic.multiply(
          Product.plain(n, M, S).strides(B * S, B * M, B * M),
          w,
          (long) (from * B + b) * S,
          memories,
          (long) b * M,
          0,
          contexts,
          (long) (from * B + b) * M);
    }
  }

  /** The queries where they meet the memories. */
  private Pointer meet(Pointer queries, int from, int n) {
    if (scoring == Scoring.DOT) {
      return queries;
    }
    Pointer p = met.of((long) T * B * A);
    arithmetic.multiply(
        Product.plain(n * B, A, Q),
        queries,
        (long) from * B * Q,
        parameters.W,
        0,
        0,
        p,
        (long) from * B * A);
    return p;
  }

  /** Scores become weights. */
  private void normalize(Pointer w, int from, int n) {
    int at = from * B * S;
    softmax.load(at, w, at, n * B * S);
    for (int row = from * B; row < (from + n) * B; row++) {
      putWhereMasked(NEVER, row);
      kernels.softmax(softmax, row * S, S);
      putWhereMasked(0, row);
    }
    softmax.store(at, w, at, n * B * S);
  }

  private void putWhereMasked(double value, int row) {
    for (int s = 0; s < S && mask.length > 0; s++) {
      if (mask[s * B + row % B] == 0) {
        softmax.set(row * S + s, value);
      }
    }
  }

  /** All weights of the window so far, [T, B, S]. */
  float[] weights() {
    float[] all = new float[T * B * S];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) softmax.get(i);
    }
    return all;
  }

  /**
   * @param dMemories [S, B, M], overwritten by the calls up to {@link #endBackward}
   */
  void beginBackward(Pointer dMemories) {
    memoryGradient = dMemories;
    arithmetic.clear(dMemories, (long) S * B * M);
    if (scoring == Scoring.ADDITIVE) {
      additive.beginBackward();
    }
  }

  /**
   * Gradients of steps from to from + n − 1, in any order of steps.
   *
   * @param dContexts [T, B, M]
   * @param dQueries [T, B, Q], of which those steps are overwritten
   */
  void backward(Pointer queries, int from, int n, Pointer dContexts, Pointer dQueries) {
    Pointer w = weights.of((long) T * B * S);
    Pointer dw = weightGradient.of((long) T * B * S);
    for (int b = 0; b < B; b++) {
      long row = (long) from * B + b;
      arithmetic.multiply(
          Product.rightTransposed(n, S, M).strides(B * M, B * M, B * S),
          dContexts,
          row * M,
          memories,
          (long) b * M,
          0,
          dw,
          row * S);
      arithmetic.multiply(
          Product.leftTransposed(S, M, n).strides(B * S, B * M, B * M),
          w,
          row * S,
          dContexts,
          row * M,
          1,
          memoryGradient,
          (long) b * M);
    }
    differentiateSoftmax(dw, from, n);
    Pointer p = scoring == Scoring.DOT ? queries : met.of((long) T * B * A);
    Pointer dp = scoring == Scoring.DOT ? dQueries : metGradient.of((long) T * B * A);
    if (scoring == Scoring.ADDITIVE) {
      additive.backward(p, parameters.v, from, n, dw, dp);
    } else {
      backwardProducts(p, dw, from, n, dp);
    }
    if (scoring != Scoring.DOT) {
      arithmetic.multiply(
          Product.rightTransposed(n * B, Q, A),
          dp,
          (long) from * B * A,
          parameters.W,
          0,
          0,
          dQueries,
          (long) from * B * Q);
    }
  }

  /** Gradients of weights become those of scores: ds = w (dw − Σ w dw). */
  private void differentiateSoftmax(Pointer dw, int from, int n) {
    int at = from * B * S;
    change.load(at, dw, at, n * B * S);
    for (int row = from * B; row < (from + n) * B; row++) {
      double mean = 0;
      for (int s = row * S; s < (row + 1) * S; s++) {
        mean += softmax.get(s) * change.get(s);
      }
      for (int s = row * S; s < (row + 1) * S; s++) {
        change.set(s, softmax.get(s) * (change.get(s) - mean));
      }
    }
    change.store(at, dw, at, n * B * S);
  }

  private void backwardProducts(Pointer p, Pointer ds, int from, int n, Pointer dp) {
    for (int b = 0; b < B; b++) {
      long row = (long) from * B + b;
      arithmetic.multiply(
          Product.plain(n, M, S).strides(B * S, B * M, B * M),
          ds,
          row * S,
          memories,
          (long) b * M,
          0,
          dp,
          row * M);
      arithmetic.multiply(
          Product.leftTransposed(S, M, n).strides(B * S, B * M, B * M),
          ds,
          row * S,
          p,
          row * M,
          1,
          memoryGradient,
          (long) b * M);
    }
  }

  /** Gradients of the parameters, once all steps have gone back. */
  void endBackward(Pointer queries, Parameters gradients) {
    if (scoring == Scoring.DOT) {
      return;
    }
    Pointer dp = metGradient.of((long) T * B * A);
    arithmetic.multiply(Product.leftTransposed(Q, A, T * B), queries, dp, 0, gradients.W);
    if (scoring == Scoring.ADDITIVE) {
      Pointer dk = keyGradient.of((long) S * B * A);
      additive.endBackward(dk, gradients.v);
      arithmetic.multiply(Product.leftTransposed(M, A, S * B), memories, dk, 0, gradients.U);
      arithmetic.multiply(
          Product.rightTransposed(S * B, M, A), dk, parameters.U, 1, memoryGradient);
    }
  }
}
