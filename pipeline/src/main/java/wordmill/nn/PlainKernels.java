package wordmill.nn;

import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;

/** The equations as they stand, in double arithmetic, on numbers of either precision. */
final class PlainKernels implements Kernels {
  private final Supplier<Values> memory;

  PlainKernels(Supplier<Values> memory) {
    this.memory = memory;
  }

  @Override
  public Values values() {
    return memory.get();
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Override
  public void elmanForward(Values a, int at, Values h, int hAt, int H) {
    for (int j = 0; j < H; j++) {
      h.set(hAt + j, Math.tanh(a.get(at + j)));
    }
  }

  @Override
  public void elmanBackward(Values a, int at, Values h, int hAt, Values dh, int dhAt, int H) {
    for (int j = 0; j < H; j++) {
      double value = h.get(hAt + j);
      a.set(at + j, dh.get(dhAt + j) * (1 - value * value));
    }
  }

  @Override
  public void lstmForward(
      Values a,
      int at,
      Values c,
      int beforeAt,
      int cAt,
      Values t,
      int tAt,
      Values h,
      int hAt,
      int H) {
    for (int j = 0; j < H; j++) {
      double i = sigmoid(a.get(at + j));
      double f = sigmoid(a.get(at + H + j));
      double g = Math.tanh(a.get(at + 2 * H + j));
      double o = sigmoid(a.get(at + 3 * H + j));
      double cell = f * c.get(beforeAt + j) + i * g;
      a.set(at + j, i);
      a.set(at + H + j, f);
      a.set(at + 2 * H + j, g);
      a.set(at + 3 * H + j, o);
      c.set(cAt + j, cell);
      t.set(tAt + j, Math.tanh(cell));
      h.set(hAt + j, o * Math.tanh(cell));
    }
  }

  @Override
  public void lstmBackward(
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
      int H) {
    for (int j = 0; j < H; j++) {
      double i = a.get(at + j);
      double f = a.get(at + H + j);
      double g = a.get(at + 2 * H + j);
      double o = a.get(at + 3 * H + j);
      double tanh = t.get(tAt + j);
      double d = dh.get(dhAt + j);
      double both = dc.get(dcAt + j) + d * o * (1 - tanh * tanh);
      a.set(at + j, both * g * i * (1 - i));
      a.set(at + H + j, both * c.get(beforeAt + j) * f * (1 - f));
      a.set(at + 2 * H + j, both * i * (1 - g * g));
      a.set(at + 3 * H + j, d * tanh * o * (1 - o));
      dc.set(dcAt + j, both * f);
    }
  }

  @Override
  public void gruForward(
      Values a, int at, Values u, int uAt, Values h, int beforeAt, int hAt, int H) {
    for (int j = 0; j < H; j++) {
      double r = sigmoid(a.get(at + j) + u.get(uAt + j));
      double z = sigmoid(a.get(at + H + j) + u.get(uAt + H + j));
      double n = Math.tanh(a.get(at + 2 * H + j) + r * u.get(uAt + 2 * H + j));
      a.set(at + j, r);
      a.set(at + H + j, z);
      a.set(at + 2 * H + j, n);
      h.set(hAt + j, (1 - z) * n + z * h.get(beforeAt + j));
    }
  }

  @Override
  public void gruBackward(
      Values a, int at, Values u, int uAt, Values h, int beforeAt, Values dh, int dhAt, int H) {
    for (int j = 0; j < H; j++) {
      double r = a.get(at + j);
      double z = a.get(at + H + j);
      double n = a.get(at + 2 * H + j);
      double d = dh.get(dhAt + j);
      double dz = d * (h.get(beforeAt + j) - n) * z * (1 - z);
      double dn = d * (1 - z) * (1 - n * n);
      double dr = dn * u.get(uAt + 2 * H + j) * r * (1 - r);
      dh.set(dhAt + j, d * z);
      a.set(at + j, dr);
      u.set(uAt + j, dr);
      a.set(at + H + j, dz);
      u.set(uAt + H + j, dz);
      a.set(at + 2 * H + j, dn);
      u.set(uAt + 2 * H + j, dn * r);
    }
  }

  @Override
  public void add(Values to, int toAt, Values from, int fromAt, int n) {
    for (int j = 0; j < n; j++) {
      to.set(toAt + j, to.get(toAt + j) + from.get(fromAt + j));
    }
  }

  @Override
  public void multiply(Values to, int toAt, Values x, int xAt, Values y, int yAt, int n) {
    for (int j = 0; j < n; j++) {
      to.set(toAt + j, x.get(xAt + j) * y.get(yAt + j));
    }
  }

  @Override
  public void softmax(Values row, int at, int n) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < n; j++) {
      greatest = Math.max(greatest, row.get(at + j));
    }
    double sum = 0;
    for (int j = 0; j < n; j++) {
      row.set(at + j, Math.exp(row.get(at + j) - greatest));
      sum += row.get(at + j);
    }
    for (int j = 0; j < n; j++) {
      row.set(at + j, row.get(at + j) / sum);
    }
  }

  @Override
  public double crossEntropy(Values row, int at, Values bias, int label, double factor, int V) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < V; j++) {
      greatest = Math.max(greatest, row.get(at + j) + bias.get(j));
    }
    double sum = 0;
    for (int j = 0; j < V; j++) {
      sum += Math.exp(row.get(at + j) + bias.get(j) - greatest);
    }
    double nats = greatest + Math.log(sum) - row.get(at + label) - bias.get(label);
    for (int j = 0; j < V; j++) {
      double p = Math.exp(row.get(at + j) + bias.get(j) - greatest) / sum;
      row.set(at + j, (j == label ? p - 1 : p) * factor);
    }
    return nats;
  }

  @Override
  public RowProduct rowProduct() {
    return new PlainRowProduct();
  }

  private final class PlainRowProduct implements RowProduct {
    private final Values b = values();
    private int K;
    private int N;
    private boolean transposed;

    @Override
    public void set(Pointer matrix, long at, int K, int N, boolean transposed) {
      this.K = K;
      this.N = N;
      this.transposed = transposed;
      b.reserve(K * N);
      b.load(0, matrix, at, K * N);
    }

    @Override
    public void add(Values a, int aAt, int rows, Values c, int cAt) {
      for (int m = 0; m < rows; m++) {
        for (int n = 0; n < N; n++) {
          double sum = 0;
          for (int k = 0; k < K; k++) {
            sum += a.get(aAt + m * K + k) * b.get(transposed ? n * K + k : k * N + n);
          }
          c.set(cAt + m * N + n, c.get(cAt + m * N + n) + sum);
        }
      }
    }
  }
}
