package wordmill.linalg.simd;

import static wordmill.linalg.simd.Lanes.L;
import static wordmill.linalg.simd.Lanes.S;
import static wordmill.linalg.simd.Lanes.WIDE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * The scores of {@code SamplingKernel}: all dot products of a few inputs with a tile of outputs.
 * Inputs by outputs that are scored at once: 4 by 6 where there are 32 registers, whose 24 sums and
 * 5 rows stay there, else 3 by 3, which fit 16.
 */
public final class ScoreLoops {
  private static final int LANES = Lanes.UNIT;
  private static final int TILE = 6;
  private static final int COLUMNS = 8;

  /** From one input's partial sums to the next's. */
  private static final int P = TILE * LANES;

  private static final VectorMask<Float> HIGH_COLUMNS = lanes(8);
  private static final VectorMask<Float> HIGH_HALF = lanes(4);
  private static final VectorMask<Float> HIGH_PAIRS = lanes(2);
  private static final VectorMask<Float> ODD = lanes(1);
  private static final VectorShuffle<Float> SWAP_HALVES = VectorShuffle.fromOp(S, lane -> lane ^ 4);
  private static final VectorShuffle<Float> SWAP_PAIRS = VectorShuffle.fromOp(S, lane -> lane ^ 2);
  private static final VectorShuffle<Float> SWAP_NEIGHBOURS =
      VectorShuffle.fromOp(S, lane -> lane ^ 1);

  private static final VectorShuffle<Float> SWAP_COLUMNS =
      VectorShuffle.fromOp(S, lane -> (lane ^ 8) & (L - 1));

  /** Where {@link #scoresOfOne} has the sum of each column. */
  private static final VectorShuffle<Float> SUMS_OF_ONE =
      VectorShuffle.fromOp(S, lane -> (0xA8C420 >>> 4 * Math.min(lane, 5)) & (L - 1));

  private ScoreLoops() {}

  /** The lanes whose number has the bit. */
  private static VectorMask<Float> lanes(int bit) {
    boolean[] on = new boolean[L];
    for (int lane = 0; lane < L; lane++) {
      on[lane] = (lane & bit) != 0;
    }
    return VectorMask.fromArray(S, on, 0);
  }

  /** Shapes as in {@code SamplingKernel}; {@code partial} has room for two inputs more. */
  public static void scores(
      float[] x,
      int[] at,
      int inputs,
      float[] out,
      int[] outAt,
      int tile,
      int width,
      float[] g,
      float[] partial) {
    if (WIDE && inputs == 1) {
      scoresOfOne(x, at[0], out, outAt, tile, width, g);
      return;
    }
    for (int lane = 0; lane < LANES; lane += L) {
      int j = 0;
      if (WIDE) {
        for (; j + 4 <= inputs; j += 4) {
          scores4(
              x, at[j], at[j + 1], at[j + 2], at[j + 3], out, outAt, tile, width, partial, j * P,
              lane);
        }
      }
      for (; j + 3 <= inputs; j += 3) {
        int to = j * P;
        scores3(x, at[j], at[j + 1], at[j + 2], out, outAt, tile, width, partial, to, lane);
        to += 3 * LANES;
        scores3(x, at[j], at[j + 1], at[j + 2], out, outAt, tile + 3, width, partial, to, lane);
      }
      if (j + 2 == inputs) {
        scores2(x, at[j], at[j + 1], out, outAt, tile, width, partial, j * P, lane);
        scores2(x, at[j], at[j + 1], out, outAt, tile + 3, width, partial, j * P + 3 * LANES, lane);
      } else if (j + 1 == inputs) {
        scores1(x, at[j], out, outAt, tile, width, partial, j * P, lane);
      }
    }
    fold(partial, inputs, g);
  }

  /**
   * Sums the lanes of each input's six dot products: both halves, and of the eight sums ((0+4) +
   * (2+6)) + ((1+5) + (3+7)), two products at a time. Vectors of 16 lanes hold two inputs, the last
   * of which may be none: its scores are of earlier sums, and errors leave them out.
   */
  private static void fold(float[] p, int inputs, float[] g) {
    for (int j = 0; j < inputs; j += L / COLUMNS) {
      int q = j * P;
      FloatVector s0 = halves(p, q);
      FloatVector s1 = halves(p, q + LANES);
      FloatVector s2 = halves(p, q + 2 * LANES);
      FloatVector s3 = halves(p, q + 3 * LANES);
      FloatVector s4 = halves(p, q + 4 * LANES);
      FloatVector s5 = halves(p, q + 5 * LANES);
      s0 = s0.blend(s4, HIGH_HALF).add(s4.blend(s0, HIGH_HALF).rearrange(SWAP_HALVES));
      s1 = s1.blend(s5, HIGH_HALF).add(s5.blend(s1, HIGH_HALF).rearrange(SWAP_HALVES));
      s2 = s2.add(s2.rearrange(SWAP_HALVES));
      s3 = s3.add(s3.rearrange(SWAP_HALVES));
      s0 = s0.blend(s2, HIGH_PAIRS).add(s2.blend(s0, HIGH_PAIRS).rearrange(SWAP_PAIRS));
      s1 = s1.blend(s3, HIGH_PAIRS).add(s3.blend(s1, HIGH_PAIRS).rearrange(SWAP_PAIRS));
      s0.blend(s1, ODD).add(s1.blend(s0, ODD).rearrange(SWAP_NEIGHBOURS)).intoArray(g, j * COLUMNS);
    }
  }

