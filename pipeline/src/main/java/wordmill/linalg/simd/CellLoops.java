package wordmill.linalg.simd;

import static wordmill.linalg.simd.Exponentials.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * What the cells of recurrent networks do element by element, for the H units of one row; shapes
 * and equations as in {@code wordmill.nn.Kernels}. The last, partial vector goes by a mask.
 */
public final class CellLoops {
  private static final int L = S.length();

  private CellLoops() {}

  private static FloatVector load(float[] x, int at, int left) {
    return left >= L
        ? FloatVector.fromArray(S, x, at)
        : FloatVector.fromArray(S, x, at, tail(left));
  }

  private static void store(FloatVector value, float[] x, int at, int left) {
    if (left >= L) {
      value.intoArray(x, at);
    } else {
      value.intoArray(x, at, tail(left));
    }
  }

  private static VectorMask<Float> tail(int left) {
    return S.indexInRange(0, left);
  }

  /** h = tanh a. */
  public static void elmanForward(float[] a, int at, float[] h, int hAt, int H) {
    for (int j = 0; j < H; j += L) {
      store(Exponentials.tanh(load(a, at + j, H - j)), h, hAt + j, H - j);
    }
  }

  /** a = dh (1 − h²). */
  public static void elmanBackward(
      float[] a, int at, float[] h, int hAt, float[] dh, int dhAt, int H) {
    for (int j = 0; j < H; j += L) {
      FloatVector value = load(h, hAt + j, H - j);
      FloatVector d = load(dh, dhAt + j, H - j);
      store(d.sub(d.mul(value.mul(value))), a, at + j, H - j);
    }
  }

  /** Gates i, f, g, o; c = f c′ + i g; h = o tanh c. */
  public static void lstmForward(
      float[] a, int at, float[] c, int beforeAt, int cAt, float[] h, int hAt, int H) {
    for (int j = 0; j < H; j += L) {
      int left = H - j;
      FloatVector i = Exponentials.sigmoid(load(a, at + j, left));
      store(i, a, at + j, left);
      FloatVector g = Exponentials.tanh(load(a, at + 2 * H + j, left));
      store(g, a, at + 2 * H + j, left);
      FloatVector f = Exponentials.sigmoid(load(a, at + H + j, left));
      store(f, a, at + H + j, left);
      FloatVector cell = f.fma(load(c, beforeAt + j, left), i.mul(g));
      store(cell, c, cAt + j, left);
      FloatVector o = Exponentials.sigmoid(load(a, at + 3 * H + j, left));
      store(o, a, at + 3 * H + j, left);
      store(o.mul(Exponentials.tanh(cell)), h, hAt + j, left);
    }
  }

  /** The gates' values become their gradients, dc becomes that of c′. */
  public static void lstmBackward(
      float[] a,
      int at,
      float[] c,
      int beforeAt,
      int cAt,
      float[] dh,
      int dhAt,
      float[] dc,
      int dcAt,
      int H) {
    FloatVector one = FloatVector.broadcast(S, 1f);
    for (int j = 0; j < H; j += L) {
      int left = H - j;
      FloatVector o = load(a, at + 3 * H + j, left);
      FloatVector t = Exponentials.tanh(load(c, cAt + j, left));
      FloatVector d = load(dh, dhAt + j, left);
      FloatVector both = d.mul(o).mul(one.sub(t.mul(t))).add(load(dc, dcAt + j, left));
      store(d.mul(t).mul(o.mul(one.sub(o))), a, at + 3 * H + j, left);
      FloatVector f = load(a, at + H + j, left);
      store(both.mul(f), dc, dcAt + j, left);
      FloatVector before = load(c, beforeAt + j, left);
      store(both.mul(before).mul(f.mul(one.sub(f))), a, at + H + j, left);
      FloatVector i = load(a, at + j, left);
      FloatVector g = load(a, at + 2 * H + j, left);
      store(both.mul(g).mul(i.mul(one.sub(i))), a, at + j, left);
      store(both.mul(i).mul(one.sub(g.mul(g))), a, at + 2 * H + j, left);
    }
  }

  /** Gates r, z, n; n = tanh(a + r u); h = (1 − z) n + z h′. */
  public static void gruForward(
      float[] a, int at, float[] u, int uAt, float[] h, int beforeAt, int hAt, int H) {
    for (int j = 0; j < H; j += L) {
      int left = H - j;
      FloatVector r = Exponentials.sigmoid(load(a, at + j, left).add(load(u, uAt + j, left)));
      store(r, a, at + j, left);
      FloatVector z =
          Exponentials.sigmoid(load(a, at + H + j, left).add(load(u, uAt + H + j, left)));
      store(z, a, at + H + j, left);
      FloatVector n =
          Exponentials.tanh(r.fma(load(u, uAt + 2 * H + j, left), load(a, at + 2 * H + j, left)));
      store(n, a, at + 2 * H + j, left);
      store(z.fma(load(h, beforeAt + j, left).sub(n), n), h, hAt + j, left);
    }
  }

  /** The gates' values and u become their gradients, dh what reaches h′ past the products. */
  public static void gruBackward(
      float[] a, int at, float[] u, int uAt, float[] h, int beforeAt, float[] dh, int dhAt, int H) {
    FloatVector one = FloatVector.broadcast(S, 1f);
    for (int j = 0; j < H; j += L) {
      int left = H - j;
      FloatVector r = load(a, at + j, left);
      FloatVector z = load(a, at + H + j, left);
      FloatVector n = load(a, at + 2 * H + j, left);
      FloatVector d = load(dh, dhAt + j, left);
      FloatVector dz = d.mul(load(h, beforeAt + j, left).sub(n)).mul(z.mul(one.sub(z)));
      FloatVector dn = d.mul(one.sub(z)).mul(one.sub(n.mul(n)));
      FloatVector dr = dn.mul(load(u, uAt + 2 * H + j, left)).mul(r.mul(one.sub(r)));
      store(d.mul(z), dh, dhAt + j, left);
      store(dr, a, at + j, left);
      store(dr, u, uAt + j, left);
      store(dz, a, at + H + j, left);
      store(dz, u, uAt + H + j, left);
      store(dn, a, at + 2 * H + j, left);
      store(dn.mul(r), u, uAt + 2 * H + j, left);
    }
  }

  /** to += from. */
  public static void add(float[] to, int toAt, float[] from, int fromAt, int n) {
    int j = 0;
    for (; j + L <= n; j += L) {
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
    for (; j + L <= n; j += L) {
      FloatVector.fromArray(S, x, xAt + j)
          .mul(FloatVector.fromArray(S, y, yAt + j))
          .intoArray(to, toAt + j);
    }
    for (; j < n; j++) {
      to[toAt + j] = x[xAt + j] * y[yAt + j];
    }
  }
}
