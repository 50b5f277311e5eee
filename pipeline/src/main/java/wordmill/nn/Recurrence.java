package wordmill.nn;

import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import wordmill.nn.Arithmetic.Product;

/**
 * One recurrent layer over a window of T steps of B rows, in one direction. The input's products of
 * the whole window are one, and so are those of the weights' gradients; step by step there is only
 * h′ Wh, over weights that are laid out for it once a window.
 *
 * <p>Cost forward: 2 N G H (D + H) operations for N = T B; backward twice that. Memory: N (2 G H +
 * 2 D + 4 H) numbers on the heap, N (2 G H + D + H) native (GRU); other cells have N G H instead of
 * 2 N G H.
 */
final class Recurrence {
  private final Arithmetic arithmetic;
  private final Kernels kernels;
  private final Cell cell;
  private final int D;
  private final int H;
  private final int GH;
  private final boolean backwards;
  private final Kernels.RowProduct inputProduct;
  private final Kernels.RowProduct forwardProduct;
  private final Kernels.RowProduct backwardProduct;
  private final Cell.Step step = new Cell.Step();

  // On the heap, row t B + b of a window; of h and c, row (t + 1) B + b, with the state before it
  // first.
  private final Values bias;
  private final Values biasGradient;
  private final Values line;
  private final Values inputs;
  private final Values inputsAndStates;
  // Native, as BLAS wants it.
  private final Scratch gates;
  private final Scratch recurrent;
  private final Scratch nativeInputsAndStates;

  private int T;
  private int B;
  private float[] mask = new float[0];
  private boolean startIsZero;
  private boolean startIsLearned;
  private boolean endIsLearned;

  /**
   * Where a layer's parameters are, or their gradients.
   *
   * @param weights Wx [D, G H] and behind it Wh [H, G H]
   */
  record Parameters(Pointer weights, Pointer biases) {
    /** Of arrays that lie so, as DL4J's flat array has them. */
    static Parameters of(Arithmetic arithmetic, INDArray wx, INDArray wh, INDArray biases) {
      Pointer weights = arithmetic.of(wx);
      long behind = weights.address() + wx.length() * wx.dataType().width();
      if (arithmetic.of(wh).address() != behind) {
        throw new IllegalArgumentException("Wh has to lie right behind Wx");
      }
      return new Parameters(weights, arithmetic.of(biases));
    }
  }

  /**
   * @param backwards goes through the window from its end
   */
  Recurrence(Arithmetic arithmetic, Cell cell, int D, int H, boolean backwards) {
    this.arithmetic = arithmetic;
    this.kernels = arithmetic.kernels();
    this.cell = cell;
    this.D = D;
    this.H = H;
    this.GH = cell.gates() * H;
    this.backwards = backwards;
    this.inputProduct = kernels.rowProduct();
    this.forwardProduct = kernels.rowProduct();
    this.backwardProduct = kernels.rowProduct();
    this.bias = kernels.values();
    this.biasGradient = kernels.values();
    this.line = kernels.values();
    this.inputs = kernels.values();
    this.inputsAndStates = kernels.values();
    this.gates = new Scratch(arithmetic);
    this.recurrent = new Scratch(arithmetic);
    this.nativeInputsAndStates = new Scratch(arithmetic);
    step.a = kernels.values();
    step.u = kernels.values();
    step.h = kernels.values();
    step.c = kernels.values();
    step.t = kernels.values();
    step.dh = kernels.values();
    step.dc = kernels.values();
    step.H = H;
  }

  /**
   * Sets the window's shape, and its state to zero.
   *
   * @param mask 1 where a step counts and 0 where the row's state passes by it, [T, B]; empty: all
   *     count
   */
  void begin(int T, int B, float[] mask) {
    this.T = T;
    this.B = B;
    this.mask = mask;
    this.startIsZero = true;
    this.startIsLearned = false;
    this.endIsLearned = false;
    int rows = T * B;
    step.a.reserve(rows * GH);
    step.u.reserve(cell.splitsProducts() ? rows * GH : 0);
    step.h.reserve((rows + B) * H);
    step.c.reserve(cell.hasMemory() ? (rows + B) * H : 0);
    step.t.reserve(cell.hasMemory() ? rows * H : 0);
    step.dh.reserve(B * H);
    step.dc.reserve(B * H);
    step.h.clear(0, B * H);
    if (cell.hasMemory()) {
      step.c.clear(0, B * H);
    }
  }

  /** B of the last window. */
  int streams() {
    return B;
  }