  /**
   * The sum of the halves of 16 partial sums. In 16 lanes, of two inputs: each is added to itself
   * half a vector further on or further back, and half of what comes out is used.
   */
  private static FloatVector halves(float[] p, int q) {
    FloatVector one = FloatVector.fromArray(S, p, q).add(FloatVector.fromArray(S, p, q + COLUMNS));
    if (!WIDE) {
      return one;
    }
    int other = q + P;
    return one.blend(
        FloatVector.fromArray(S, p, other).add(FloatVector.fromArray(S, p, other - COLUMNS)),
        HIGH_COLUMNS);
  }

  /**
   * One input alone, in vectors of 16 lanes: the sums stay in registers. They are those of {@link
   * #fold}, to the bit, though other lanes hold them on the way.
   */
  private static void scoresOfOne(
      float[] x, int a0, float[] out, int[] outAt, int tile, int width, float[] g) {
    int o0 = outAt[tile];
    int o1 = outAt[tile + 1];
    int o2 = outAt[tile + 2];
    int o3 = outAt[tile + 3];
    int o4 = outAt[tile + 4];
    int o5 = outAt[tile + 5];
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    for (int d = 0; d < width; d += LANES) {
      FloatVector v = FloatVector.fromArray(S, x, a0 + d);
      s0 = FloatVector.fromArray(S, out, o0 + d).fma(v, s0);
      s1 = FloatVector.fromArray(S, out, o1 + d).fma(v, s1);
      s2 = FloatVector.fromArray(S, out, o2 + d).fma(v, s2);
      s3 = FloatVector.fromArray(S, out, o3 + d).fma(v, s3);
      s4 = FloatVector.fromArray(S, out, o4 + d).fma(v, s4);
      s5 = FloatVector.fromArray(S, out, o5 + d).fma(v, s5);
    }
    // 8 sums of each of two products; 4 of four; then 2 and 1 of all six.
    FloatVector s04 =
        s0.blend(s4, HIGH_COLUMNS).add(s4.blend(s0, HIGH_COLUMNS).rearrange(SWAP_COLUMNS));
    FloatVector s15 =
        s1.blend(s5, HIGH_COLUMNS).add(s5.blend(s1, HIGH_COLUMNS).rearrange(SWAP_COLUMNS));
    FloatVector s23 =
        s2.blend(s3, HIGH_COLUMNS).add(s3.blend(s2, HIGH_COLUMNS).rearrange(SWAP_COLUMNS));
    FloatVector s0243 =
        s04.blend(s23, HIGH_HALF).add(s23.blend(s04, HIGH_HALF).rearrange(SWAP_HALVES));
    s15 = s15.add(s15.rearrange(SWAP_HALVES));
    FloatVector all =
        s0243.blend(s15, HIGH_PAIRS).add(s15.blend(s0243, HIGH_PAIRS).rearrange(SWAP_PAIRS));
    all.add(all.rearrange(SWAP_NEIGHBOURS)).rearrange(SUMS_OF_ONE).intoArray(g, 0);
  }

