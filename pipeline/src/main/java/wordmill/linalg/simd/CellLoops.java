package wordmill.linalg.simd;

import static wordmill.linalg.simd.Lanes.L;
import static wordmill.linalg.simd.Lanes.S;

import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * What the cells of recurrent networks do element by element, for the H units of one row; shapes
 * and equations as in {@code wordmill.nn.Kernels}. Arrays need room for {@link #OVERHANG} numbers
 * behind their last row: they are read, and written as they were.
 *
 * <p>One short loop for each function and none for a whole cell: the compiler stops inlining in a
 * method that grows too large (NodeCountInliningCutoff), and then makes an object of every vector.
 * {@code deploy/spark/java-options} keep those of σ and tanh out of all others, which halves and
 * more a cell's time.
 */
public final class CellLoops {
  /** One less than the longest vector's lanes. */
  public static final int OVERHANG = Lanes.UNIT - 1;

  /** Of the first so many lanes. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static final VectorMask<Float>[] FIRST =
      IntStream.range(0, L).mapToObj(n -> S.indexInRange(0, n)).toArray(VectorMask[]::new);

  private CellLoops() {}

  private static FloatVector load(float[] x, int at) {
    return FloatVector.fromArray(S, x, at);
  }

  /** Of a function's loop, which has its vector but once. */
  private static void store(int left, FloatVector value, float[] x, int at) {
    if (left >= L) {
      value.intoArray(x, at);
    } else {
      load(x, at).blend(value, FIRST[left]).intoArray(x, at);
    }
  }

  /** x = σ(x). */
  private static void sigmoid(float[] x, int at, int n) {
    for (int j = 0; j < n; j += L) {
      store(n - j, Exponentials.sigmoid(load(x, at + j)), x, at + j);
    }
  }

  /** y = tanh x. */
  private static void tanh(float[] x, int at, float[] y, int yAt, int n) {
    for (int j = 0; j < n; j += L) {
      store(n - j, Exponentials.tanh(load(x, at + j)), y, yAt + j);
    }
  }

  /** h = tanh a. */
  public static void elmanForward(float[] a, int at, float[] h, int hAt, int H) {
    tanh(a, at, h, hAt, H);
  }

  /** a = dh (1 − h²). */
  public static void elmanBackward(
      float[] a, int at, float[] h, int hAt, float[] dh, int dhAt, int H) {
    int j = 0;
    for (; j < Lanes.whole(H); j += L) {
      FloatVector value = load(h, hAt + j);
      FloatVector d = load(dh, dhAt + j);
      d.sub(d.mul(value.mul(value))).intoArray(a, at + j);
    }
    for (; j < H; j++) {
      a[at + j] = dh[dhAt + j] * (1 - h[hAt + j] * h[hAt + j]);
    }
  }

  /** Gates i, f, g, o; c = f c′ + i g; t = tanh c; h = o t. */
  public static void lstmForward(
      float[] a,
      int at,
      float[] c,
      int beforeAt,
      int cAt,
      float[] t,
      int tAt,
      float[] h,
      int hAt,
      int H) {
    sigmoid(a, at, 2 * H);
    tanh(a, at + 2 * H, a, at + 2 * H, H);
    sigmoid(a, at + 3 * H, H);
    int f = at + H;
    int g = at + 2 * H;
    int j = 0;
    for (; j < Lanes.whole(H); j += L) {
      load(a, f + j)
          .fma(load(c, beforeAt + j), load(a, at + j).mul(load(a, g + j)))
          .intoArray(c, cAt + j);
    }
    for (; j < H; j++) {
      c[cAt + j] = a[f + j] * c[beforeAt + j] + a[at + j] * a[g + j];
    }
    tanh(c, cAt, t, tAt, H);
    multiply(h, hAt, a, at + 3 * H, t, tAt, H);
  }

  /** The gates' values become their gradients, dc becomes that of c′. */
  public static void lstmBackward(
      float[] a,
      int at,
      float[] c,
      int beforeAt,
      float[] t,
      int tAt,
      float[] dh,
      int dhAt,
      float[] dc,
      int dcAt,
      int H) {
    outputGate(a, at + 3 * H, t, tAt, dh, dhAt, dc, dcAt, H);
    FloatVector one = FloatVector.broadcast(S, 1f);
    int f = at + H;
    int g = at + 2 * H;
    int j = 0;
    for (; j < Lanes.whole(H); j += L) {
      FloatVector d = load(dc, dcAt + j);
      FloatVector forget = load(a, f + j);
      FloatVector in = load(a, at + j);
      FloatVector candidate = load(a, g + j);
      d.mul(forget).intoArray(dc, dcAt + j);
      d.mul(load(c, beforeAt + j)).mul(forget.mul(one.sub(forget))).intoArray(a, f + j);
      d.mul(candidate).mul(in.mul(one.sub(in))).intoArray(a, at + j);
      d.mul(in).mul(one.sub(candidate.mul(candidate))).intoArray(a, g + j);
    }
    for (; j < H; j++) {
      float d = dc[dcAt + j];
      float forget = a[f + j];
      float in = a[at + j];
      float candidate = a[g + j];
      dc[dcAt + j] = d * forget;
      a[f + j] = d * c[beforeAt + j] * forget * (1 - forget);
      a[at + j] = d * candidate * in * (1 - in);
      a[g + j] = d * in * (1 - candidate * candidate);
    }
  }

  /** dc += dh o (1 − t²), o becomes its gradient. */
  private static void outputGate(
      float[] o, int at, float[] t, int tAt, float[] dh, int dhAt, float[] dc, int dcAt, int H) {
    FloatVector one = FloatVector.broadcast(S, 1f);
    int j = 0;
    for (; j < Lanes.whole(H); j += L) {
      FloatVector out = load(o, at + j);
      FloatVector value = load(t, tAt + j);
      FloatVector d = load(dh, dhAt + j);
      d.mul(out).fma(one.sub(value.mul(value)), load(dc, dcAt + j)).intoArray(dc, dcAt + j);
      d.mul(value).mul(out.mul(one.sub(out))).intoArray(o, at + j);
    }
    for (; j < H; j++) {
      float out = o[at + j];
      float value = t[tAt + j];
      float d = dh[dhAt + j];
      dc[dcAt + j] += d * out * (1 - value * value);
      o[at + j] = d * value * out * (1 - out);
    }
  }

  /** Gates r, z, n; n = tanh(a + r u); h = n + z (h′ − n). */
  public static void gruForward(
      float[] a, int at, float[] u, int uAt, float[] h, int beforeAt, int hAt, int H) {
    add(a, at, u, uAt, 2 * H);
    sigmoid(a, at, 2 * H);
    int z = at + H;
    int n = at + 2 * H;
    int j = 0;
    for (; j < Lanes.whole(H); j += L) {
      load(a, at + j).fma(load(u, uAt + 2 * H + j), load(a, n + j)).intoArray(a, n + j);
    }
    for (; j < H; j++) {
      a[n + j] += a[at + j] * u[uAt + 2 * H + j];
    }
    tanh(a, n, a, n, H);
    for (j = 0; j < Lanes.whole(H); j += L) {
      FloatVector candidate = load(a, n + j);
      load(a, z + j).fma(load(h, beforeAt + j).sub(candidate), candidate).intoArray(h, hAt + j);
    }
    for (; j < H; j++) {
      h[hAt + j] = a[n + j] + a[z + j] * (h[beforeAt + j] - a[n + j]);
    }
  }

  /** The gates' values and u become their gradients, dh what reaches h′ past the products. */
  public static void gruBackward(
      float[] a, int at, float[] u, int uAt, float[] h, int beforeAt, float[] dh, int dhAt, int H) {
    updateGate(a, at, u, uAt, h, beforeAt, dh, dhAt, H);
    FloatVector one = FloatVector.broadcast(S, 1f);
    int n = at + 2 * H;
    int un = uAt + 2 * H;
    int j = 0;
    for (; j < Lanes.whole(H); j += L) {
      FloatVector reset = load(a, at + j);
      FloatVector dn = load(a, n + j);
      FloatVector dr = dn.mul(load(u, un + j)).mul(reset.mul(one.sub(reset)));
      dr.intoArray(a, at + j);
      dr.intoArray(u, uAt + j);
      dn.mul(reset).intoArray(u, un + j);
    }
    for (; j < H; j++) {
      float reset = a[at + j];
      float dr = a[n + j] * u[un + j] * reset * (1 - reset);
      a[at + j] = dr;
      u[uAt + j] = dr;
      u[un + j] = a[n + j] * reset;
    }
  }

  /** z and n become their gradients, those of u that of z, dh becomes dh z. */
  private static void updateGate(
      float[] a, int at, float[] u, int uAt, float[] h, int beforeAt, float[] dh, int dhAt, int H) {
    FloatVector one = FloatVector.broadcast(S, 1f);
    int z = at + H;
    int n = at + 2 * H;
    int j = 0;
    for (; j < Lanes.whole(H); j += L) {
      FloatVector update = load(a, z + j);
      FloatVector candidate = load(a, n + j);
      FloatVector d = load(dh, dhAt + j);
      FloatVector rest = one.sub(update);
      FloatVector dz = d.mul(load(h, beforeAt + j).sub(candidate)).mul(update.mul(rest));
      dz.intoArray(a, z + j);
      dz.intoArray(u, uAt + H + j);
      d.mul(rest).mul(one.sub(candidate.mul(candidate))).intoArray(a, n + j);
      d.mul(update).intoArray(dh, dhAt + j);
    }
    for (; j < H; j++) {
      float update = a[z + j];
      float candidate = a[n + j];
      float d = dh[dhAt + j];
      float dz = d * (h[beforeAt + j] - candidate) * update * (1 - update);
      a[z + j] = dz;
      u[uAt + H + j] = dz;
      a[n + j] = d * (1 - update) * (1 - candidate * candidate);
      dh[dhAt + j] = d * update;
    }
  }

  /** to += from. */
  public static void add(float[] to, int toAt, float[] from, int fromAt, int n) {
    int j = 0;
    for (; j < Lanes.whole(n); j += L) {
      FloatVector.fromArray(S, to, toAt + j)
          .add(FloatVector.fromArray(S, from, fromAt + j))
          .intoArray(to, toAt + j);
    }
    for (; j < n; j++) {
      to[toAt + j] += from[fromAt + j];
    }
  }

  /** to = x · y. */
  public static void multiply(float[] to, int toAt, float[] x, int xAt, float[] y, int yAt, int n) {
    int j = 0;
    for (; j < Lanes.whole(n); j += L) {
      FloatVector.fromArray(S, x, xAt + j)
          .mul(FloatVector.fromArray(S, y, yAt + j))
          .intoArray(to, toAt + j);
    }
    for (; j < n; j++) {
      to[toAt + j] = x[xAt + j] * y[yAt + j];
    }
  }
}