  /** Starts from h and c, each [B, H]; c only of cells that have it. */
  void startFrom(Pointer output, Pointer memory) {
    startIsZero = false;
    step.h.load(0, output, 0, B * H);
    if (cell.hasMemory()) {
      step.c.load(0, memory, 0, B * H);
    }
  }

  /** Takes gradients back to the state that {@link #startFrom} gave, too. */
  void learnStart() {
    startIsLearned = true;
  }

  /** After {@link #backward} the gradient of h before the window, [B, H]. */
  Values startGradientOfOutput() {
    return step.dh;
  }

  /** After {@link #backward} the gradient of c before the window, [B, H]. */
  Values startGradientOfMemory() {
    return step.dc;
  }

  /**
   * Gives the states after the window's last step.
   *
   * @param output h, [B, width], of which columns {@code column} to {@code column + H} are written
   * @param memory the same of c
   */
  void endTo(Pointer output, Pointer memory, int width, int column) {
    for (int b = 0; b < B; b++) {
      int at = (T * B + b) * H;
      step.h.store(at, output, (long) b * width + column, H);
      if (cell.hasMemory()) {
        step.c.store(at, memory, (long) b * width + column, H);
      }
    }
  }

  /**
   * Where the gradient of c after the window begins in {@link #backward}, instead of at 0; that of
   * h comes by the outlet.
   *
   * @param memory [B, width], read from {@code column} on
   */
  void endFrom(Values memory, int width, int column) {
    endIsLearned = true;
    for (int b = 0; b < B; b++) {
      step.dc.copy(b * H, memory, b * width + column, H);
    }
  }

  /** The place in the window of the step that is gone through as number s. */
  private int time(int s) {
    return backwards ? T - 1 - s : s;
  }

  /** What becomes of each step's output, and where its gradient comes from. */
  interface Outlet {
    /**
     * Takes a step's output.
     *
     * @param outputs with h [B, H] at {@code at}
     */
    void forward(Values outputs, int at, int time);

    /** Adds the gradient of a step's output to {@code gradients}, [B, H]. */
    void backward(Values gradients, int time);

    /** Adds what the outputs before bring into a step to its gates' inputs [B, G H]. */
    default void feed(Values gates, int at) {}

    /** Takes back from the gradients of a step's gates what was fed into it. */
    default void feedBack(Values gates, int at) {}
  }

  /**
   * Outputs as columns of a window.
   *
   * @param y [T, B, width], of which columns {@code column} to {@code column + H} are written, or
   *     read for gradients
   */
  Outlet columns(Pointer y, int width, int column) {
    int together = width == H ? B : 1; // rows that lie side by side in y, too
    return new Outlet() {
      @Override
      public void forward(Values outputs, int at, int time) {
        for (int b = 0; b < B; b += together) {
          outputs.store(at + b * H, y, (long) (time * B + b) * width + column, together * H);
        }
      }

      @Override
      public void backward(Values gradients, int time) {
        line.reserve(together * H);
        for (int b = 0; b < B; b += together) {
          line.load(0, y, (long) (time * B + b) * width + column, together * H);
          kernels.add(gradients, b * H, line, 0, together * H);
        }
      }
    };
  }

  /**
   * Goes through the window.
   *
   * @param x [T, B, D]
   */
  void forward(Pointer x, Parameters p, Outlet outlet) {
    int rows = T * B;
    int biases = cell.biases(H);
    bias.reserve(biases);
    bias.load(0, p.biases, 0, biases);
    for (int row = 0; row < rows; row++) {
      step.a.copy(row * GH, bias, 0, GH);
      if (cell.splitsProducts()) {
        step.u.clear(row * GH, GH - H);
        step.u.copy(row * GH + GH - H, bias, GH, H);
      }
    }
    inputs.reserve(rows * D);
    inputs.load(0, x, 0, rows * D);
    inputProduct.set(p.weights, 0, D, GH, false);
    inputProduct.add(inputs, 0, rows, step.a, 0);
    forwardProduct.set(p.weights, (long) D * GH, H, GH, false);
    Values sum = cell.splitsProducts() ? step.u : step.a;
    for (int s = 0; s < T; s++) {
      int t = time(s);
      outlet.feed(step.a, t * B * GH);
      if (s > 0 || !startIsZero) {
        forwardProduct.add(step.h, s * B * H, B, sum, t * B * GH);
      }
      for (int b = 0; b < B; b++) {
        place(s, b);
        if (counts(t, b)) {
          cell.forward(kernels, step);
        } else {
          pass();
        }
      }
      outlet.forward(step.h, (s + 1) * B * H, t);
    }
  }