  private static void scores4(
      float[] x,
      int a0,
      int a1,
      int a2,
      int a3,
      float[] out,
      int[] outAt,
      int tile,
      int width,
      float[] partial,
      int to,
      int lane) {
    int o0 = outAt[tile];
    int o1 = outAt[tile + 1];
    int o2 = outAt[tile + 2];
    int o3 = outAt[tile + 3];
    int o4 = outAt[tile + 4];
    int o5 = outAt[tile + 5];
    FloatVector s00 = FloatVector.zero(S);
    FloatVector s01 = s00;
    FloatVector s02 = s00;
    FloatVector s03 = s00;
    FloatVector s04 = s00;
    FloatVector s05 = s00;
    FloatVector s10 = s00;
    FloatVector s11 = s00;
    FloatVector s12 = s00;
    FloatVector s13 = s00;
    FloatVector s14 = s00;
    FloatVector s15 = s00;
    FloatVector s20 = s00;
    FloatVector s21 = s00;
    FloatVector s22 = s00;
    FloatVector s23 = s00;
    FloatVector s24 = s00;
    FloatVector s25 = s00;
    FloatVector s30 = s00;
    FloatVector s31 = s00;
    FloatVector s32 = s00;
    FloatVector s33 = s00;
    FloatVector s34 = s00;
    FloatVector s35 = s00;
    for (int d = lane; d < width; d += LANES) {
      FloatVector x0 = FloatVector.fromArray(S, x, a0 + d);
      FloatVector x1 = FloatVector.fromArray(S, x, a1 + d);
      FloatVector x2 = FloatVector.fromArray(S, x, a2 + d);
      FloatVector x3 = FloatVector.fromArray(S, x, a3 + d);
      FloatVector q0 = FloatVector.fromArray(S, out, o0 + d);
      s00 = q0.fma(x0, s00);
      s10 = q0.fma(x1, s10);
      s20 = q0.fma(x2, s20);
      s30 = q0.fma(x3, s30);
      FloatVector q1 = FloatVector.fromArray(S, out, o1 + d);
      s01 = q1.fma(x0, s01);
      s11 = q1.fma(x1, s11);
      s21 = q1.fma(x2, s21);
      s31 = q1.fma(x3, s31);
      FloatVector q2 = FloatVector.fromArray(S, out, o2 + d);
      s02 = q2.fma(x0, s02);
      s12 = q2.fma(x1, s12);
      s22 = q2.fma(x2, s22);
      s32 = q2.fma(x3, s32);
      FloatVector q3 = FloatVector.fromArray(S, out, o3 + d);
      s03 = q3.fma(x0, s03);
      s13 = q3.fma(x1, s13);
      s23 = q3.fma(x2, s23);
      s33 = q3.fma(x3, s33);
      FloatVector q4 = FloatVector.fromArray(S, out, o4 + d);
      s04 = q4.fma(x0, s04);
      s14 = q4.fma(x1, s14);
      s24 = q4.fma(x2, s24);
      s34 = q4.fma(x3, s34);
      FloatVector q5 = FloatVector.fromArray(S, out, o5 + d);
      s05 = q5.fma(x0, s05);
      s15 = q5.fma(x1, s15);
      s25 = q5.fma(x2, s25);
      s35 = q5.fma(x3, s35);
    }
    int p0 = to + lane;
    int p1 = p0 + P;
    int p2 = p1 + P;
    int p3 = p2 + P;
    s00.intoArray(partial, p0);
    s01.intoArray(partial, p0 + LANES);
    s02.intoArray(partial, p0 + 2 * LANES);
    s03.intoArray(partial, p0 + 3 * LANES);
    s04.intoArray(partial, p0 + 4 * LANES);
    s05.intoArray(partial, p0 + 5 * LANES);
    s10.intoArray(partial, p1);
    s11.intoArray(partial, p1 + LANES);
    s12.intoArray(partial, p1 + 2 * LANES);
    s13.intoArray(partial, p1 + 3 * LANES);
    s14.intoArray(partial, p1 + 4 * LANES);
    s15.intoArray(partial, p1 + 5 * LANES);
    s20.intoArray(partial, p2);
    s21.intoArray(partial, p2 + LANES);
    s22.intoArray(partial, p2 + 2 * LANES);
    s23.intoArray(partial, p2 + 3 * LANES);
    s24.intoArray(partial, p2 + 4 * LANES);
    s25.intoArray(partial, p2 + 5 * LANES);
    s30.intoArray(partial, p3);
    s31.intoArray(partial, p3 + LANES);
    s32.intoArray(partial, p3 + 2 * LANES);
    s33.intoArray(partial, p3 + 3 * LANES);
    s34.intoArray(partial, p3 + 4 * LANES);
    s35.intoArray(partial, p3 + 5 * LANES);
  }

