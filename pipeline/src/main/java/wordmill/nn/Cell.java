package wordmill.nn;

/**
 * The cells of recurrent networks; {@link Kernels} has their equations.
 *
 * <p>Parameters of a cell with G gates, D inputs and H units: Wx [D, G H], Wh [H, G H], b [G H]; of
 * a GRU b is [4 H], the last H of them for n's recurrent part.
 */
public enum Cell {
  /** Elman's. */
  RNN(1) {
    @Override
    void forward(Kernels kernels, Step s) {
      kernels.elmanForward(s.a, s.aAt, s.h, s.hAt, s.H);
    }

    @Override
    void backward(Kernels kernels, Step s) {
      kernels.elmanBackward(s.a, s.aAt, s.h, s.hAt, s.dh, s.dAt, s.H);
      s.dh.clear(s.dAt, s.H);
    }
  },

  /** Long short-term memory. */
  LSTM(4) {
    @Override
    void forward(Kernels kernels, Step s) {
      kernels.lstmForward(s.a, s.aAt, s.c, s.beforeAt, s.hAt, s.t, s.beforeAt, s.h, s.hAt, s.H);
    }

    @Override
    void backward(Kernels kernels, Step s) {
      kernels.lstmBackward(
          s.a, s.aAt, s.c, s.beforeAt, s.t, s.beforeAt, s.dh, s.dAt, s.dc, s.dAt, s.H);
      s.dh.clear(s.dAt, s.H);
    }
  },

  /** Gated recurrent unit. */
  GRU(3) {
    @Override
    void forward(Kernels kernels, Step s) {
      kernels.gruForward(s.a, s.aAt, s.u, s.aAt, s.h, s.beforeAt, s.hAt, s.H);
    }

    @Override
    void backward(Kernels kernels, Step s) {
      kernels.gruBackward(s.a, s.aAt, s.u, s.aAt, s.h, s.beforeAt, s.dh, s.dAt, s.H);
    }
  };

  private final int gates;

  Cell(int gates) {
    this.gates = gates;
  }

  int gates() {
    return gates;
  }

  /** Numbers in b for H units. */
  int biases(int H) {
    return this == GRU ? 4 * H : gates * H;
  }

  /** Has a memory cell c beside its output h. */
  boolean hasMemory() {
    return this == LSTM;
  }

  /** Keeps what comes from h′ apart from what comes from the input. */
  boolean splitsProducts() {
    return this == GRU;
  }

  /** From gates' inputs, h′ and c′ to h and c, for one row. */
  abstract void forward(Kernels kernels, Step step);

  /**
   * From dh and dc to the gradients of the gates' inputs; dh becomes what passes by the products.
   */
  abstract void backward(Kernels kernels, Step step);

  /** One row of one step: arrays, and where in them it is. */
  static final class Step {
    Values a;
    Values u;
    Values h;
    Values c;
    Values t;
    Values dh;
    Values dc;
    int aAt;
    int beforeAt;
    int hAt;
    int dAt;
    int H;
  }
}
