package wordmill.linalg.simd;

import static wordmill.linalg.simd.Lanes.L;
import static wordmill.linalg.simd.Lanes.S;
import static wordmill.linalg.simd.Lanes.WIDE;

import jdk.incubator.vector.FloatVector;

/**
 * A few rows times a large matrix that is laid out for it once and used many times. A tile of 5
 * rows keeps its sums in registers, with vectors of the matrix and one of the rows beside them:
 * where there are 32 registers 20 sums of 4 vectors a row, else 10 of 2, of which AVX2's 16 have
 * room for no more. The loop over k is not a counted one on purpose: unrolled, its loads would run
 * ahead and push sums out of the registers (80 against 55 GFLOP/s on a Zen 3). Each sum goes over k
 * in order, so its bits hang on no shape of tiles.
 */
public final class RowProductLoops {
  /** Rows of a tile. */
  public static final int ROWS = 5;

  /** Columns of a tile, and of a panel of the matrix. */
  public static final int COLUMNS = WIDE ? 4 * L : 2 * L;

  private RowProductLoops() {}

  /**
   * c += a b for one tile.
   *
   * @param a element (m, k) at {@code aAt + m * aStride + k}
   * @param rows of a, 1 or more; if they are fewer than {@value #ROWS}, the rest of c gets sums of
   *     the last
   * @param b element (k, n) at {@code bAt + k * COLUMNS + n}
   * @param c element (m, n) at {@code cAt + m * cStride + n}
   */
  public static void tile(
      float[] a,
      int aAt,
      int aStride,
      int rows,
      float[] b,
      int bAt,
      float[] c,
      int cAt,
      int cStride,
      int K) {
    int a1 = Math.min(1, rows - 1) * aStride;
    int a2 = Math.min(2, rows - 1) * aStride;
    int a3 = Math.min(3, rows - 1) * aStride;
    int a4 = Math.min(4, rows - 1) * aStride;
    if (WIDE) {
      wide(a, aAt, a1, a2, a3, a4, b, bAt, c, cAt, cStride, K);
    } else {
      narrow(a, aAt, a1, a2, a3, a4, b, bAt, c, cAt, cStride, K);
    }
  }

  private static void wide(
      float[] a,
      int aAt,
      int a1,
      int a2,
      int a3,
      int a4,
      float[] b,
      int bAt,
      float[] c,
      int cAt,
      int cStride,
      int K) {
    int c1 = cAt + cStride;
    int c2 = c1 + cStride;
    int c3 = c2 + cStride;
    int c4 = c3 + cStride;
    FloatVector s00 = FloatVector.fromArray(S, c, cAt);
    FloatVector s01 = FloatVector.fromArray(S, c, cAt + L);
    FloatVector s02 = FloatVector.fromArray(S, c, cAt + 2 * L);
    FloatVector s03 = FloatVector.fromArray(S, c, cAt + 3 * L);
    FloatVector s10 = FloatVector.fromArray(S, c, c1);
    FloatVector s11 = FloatVector.fromArray(S, c, c1 + L);
    FloatVector s12 = FloatVector.fromArray(S, c, c1 + 2 * L);
    FloatVector s13 = FloatVector.fromArray(S, c, c1 + 3 * L);
    FloatVector s20 = FloatVector.fromArray(S, c, c2);
    FloatVector s21 = FloatVector.fromArray(S, c, c2 + L);
    FloatVector s22 = FloatVector.fromArray(S, c, c2 + 2 * L);
    FloatVector s23 = FloatVector.fromArray(S, c, c2 + 3 * L);
    FloatVector s30 = FloatVector.fromArray(S, c, c3);
    FloatVector s31 = FloatVector.fromArray(S, c, c3 + L);
    FloatVector s32 = FloatVector.fromArray(S, c, c3 + 2 * L);
    FloatVector s33 = FloatVector.fromArray(S, c, c3 + 3 * L);
    FloatVector s40 = FloatVector.fromArray(S, c, c4);
    FloatVector s41 = FloatVector.fromArray(S, c, c4 + L);
    FloatVector s42 = FloatVector.fromArray(S, c, c4 + 2 * L);
    FloatVector s43 = FloatVector.fromArray(S, c, c4 + 3 * L);
    int q = aAt - 1;
    int last = aAt + K - 1;
    int at = bAt - 4 * L;
    while (q < last) {
      q++;
      at += 4 * L;
      FloatVector b0 = FloatVector.fromArray(S, b, at);
      FloatVector b1 = FloatVector.fromArray(S, b, at + L);
      FloatVector b2 = FloatVector.fromArray(S, b, at + 2 * L);
      FloatVector b3 = FloatVector.fromArray(S, b, at + 3 * L);
      FloatVector x = FloatVector.broadcast(S, a[q]);
      s00 = x.fma(b0, s00);
      s01 = x.fma(b1, s01);
      s02 = x.fma(b2, s02);
      s03 = x.fma(b3, s03);
      x = FloatVector.broadcast(S, a[q + a1]);
      s10 = x.fma(b0, s10);
      s11 = x.fma(b1, s11);
      s12 = x.fma(b2, s12);
      s13 = x.fma(b3, s13);
      x = FloatVector.broadcast(S, a[q + a2]);
      s20 = x.fma(b0, s20);
      s21 = x.fma(b1, s21);
      s22 = x.fma(b2, s22);
      s23 = x.fma(b3, s23);
      x = FloatVector.broadcast(S, a[q + a3]);
      s30 = x.fma(b0, s30);
      s31 = x.fma(b1, s31);
      s32 = x.fma(b2, s32);
      s33 = x.fma(b3, s33);
      x = FloatVector.broadcast(S, a[q + a4]);
      s40 = x.fma(b0, s40);
      s41 = x.fma(b1, s41);
      s42 = x.fma(b2, s42);
      s43 = x.fma(b3, s43);
    }
    s00.intoArray(c, cAt);
    s01.intoArray(c, cAt + L);
    s02.intoArray(c, cAt + 2 * L);
    s03.intoArray(c, cAt + 3 * L);
    s10.intoArray(c, c1);
    s11.intoArray(c, c1 + L);
    s12.intoArray(c, c1 + 2 * L);
    s13.intoArray(c, c1 + 3 * L);
    s20.intoArray(c, c2);
    s21.intoArray(c, c2 + L);
    s22.intoArray(c, c2 + 2 * L);
    s23.intoArray(c, c2 + 3 * L);
    s30.intoArray(c, c3);
    s31.intoArray(c, c3 + L);
    s32.intoArray(c, c3 + 2 * L);
    s33.intoArray(c, c3 + 3 * L);
    s40.intoArray(c, c4);
    s41.intoArray(c, c4 + L);
    s42.intoArray(c, c4 + 2 * L);
    s43.intoArray(c, c4 + 3 * L);
  }