  private static void scores3(
      float[] x,
      int a0,
      int a1,
      int a2,
      float[] out,
      int[] outAt,
      int tile,
      int width,
      float[] partial,
      int to,
      int lane) {
    int o0 = outAt[tile];
    int o1 = outAt[tile + 1];
    int o2 = outAt[tile + 2];
    FloatVector s00 = FloatVector.zero(S);
    FloatVector s01 = s00;
    FloatVector s02 = s00;
    FloatVector s10 = s00;
    FloatVector s11 = s00;
    FloatVector s12 = s00;
    FloatVector s20 = s00;
    FloatVector s21 = s00;
    FloatVector s22 = s00;
    for (int d = lane; d < width; d += LANES) {
      FloatVector x0 = FloatVector.fromArray(S, x, a0 + d);
      FloatVector x1 = FloatVector.fromArray(S, x, a1 + d);
      FloatVector x2 = FloatVector.fromArray(S, x, a2 + d);
      FloatVector q0 = FloatVector.fromArray(S, out, o0 + d);
      s00 = q0.fma(x0, s00);
      s10 = q0.fma(x1, s10);
      s20 = q0.fma(x2, s20);
      FloatVector q1 = FloatVector.fromArray(S, out, o1 + d);
      s01 = q1.fma(x0, s01);
      s11 = q1.fma(x1, s11);
      s21 = q1.fma(x2, s21);
      FloatVector q2 = FloatVector.fromArray(S, out, o2 + d);
      s02 = q2.fma(x0, s02);
      s12 = q2.fma(x1, s12);
      s22 = q2.fma(x2, s22);
    }
    int p0 = to + lane;
    int p1 = p0 + P;
    int p2 = p1 + P;
    s00.intoArray(partial, p0);
    s01.intoArray(partial, p0 + LANES);
    s02.intoArray(partial, p0 + 2 * LANES);
    s10.intoArray(partial, p1);
    s11.intoArray(partial, p1 + LANES);
    s12.intoArray(partial, p1 + 2 * LANES);
    s20.intoArray(partial, p2);
    s21.intoArray(partial, p2 + LANES);
    s22.intoArray(partial, p2 + 2 * LANES);
  }

  private static void scores2(
      float[] x,
      int a0,
      int a1,
      float[] out,
      int[] outAt,
      int tile,
      int width,
      float[] partial,
      int to,
      int lane) {
    int o0 = outAt[tile];
    int o1 = outAt[tile + 1];
    int o2 = outAt[tile + 2];
    FloatVector s00 = FloatVector.zero(S);
    FloatVector s01 = s00;
    FloatVector s02 = s00;
    FloatVector s10 = s00;
    FloatVector s11 = s00;
    FloatVector s12 = s00;
    for (int d = lane; d < width; d += LANES) {
      FloatVector x0 = FloatVector.fromArray(S, x, a0 + d);
      FloatVector x1 = FloatVector.fromArray(S, x, a1 + d);
      FloatVector q0 = FloatVector.fromArray(S, out, o0 + d);
      s00 = q0.fma(x0, s00);
      s10 = q0.fma(x1, s10);
      FloatVector q1 = FloatVector.fromArray(S, out, o1 + d);
      s01 = q1.fma(x0, s01);
      s11 = q1.fma(x1, s11);
      FloatVector q2 = FloatVector.fromArray(S, out, o2 + d);
      s02 = q2.fma(x0, s02);
      s12 = q2.fma(x1, s12);
    }
    int p0 = to + lane;
    int p1 = p0 + P;
    s00.intoArray(partial, p0);
    s01.intoArray(partial, p0 + LANES);
    s02.intoArray(partial, p0 + 2 * LANES);
    s10.intoArray(partial, p1);
    s11.intoArray(partial, p1 + LANES);
    s12.intoArray(partial, p1 + 2 * LANES);
  }

  private static void scores1(
      float[] x,
      int a0,
      float[] out,
      int[] outAt,
      int tile,
      int width,
      float[] partial,
      int to,
      int lane) {
    int o0 = outAt[tile];
    int o1 = outAt[tile + 1];
    int o2 = outAt[tile + 2];
    int o3 = outAt[tile + 3];
    int o4 = outAt[tile + 4];
    int o5 = outAt[tile + 5];
    FloatVector s00 = FloatVector.zero(S);
    FloatVector s01 = s00;
    FloatVector s02 = s00;
    FloatVector s03 = s00;
    FloatVector s04 = s00;
    FloatVector s05 = s00;
    for (int d = lane; d < width; d += LANES) {
      FloatVector x0 = FloatVector.fromArray(S, x, a0 + d);
      FloatVector q0 = FloatVector.fromArray(S, out, o0 + d);
      s00 = q0.fma(x0, s00);
      FloatVector q1 = FloatVector.fromArray(S, out, o1 + d);
      s01 = q1.fma(x0, s01);
      FloatVector q2 = FloatVector.fromArray(S, out, o2 + d);
      s02 = q2.fma(x0, s02);
      FloatVector q3 = FloatVector.fromArray(S, out, o3 + d);
      s03 = q3.fma(x0, s03);
      FloatVector q4 = FloatVector.fromArray(S, out, o4 + d);
      s04 = q4.fma(x0, s04);
      FloatVector q5 = FloatVector.fromArray(S, out, o5 + d);
      s05 = q5.fma(x0, s05);
    }
    int p0 = to + lane;
    s00.intoArray(partial, p0);
    s01.intoArray(partial, p0 + LANES);
    s02.intoArray(partial, p0 + 2 * LANES);
    s03.intoArray(partial, p0 + 3 * LANES);
    s04.intoArray(partial, p0 + 4 * LANES);
    s05.intoArray(partial, p0 + 5 * LANES);
  }
}
