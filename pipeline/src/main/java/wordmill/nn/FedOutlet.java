package wordmill.nn;

import org.bytedeco.javacpp.Pointer;
import wordmill.nn.Arithmetic.Product;

/**
 * Attention behind each step's output h, and the attentional state s = tanh([c; h] Wc + bc) that is
 * fed into the next step. On the heap s, row (t + 1) B + b with the state before the window first;
 * all else native, row t B + b.
 */
final class FedOutlet implements Recurrence.Outlet {
  private final Arithmetic arithmetic;
  private final Kernels kernels;
  private final Alignment alignment;
  private final int H;
  private final int M;
  private final int F;
  private final int GH;
  private final Kernels.RowProduct fedProduct;
  private final Kernels.RowProduct fedBackProduct;
  private final Values s;
  private final Values sums;
  private final Values bias;
  private final Values fedGradient;
  private final Values line;
  private final Scratch queries;
  private final Scratch queryGradients;
  private final Scratch contexts;
  private final Scratch contextGradients;
  private final Scratch joined;
  private final Scratch joinedGradients;
  private final Scratch sumGradients;
  private final Scratch before;

  private int T;
  private int B;
  private int forwardStep;
  private Parameters parameters;
  private Pointer dy;

  /** Wf, Wc and bc, or their gradients. */
  record Parameters(Pointer Wf, Pointer Wc, Pointer bc) {}

  FedOutlet(Arithmetic arithmetic, Alignment alignment, int H, int M, int F, int GH) {
    this.arithmetic = arithmetic;
    this.kernels = arithmetic.kernels();
    this.alignment = alignment;
    this.H = H;
    this.M = M;
    this.F = F;
    this.GH = GH;
    this.fedProduct = kernels.rowProduct();
    this.fedBackProduct = kernels.rowProduct();
    this.s = kernels.values();
    this.sums = kernels.values();
    this.bias = kernels.values();
    this.fedGradient = kernels.values();
    this.line = kernels.values();
    this.queries = new Scratch(arithmetic);
    this.queryGradients = new Scratch(arithmetic);
    this.contexts = new Scratch(arithmetic);
    this.contextGradients = new Scratch(arithmetic);
    this.joined = new Scratch(arithmetic);
    this.joinedGradients = new Scratch(arithmetic);
    this.sumGradients = new Scratch(arithmetic);
    this.before = new Scratch(arithmetic);
  }

  /**
   * Begins a window.
   *
   * @param fed s before it, [B, F]
   */
  void begin(int T, int B, Parameters parameters, Pointer fed) {
    this.T = T;
    this.B = B;
    this.parameters = parameters;
    this.forwardStep = 0;
    s.reserve((T + 1) * B * F);
    s.load(0, fed, 0, B * F);
    sums.reserve(T * B * F);
    bias.reserve(F);
    bias.load(0, parameters.bc, 0, F);
    line.reserve(Math.max(Math.max(H, M), F));
    fedProduct.set(parameters.Wf, 0, F, GH, false);
  }

  @Override
  public void feed(Values gates, int at) {
    fedProduct.add(s, forwardStep * B * F, B, gates, at);
  }

  @Override
  public void forward(Values outputs, int at, int time) {
    Pointer q = queries.of((long) T * B * H);
    Pointer c = contexts.of((long) T * B * M);
    Pointer both = joined.of((long) T * B * (M + H));
    outputs.store(at, q, (long) time * B * H, B * H);
    alignment.forward(q, time, 1, c);
    for (int row = time * B; row < (time + 1) * B; row++) {
      line.load(0, c, (long) row * M, M);
      line.store(0, both, (long) row * (M + H), M);
      outputs.store(at + row % B * H, both, (long) row * (M + H) + M, H);
    }
    Pointer sum = sumGradients.of((long) T * B * F);
    long first = (long) time * B;
    arithmetic.multiply(
        Product.plain(B, F, M + H), both, first * (M + H), parameters.Wc, 0, 0, sum, first * F);
    sums.load(time * B * F, sum, first * F, B * F);
    for (int row = time * B; row < (time + 1) * B; row++) {
      kernels.add(sums, row * F, bias, 0, F);
      kernels.elmanForward(sums, row * F, s, (row + B) * F, F);
    }
    forwardStep = time + 1;
  }

  /** Gives all s [T, B, F], and the last one. */
  void end(Pointer out, Pointer fed) {
    s.store(B * F, out, 0, T * B * F);
    s.store(T * B * F, fed, 0, B * F);
  }

  /**
   * @param gradients of s, [T, B, F]
   */
  void beginBackward(Pointer gradients) {
    dy = gradients;
    fedGradient.reserve(B * F);
    fedGradient.clear(0, B * F);
    fedBackProduct.set(parameters.Wf, 0, GH, F, true);
  }

  @Override
  public void backward(Values gradients, int time) {
    Pointer da = sumGradients.of((long) T * B * F);
    for (int b = 0; b < B; b++) {
      int row = time * B + b;
      line.load(0, dy, (long) row * F, F);
      kernels.add(fedGradient, b * F, line, 0, F);
      kernels.elmanBackward(sums, row * F, s, (row + B) * F, fedGradient, b * F, F);
    }
    long first = (long) time * B;
    sums.store(time * B * F, da, first * F, B * F);
    Pointer both = joinedGradients.of((long) T * B * (M + H));
    arithmetic.multiply(
        Product.rightTransposed(B, M + H, F),
        da,
        first * F,
        parameters.Wc,
        0,
        0,
        both,
        first * (M + H));
    Pointer dc = contextGradients.of((long) T * B * M);
    for (int b = 0; b < B; b++) {
      long row = first + b;
      line.load(0, both, row * (M + H), M);
      line.store(0, dc, row * M, M);
      line.load(0, both, row * (M + H) + M, H);
      kernels.add(gradients, b * H, line, 0, H);
    }
    Pointer dq = queryGradients.of((long) T * B * H);
    alignment.backward(queries.of((long) T * B * H), time, 1, dc, dq);
    for (int b = 0; b < B; b++) {
      line.load(0, dq, (first + b) * H, H);
      kernels.add(gradients, b * H, line, 0, H);
    }
    fedGradient.clear(0, B * F);
  }

  @Override
  public void feedBack(Values gates, int at) {
    fedBackProduct.add(gates, at, B, fedGradient, 0);
  }

  /** The parameters' gradients; those of the gates are the recurrence's. */
  void endBackward(Recurrence recurrence, Parameters gradients, Alignment.Parameters ofScoring) {
    int rows = T * B;
    alignment.endBackward(queries.of((long) rows * H), ofScoring);
    arithmetic.multiply(
        Product.leftTransposed(M + H, F, rows),
        joined.of((long) rows * (M + H)),
        sumGradients.of((long) rows * F),
        0,
        gradients.Wc);
    bias.clear(0, F);
    for (int row = 0; row < rows; row++) {
      kernels.add(bias, 0, sums, row * F, F);
    }
    bias.store(0, gradients.bc, 0, F);
    Pointer fed = before.of((long) rows * F);
    s.store(0, fed, 0, rows * F);
    arithmetic.multiply(
        Product.leftTransposed(F, GH, rows), fed, recurrence.gateGradients(), 0, gradients.Wf);
  }
}