  private static void narrow(
      float[] a,
      int aAt,
      int a1,
      int a2,
      int a3,
      int a4,
      float[] b,
      int bAt,
      float[] c,
      int cAt,
      int cStride,
      int K) {
    int c1 = cAt + cStride;
    int c2 = c1 + cStride;
    int c3 = c2 + cStride;
    int c4 = c3 + cStride;
    FloatVector s00 = FloatVector.fromArray(S, c, cAt);
    FloatVector s01 = FloatVector.fromArray(S, c, cAt + L);
    FloatVector s10 = FloatVector.fromArray(S, c, c1);
    FloatVector s11 = FloatVector.fromArray(S, c, c1 + L);
    FloatVector s20 = FloatVector.fromArray(S, c, c2);
    FloatVector s21 = FloatVector.fromArray(S, c, c2 + L);
    FloatVector s30 = FloatVector.fromArray(S, c, c3);
    FloatVector s31 = FloatVector.fromArray(S, c, c3 + L);
    FloatVector s40 = FloatVector.fromArray(S, c, c4);
    FloatVector s41 = FloatVector.fromArray(S, c, c4 + L);
    int q = aAt - 1;
    int last = aAt + K - 1;
    int at = bAt - 2 * L;
    while (q < last) {
      q++;
      at += 2 * L;
      FloatVector b0 = FloatVector.fromArray(S, b, at);
      FloatVector b1 = FloatVector.fromArray(S, b, at + L);
      FloatVector x = FloatVector.broadcast(S, a[q]);
      s00 = x.fma(b0, s00);
      s01 = x.fma(b1, s01);
      x = FloatVector.broadcast(S, a[q + a1]);
      s10 = x.fma(b0, s10);
      s11 = x.fma(b1, s11);
      x = FloatVector.broadcast(S, a[q + a2]);
      s20 = x.fma(b0, s20);
      s21 = x.fma(b1, s21);
      x = FloatVector.broadcast(S, a[q + a3]);
      s30 = x.fma(b0, s30);
      s31 = x.fma(b1, s31);
      x = FloatVector.broadcast(S, a[q + a4]);
      s40 = x.fma(b0, s40);
      s41 = x.fma(b1, s41);
    }
    s00.intoArray(c, cAt);
    s01.intoArray(c, cAt + L);
    s10.intoArray(c, c1);
    s11.intoArray(c, c1 + L);
    s20.intoArray(c, c2);
    s21.intoArray(c, c2 + L);
    s30.intoArray(c, c3);
    s31.intoArray(c, c3 + L);
    s40.intoArray(c, c4);
    s41.intoArray(c, c4 + L);
  }
}