  private void place(int s, int row) {
    step.aAt = (time(s) * B + row) * GH;
    step.beforeAt = (s * B + row) * H;
    step.hAt = step.beforeAt + B * H;
    step.dAt = row * H;
  }

  private boolean counts(int time, int row) {
    return mask.length == 0 || mask[time * B + row] != 0;
  }

  private void pass() {
    step.h.copy(step.hAt, step.h, step.beforeAt, H);
    if (cell.hasMemory()) {
      step.c.copy(step.hAt, step.c, step.beforeAt, H);
    }
  }

  /**
   * The gradients of what {@link #forward} did last; those of the state before the window are only
   * found if they are wanted ({@link #learnStart}): truncated backpropagation through time, Werbos
   * 1990.
   *
   * @param outlet gives the gradients of the outputs
   * @param gradients of the parameters, overwritten
   * @param dx [T, B, D]; dx = beta dx + its gradient
   */
  void backward(Outlet outlet, Parameters p, Parameters gradients, Pointer dx, double beta) {
    int rows = T * B;
    step.dh.clear(0, B * H);
    if (!endIsLearned) {
      step.dc.clear(0, B * H);
    }
    endIsLearned = false;
    backwardProduct.set(p.weights, (long) D * GH, GH, H, true);
    Values sum = cell.splitsProducts() ? step.u : step.a;
    for (int s = T - 1; s >= 0; s--) {
      int t = time(s);
      outlet.backward(step.dh, t);
      for (int b = 0; b < B; b++) {
        place(s, b);
        if (counts(t, b)) {
          cell.backward(kernels, step);
        } else {
          step.a.clear(step.aAt, GH);
          if (cell.splitsProducts()) {
            step.u.clear(step.aAt, GH);
          }
        }
      }
      outlet.feedBack(step.a, t * B * GH);
      if (s > 0 || startIsLearned) {
        backwardProduct.add(sum, t * B * GH, B, step.dh, 0);
      }
    }
    biases(gradients.biases);
    Pointer da = gates.of((long) rows * GH);
    step.a.store(0, da, 0, rows * GH);
    Pointer du = da;
    if (cell.splitsProducts()) {
      du = recurrent.of((long) rows * GH);
      step.u.store(0, du, 0, rows * GH);
    }
    weightGradients(da, du, gradients);
    arithmetic.multiply(Product.rightTransposed(rows, D, GH), da, p.weights, beta, dx);
  }

  /** [x h′]ᵀ times the gates' gradients: at once where they are the same for both. */
  private void weightGradients(Pointer da, Pointer du, Parameters gradients) {
    int rows = T * B;
    int width = D + H;
    inputsAndStates.reserve(rows * width);
    for (int s = 0; s < T; s++) {
      for (int b = 0; b < B; b++) {
        int row = time(s) * B + b;
        inputsAndStates.copy(row * width, inputs, row * D, D);
        inputsAndStates.copy(row * width + D, step.h, (s * B + b) * H, H);
      }
    }
    Pointer xh = nativeInputsAndStates.of((long) rows * width);
    inputsAndStates.store(0, xh, 0, rows * width);
    if (!cell.splitsProducts()) {
      arithmetic.multiply(Product.leftTransposed(width, GH, rows), xh, da, 0, gradients.weights);
      return;
    }
    Product ofInputs = Product.leftTransposed(D, GH, rows).strides(width, GH, GH);
    Product ofStates = Product.leftTransposed(H, GH, rows).strides(width, GH, GH);
    arithmetic.multiply(ofInputs, xh, 0, da, 0, 0, gradients.weights, 0);
    arithmetic.multiply(ofStates, xh, D, du, 0, 0, gradients.weights, (long) D * GH);
  }

  /** After {@link #backward} the gradients of the gates' inputs, [T, B, G H]. */
  Pointer gateGradients() {
    return gates.of((long) T * B * GH);
  }

  private void biases(Pointer db) {
    int biases = cell.biases(H);
    biasGradient.reserve(biases);
    biasGradient.clear(0, biases);
    for (int row = 0; row < T * B; row++) {
      kernels.add(biasGradient, 0, step.a, row * GH, GH);
      if (cell.splitsProducts()) {
        kernels.add(biasGradient, GH, step.u, row * GH + GH - H, H);
      }
    }
    biasGradient.store(0, db, 0, biases);
  }
}
