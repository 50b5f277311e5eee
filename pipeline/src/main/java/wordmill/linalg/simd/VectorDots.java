package wordmill.linalg.simd;

import static wordmill.linalg.simd.Lanes.L;
import static wordmill.linalg.simd.Lanes.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The Vector API's side of {@code wordmill.linalg.SimdDots}, which tells what each method does.
 * Sums run over d in order with one fused multiply-add a step, so the bits depend on no lane count.
 */
public final class VectorDots {
  /** Rows of a panel; a whole number of registers for every species used. */
  private static final int PANEL = 64;

  private VectorDots() {}

  public static void products(
      float[] panel,
      int width,
      float[] queries,
      int query,
      int count,
      float[] out,
      int to,
      int stride) {
    int i = 0;
    for (; i + 4 <= count; i += 4) {
      for (int j = 0; j < PANEL; j += 2 * L) {
        fourQueries(panel, j, width, queries, query + i * width, out, to + i * stride + j, stride);
      }
    }
    for (; i < count; i++) {
      for (int j = 0; j < PANEL; j += 4 * L) {
        oneQuery(panel, j, width, queries, query + i * width, out, to + i * stride + j);
      }
    }
  }

  /** 4 queries × 2 registers of rows: 8 running sums, each loaded register used four times. */
  private static void fourQueries(
      float[] panel,
      int at,
      int width,
      float[] queries,
      int query,
      float[] out,
      int to,
      int stride) {
    FloatVector s00 = FloatVector.zero(S);
    FloatVector s01 = s00;
    FloatVector s10 = s00;
    FloatVector s11 = s00;
    FloatVector s20 = s00;
    FloatVector s21 = s00;
    FloatVector s30 = s00;
    FloatVector s31 = s00;
    int q1 = query + width;
    int q2 = q1 + width;
    int q3 = q2 + width;
    for (int d = 0; d < width; d++) {
      FloatVector rows0 = FloatVector.fromArray(S, panel, at + d * PANEL);
      FloatVector rows1 = FloatVector.fromArray(S, panel, at + d * PANEL + L);
      FloatVector x0 = FloatVector.broadcast(S, queries[query + d]);
      FloatVector x1 = FloatVector.broadcast(S, queries[q1 + d]);
      FloatVector x2 = FloatVector.broadcast(S, queries[q2 + d]);
      FloatVector x3 = FloatVector.broadcast(S, queries[q3 + d]);
      s00 = rows0.fma(x0, s00);
      s01 = rows1.fma(x0, s01);
      s10 = rows0.fma(x1, s10);
      s11 = rows1.fma(x1, s11);
      s20 = rows0.fma(x2, s20);
      s21 = rows1.fma(x2, s21);
      s30 = rows0.fma(x3, s30);
      s31 = rows1.fma(x3, s31);
    }
    s00.intoArray(out, to);
    s01.intoArray(out, to + L);
    s10.intoArray(out, to + stride);
    s11.intoArray(out, to + stride + L);
    s20.intoArray(out, to + 2 * stride);
    s21.intoArray(out, to + 2 * stride + L);
    s30.intoArray(out, to + 3 * stride);
    s31.intoArray(out, to + 3 * stride + L);
  }

  private static void oneQuery(
      float[] panel, int at, int width, float[] queries, int query, float[] out, int to) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int d = 0; d < width; d++) {
      FloatVector x = FloatVector.broadcast(S, queries[query + d]);
      int row = at + d * PANEL;
      s0 = FloatVector.fromArray(S, panel, row).fma(x, s0);
      s1 = FloatVector.fromArray(S, panel, row + L).fma(x, s1);
      s2 = FloatVector.fromArray(S, panel, row + 2 * L).fma(x, s2);
      s3 = FloatVector.fromArray(S, panel, row + 3 * L).fma(x, s3);
    }
    s0.intoArray(out, to);
    s1.intoArray(out, to + L);
    s2.intoArray(out, to + 2 * L);
    s3.intoArray(out, to + 3 * L);
  }

  public static float greatestSum(float[] t, int a, int b, int c, int n) {
    FloatVector best = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
    int j = 0;
    for (; j + L <= n; j += L) {
      FloatVector sum =
          FloatVector.fromArray(S, t, b + j)
              .sub(FloatVector.fromArray(S, t, a + j))
              .add(FloatVector.fromArray(S, t, c + j));
      best = best.max(sum);
    }
    float greatest = best.reduceLanes(VectorOperators.MAX);
    for (; j < n; j++) {
      greatest = Math.max(greatest, t[b + j] - t[a + j] + t[c + j]);
    }
    return greatest;
  }

  public static float greatestProduct(float[] t, int a, int b, int c, int n, float epsilon) {
    FloatVector best = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
    int j = 0;
    for (; j + L <= n; j += L) {
      FloatVector far = FloatVector.fromArray(S, t, a + j).add(1).mul(0.5f);
      FloatVector near = FloatVector.fromArray(S, t, b + j).add(1).mul(0.5f);
      FloatVector also = FloatVector.fromArray(S, t, c + j).add(1).mul(0.5f);
      best = best.max(near.mul(also).div(far.add(epsilon)));
    }
    float greatest = best.reduceLanes(VectorOperators.MAX);
    for (; j < n; j++) {
      float far = (t[a + j] + 1) * 0.5f;
      float near = (t[b + j] + 1) * 0.5f;
      float also = (t[c + j] + 1) * 0.5f;
      greatest = Math.max(greatest, near * also / (far + epsilon));
    }
    return greatest;
  }
}
