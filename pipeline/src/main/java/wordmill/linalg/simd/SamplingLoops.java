package wordmill.linalg.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Vector API loops behind {@code SamplingKernel}. Vectors of 8 floats on every machine: wider ones
 * gain nothing where 512-bit operations are issued in halves, cost more to sum across, and would
 * change the order of sums. Three inputs by three outputs are scored at once: their 9 sums and 6
 * rows fit 16 registers.
 */
public final class SamplingLoops {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_256;
  private static final VectorSpecies<Integer> I = IntVector.SPECIES_256;
  private static final int L = 8;
  private static final int TILE = 6;
  private static final int PRODUCTS = 8;
  private static final float LOG2_E = 1.442695f;
  private static final float LARGEST = 10 * LOG2_E;
  private static final float MAGIC = 12582912f;

  private static final VectorMask<Float> HIGH_HALF = lanes(4);
  private static final VectorMask<Float> HIGH_PAIRS = lanes(2);
  private static final VectorMask<Float> ODD = lanes(1);
  private static final VectorShuffle<Float> SWAP_HALVES = VectorShuffle.fromOp(S, lane -> lane ^ 4);
  private static final VectorShuffle<Float> SWAP_PAIRS = VectorShuffle.fromOp(S, lane -> lane ^ 2);
  private static final VectorShuffle<Float> SWAP_NEIGHBOURS =
      VectorShuffle.fromOp(S, lane -> lane ^ 1);

  /** Row n has 1 in its first n lanes. */
  private static final float[] FIRST = first();

  private SamplingLoops() {}

  /** The lanes whose number has the bit. */
  private static VectorMask<Float> lanes(int bit) {
    boolean[] on = new boolean[L];
    for (int lane = 0; lane < L; lane++) {
      on[lane] = (lane & bit) != 0;
    }
    return VectorMask.fromArray(S, on, 0);
  }

  private static float[] first() {
    float[] rows = new float[(L + 1) * L];
    for (int n = 0; n <= L; n++) {
      java.util.Arrays.fill(rows, n * L, n * L + n, 1);
    }
    return rows;
  }

  /** Shapes as in {@code SamplingKernel}, here and below. */
  public static void copy(float[] matrix, int[] at, int inputs, float[] x, int width) {
    for (int j = 0; j < inputs; j++) {
      int from = at[j];
      int to = j * width;
      for (int d = 0; d < width; d += L) {
        FloatVector.fromArray(S, matrix, from + d).intoArray(x, to + d);
      }
    }
  }

  public static void mean(float[] matrix, int[] at, int from, int to, float[] x, int j, int width) {
    FloatVector share = FloatVector.broadcast(S, 1f / (to - from));
    for (int d = 0; d < width; d += L) {
      FloatVector sum = FloatVector.zero(S);
      for (int i = from; i < to; i++) {
        sum = sum.add(FloatVector.fromArray(S, matrix, at[i] + d));
      }
      sum.mul(share).intoArray(x, j * width + d);
    }
  }

  public static void add(float[] e, int j, float[] matrix, int[] at, int from, int to, int width) {
    for (int i = from; i < to; i++) {
      int row = at[i];
      for (int d = 0; d < width; d += L) {
        FloatVector.fromArray(S, matrix, row + d)
            .add(FloatVector.fromArray(S, e, j * width + d))
            .intoArray(matrix, row + d);
      }
    }
  }

  public static void merge(
      float[] values, int own, int shared, float[] bases, int base, int width) {
    for (int d = 0; d < width; d += L) {
      FloatVector change =
          FloatVector.fromArray(S, values, own + d).sub(FloatVector.fromArray(S, bases, base + d));
      FloatVector sum = FloatVector.fromArray(S, values, shared + d).add(change);
      sum.intoArray(values, shared + d);
      sum.intoArray(values, own + d);
      sum.intoArray(bases, base + d);
    }
  }

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
    int j = 0;
    for (; j + 3 <= inputs; j += 3) {
      scores3(x, at[j], at[j + 1], at[j + 2], out, outAt, tile, width, partial, j * TILE * L);
      scores3(
          x, at[j], at[j + 1], at[j + 2], out, outAt, tile + 3, width, partial, (j * TILE + 3) * L);
    }
    if (j + 2 == inputs) {
      scores2(x, at[j], at[j + 1], out, outAt, tile, width, partial, j * TILE * L);
      scores2(x, at[j], at[j + 1], out, outAt, tile + 3, width, partial, (j * TILE + 3) * L);
    } else if (j + 1 == inputs) {
      scores1(x, at[j], out, outAt, tile, width, partial, j * TILE * L);
    }
    fold(partial, inputs, g);
  }

  /**
   * Sums the lanes of each input's six dot products, in the order ((0+4)+(2+6)) + ((1+5)+(3+7)):
   * halves, then pairs, then neighbours, of two products at a time.
   */
  private static void fold(float[] p, int inputs, float[] g) {
    for (int j = 0; j < inputs; j++) {
      int q = j * TILE * L;
      FloatVector s0 = FloatVector.fromArray(S, p, q);
      FloatVector s1 = FloatVector.fromArray(S, p, q + L);
      FloatVector s2 = FloatVector.fromArray(S, p, q + 2 * L);
      FloatVector s3 = FloatVector.fromArray(S, p, q + 3 * L);
      FloatVector s4 = FloatVector.fromArray(S, p, q + 4 * L);
      FloatVector s5 = FloatVector.fromArray(S, p, q + 5 * L);
      s0 = s0.blend(s4, HIGH_HALF).add(s4.blend(s0, HIGH_HALF).rearrange(SWAP_HALVES));
      s1 = s1.blend(s5, HIGH_HALF).add(s5.blend(s1, HIGH_HALF).rearrange(SWAP_HALVES));
      s2 = s2.add(s2.rearrange(SWAP_HALVES));
      s3 = s3.add(s3.rearrange(SWAP_HALVES));
      s0 = s0.blend(s2, HIGH_PAIRS).add(s2.blend(s0, HIGH_PAIRS).rearrange(SWAP_PAIRS));
      s1 = s1.blend(s3, HIGH_PAIRS).add(s3.blend(s1, HIGH_PAIRS).rearrange(SWAP_PAIRS));
      s0.blend(s1, ODD).add(s1.blend(s0, ODD).rearrange(SWAP_NEIGHBOURS)).intoArray(g, j * L);
    }
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
      int to) {
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
    for (int d = 0; d < width; d += L) {
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
    s00.intoArray(partial, to);
    s01.intoArray(partial, to + L);
    s02.intoArray(partial, to + 2 * L);
    s10.intoArray(partial, to + 6 * L);
    s11.intoArray(partial, to + 7 * L);
    s12.intoArray(partial, to + 8 * L);
    s20.intoArray(partial, to + 12 * L);
    s21.intoArray(partial, to + 13 * L);
    s22.intoArray(partial, to + 14 * L);
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
      int to) {
    int o0 = outAt[tile];
    int o1 = outAt[tile + 1];
    int o2 = outAt[tile + 2];
    FloatVector s00 = FloatVector.zero(S);
    FloatVector s01 = s00;
    FloatVector s02 = s00;
    FloatVector s10 = s00;
    FloatVector s11 = s00;
    FloatVector s12 = s00;
    for (int d = 0; d < width; d += L) {
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
    s00.intoArray(partial, to);
    s01.intoArray(partial, to + L);
    s02.intoArray(partial, to + 2 * L);
    s10.intoArray(partial, to + 6 * L);
    s11.intoArray(partial, to + 7 * L);
    s12.intoArray(partial, to + 8 * L);
  }

  private static void scores1(
      float[] x, int a0, float[] out, int[] outAt, int tile, int width, float[] partial, int to) {
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
    for (int d = 0; d < width; d += L) {
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
    s00.intoArray(partial, to);
    s01.intoArray(partial, to + L);
    s02.intoArray(partial, to + 2 * L);
    s03.intoArray(partial, to + 3 * L);
    s04.intoArray(partial, to + 4 * L);
    s05.intoArray(partial, to + 5 * L);
  }

  public static void errors(
      float[] g,
      int inputs,
      boolean positive,
      int used,
      float rate,
      float[] mantissa,
      int[] exponent,
      float[] poison) {
    FloatVector one = FloatVector.broadcast(S, 1f);
    FloatVector y = FloatVector.fromArray(S, FIRST, positive ? L : 0);
    FloatVector on = FloatVector.fromArray(S, FIRST, used * L);
    FloatVector step = on.mul(rate);
    for (int from = 0; from < inputs; from += PRODUCTS) {
      int to = Math.min(inputs, from + PRODUCTS);
      FloatVector product = one;
      FloatVector all = FloatVector.zero(S);
      for (int j = from; j < to; j++) {
        FloatVector score = FloatVector.fromArray(S, g, j * L);
        all = all.add(score);
        FloatVector error = y.sub(sigmoid(score));
        error.mul(step).intoArray(g, j * L);
        product = product.mul(one.sub(error.abs().mul(on)));
      }
      all.fma(FloatVector.zero(S), FloatVector.fromArray(S, poison, 0)).intoArray(poison, 0);
      IntVector bits = product.mul(FloatVector.fromArray(S, mantissa, 0)).reinterpretAsInts();
      IntVector.fromArray(I, exponent, 0)
          .add(bits.lanewise(VectorOperators.LSHR, 23))
          .sub(127)
          .intoArray(exponent, 0);
      bits.and(0x7FFFFF).or(0x3F800000).reinterpretAsFloats().intoArray(mantissa, 0);
    }
  }

  /** As {@code ScalarSamplingKernel.sigmoid}, lane by lane. */
  private static FloatVector sigmoid(FloatVector x) {
    FloatVector y = x.mul(-LOG2_E).max(-LARGEST).min(LARGEST);
    FloatVector shifted = y.add(MAGIC);
    FloatVector f = y.sub(shifted.sub(MAGIC));
    FloatVector p =
        FloatVector.broadcast(S, 1.3333558e-3f)
            .fma(f, FloatVector.broadcast(S, 9.618129e-3f))
            .fma(f, FloatVector.broadcast(S, 5.550411e-2f))
            .fma(f, FloatVector.broadcast(S, 2.402265e-1f))
            .fma(f, FloatVector.broadcast(S, 6.931472e-1f))
            .fma(f, FloatVector.broadcast(S, 1f));
    IntVector power = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    FloatVector exponential = p.reinterpretAsInts().add(power).reinterpretAsFloats();
    return FloatVector.broadcast(S, 1f).div(exponential.add(1f));
  }

  public static void update(
      float[] x,
      int[] at,
      int inputs,
      float[] out,
      int[] outAt,
      int tile,
      int width,
      float[] g,
      float[] to,
      int[] toAt) {
    if (x != to || at != toAt) {
      updateApart(x, at, inputs, out, outAt, tile, width, g, to, toAt);
    } else if (inputs == 8) {
      update8(x, at, out, outAt, tile, width, g);
    } else {
      updateInPlace(x, at, inputs, out, outAt, tile, width, g);
    }
  }

  private static void updateApart(
      float[] x,
      int[] at,
      int inputs,
      float[] out,
      int[] outAt,
      int tile,
      int width,
      float[] g,
      float[] to,
      int[] toAt) {
    int o0 = outAt[tile];
    int o1 = outAt[tile + 1];
    int o2 = outAt[tile + 2];
    int o3 = outAt[tile + 3];
    int o4 = outAt[tile + 4];
    int o5 = outAt[tile + 5];
    for (int d = 0; d < width; d += L) {
      FloatVector p0 = FloatVector.fromArray(S, out, o0 + d);
      FloatVector p1 = FloatVector.fromArray(S, out, o1 + d);
      FloatVector p2 = FloatVector.fromArray(S, out, o2 + d);
      FloatVector p3 = FloatVector.fromArray(S, out, o3 + d);
      FloatVector p4 = FloatVector.fromArray(S, out, o4 + d);
      FloatVector p5 = FloatVector.fromArray(S, out, o5 + d);
      FloatVector n0 = p0;
      FloatVector n1 = p1;
      FloatVector n2 = p2;
      FloatVector n3 = p3;
      FloatVector n4 = p4;
      FloatVector n5 = p5;
      for (int j = 0; j < inputs; j++) {
        FloatVector v = FloatVector.fromArray(S, x, at[j] + d);
        FloatVector even = FloatVector.fromArray(S, to, toAt[j] + d);
        FloatVector g0 = FloatVector.broadcast(S, g[j * L]);
        FloatVector g1 = FloatVector.broadcast(S, g[j * L + 1]);
        FloatVector g2 = FloatVector.broadcast(S, g[j * L + 2]);
        FloatVector g3 = FloatVector.broadcast(S, g[j * L + 3]);
        FloatVector g4 = FloatVector.broadcast(S, g[j * L + 4]);
        FloatVector g5 = FloatVector.broadcast(S, g[j * L + 5]);
        even = g0.fma(p0, even);
        FloatVector odd = g1.mul(p1);
        even = g2.fma(p2, even);
        odd = g3.fma(p3, odd);
        even = g4.fma(p4, even);
        odd = g5.fma(p5, odd);
        n0 = g0.fma(v, n0);
        n1 = g1.fma(v, n1);
        n2 = g2.fma(v, n2);
        n3 = g3.fma(v, n3);
        n4 = g4.fma(v, n4);
        n5 = g5.fma(v, n5);
        even.add(odd).intoArray(to, toAt[j] + d);
      }
      n0.intoArray(out, o0 + d);
      n1.intoArray(out, o1 + d);
      n2.intoArray(out, o2 + d);
      n3.intoArray(out, o3 + d);
      n4.intoArray(out, o4 + d);
      n5.intoArray(out, o5 + d);
    }
  }

  /** Reads each input once. */
  private static void updateInPlace(
      float[] x, int[] at, int inputs, float[] out, int[] outAt, int tile, int width, float[] g) {
    int o0 = outAt[tile];
    int o1 = outAt[tile + 1];
    int o2 = outAt[tile + 2];
    int o3 = outAt[tile + 3];
    int o4 = outAt[tile + 4];
    int o5 = outAt[tile + 5];
    for (int d = 0; d < width; d += L) {
      FloatVector p0 = FloatVector.fromArray(S, out, o0 + d);
      FloatVector p1 = FloatVector.fromArray(S, out, o1 + d);
      FloatVector p2 = FloatVector.fromArray(S, out, o2 + d);
      FloatVector p3 = FloatVector.fromArray(S, out, o3 + d);
      FloatVector p4 = FloatVector.fromArray(S, out, o4 + d);
      FloatVector p5 = FloatVector.fromArray(S, out, o5 + d);
      FloatVector n0 = p0;
      FloatVector n1 = p1;
      FloatVector n2 = p2;
      FloatVector n3 = p3;
      FloatVector n4 = p4;
      FloatVector n5 = p5;
      for (int j = 0; j < inputs; j++) {
        FloatVector v = FloatVector.fromArray(S, x, at[j] + d);
        FloatVector even = v;
        FloatVector g0 = FloatVector.broadcast(S, g[j * L]);
        FloatVector g1 = FloatVector.broadcast(S, g[j * L + 1]);
        FloatVector g2 = FloatVector.broadcast(S, g[j * L + 2]);
        FloatVector g3 = FloatVector.broadcast(S, g[j * L + 3]);
        FloatVector g4 = FloatVector.broadcast(S, g[j * L + 4]);
        FloatVector g5 = FloatVector.broadcast(S, g[j * L + 5]);
        even = g0.fma(p0, even);
        FloatVector odd = g1.mul(p1);
        even = g2.fma(p2, even);
        odd = g3.fma(p3, odd);
        even = g4.fma(p4, even);
        odd = g5.fma(p5, odd);
        n0 = g0.fma(v, n0);
        n1 = g1.fma(v, n1);
        n2 = g2.fma(v, n2);
        n3 = g3.fma(v, n3);
        n4 = g4.fma(v, n4);
        n5 = g5.fma(v, n5);
        even.add(odd).intoArray(x, at[j] + d);
      }
      n0.intoArray(out, o0 + d);
      n1.intoArray(out, o1 + d);
      n2.intoArray(out, o2 + d);
      n3.intoArray(out, o3 + d);
      n4.intoArray(out, o4 + d);
      n5.intoArray(out, o5 + d);
    }
  }

  /** A full batch, unrolled: a quarter faster. */
  private static void update8(
      float[] x, int[] at, float[] out, int[] outAt, int tile, int width, float[] g) {
    int o0 = outAt[tile];
    int o1 = outAt[tile + 1];
    int o2 = outAt[tile + 2];
    int o3 = outAt[tile + 3];
    int o4 = outAt[tile + 4];
    int o5 = outAt[tile + 5];
    int a0 = at[0];
    int a1 = at[1];
    int a2 = at[2];
    int a3 = at[3];
    int a4 = at[4];
    int a5 = at[5];
    int a6 = at[6];
    int a7 = at[7];
    for (int d = 0; d < width; d += L) {
      FloatVector p0 = FloatVector.fromArray(S, out, o0 + d);
      FloatVector p1 = FloatVector.fromArray(S, out, o1 + d);
      FloatVector p2 = FloatVector.fromArray(S, out, o2 + d);
      FloatVector p3 = FloatVector.fromArray(S, out, o3 + d);
      FloatVector p4 = FloatVector.fromArray(S, out, o4 + d);
      FloatVector p5 = FloatVector.fromArray(S, out, o5 + d);
      FloatVector n0 = p0;
      FloatVector n1 = p1;
      FloatVector n2 = p2;
      FloatVector n3 = p3;
      FloatVector n4 = p4;
      FloatVector n5 = p5;
      {
        FloatVector v = FloatVector.fromArray(S, x, a0 + d);
        FloatVector even = v;
        FloatVector g0 = FloatVector.broadcast(S, g[0]);
        FloatVector g1 = FloatVector.broadcast(S, g[1]);
        FloatVector g2 = FloatVector.broadcast(S, g[2]);
        FloatVector g3 = FloatVector.broadcast(S, g[3]);
        FloatVector g4 = FloatVector.broadcast(S, g[4]);
        FloatVector g5 = FloatVector.broadcast(S, g[5]);
        even = g0.fma(p0, even);
        FloatVector odd = g1.mul(p1);
        even = g2.fma(p2, even);
        odd = g3.fma(p3, odd);
        even = g4.fma(p4, even);
        odd = g5.fma(p5, odd);
        n0 = g0.fma(v, n0);
        n1 = g1.fma(v, n1);
        n2 = g2.fma(v, n2);
        n3 = g3.fma(v, n3);
        n4 = g4.fma(v, n4);
        n5 = g5.fma(v, n5);
        even.add(odd).intoArray(x, a0 + d);
      }
      {
        FloatVector v = FloatVector.fromArray(S, x, a1 + d);
        FloatVector even = v;
        FloatVector g0 = FloatVector.broadcast(S, g[8]);
        FloatVector g1 = FloatVector.broadcast(S, g[9]);
        FloatVector g2 = FloatVector.broadcast(S, g[10]);
        FloatVector g3 = FloatVector.broadcast(S, g[11]);
        FloatVector g4 = FloatVector.broadcast(S, g[12]);
        FloatVector g5 = FloatVector.broadcast(S, g[13]);
        even = g0.fma(p0, even);
        FloatVector odd = g1.mul(p1);
        even = g2.fma(p2, even);
        odd = g3.fma(p3, odd);
        even = g4.fma(p4, even);
        odd = g5.fma(p5, odd);
        n0 = g0.fma(v, n0);
        n1 = g1.fma(v, n1);
        n2 = g2.fma(v, n2);
        n3 = g3.fma(v, n3);
        n4 = g4.fma(v, n4);
        n5 = g5.fma(v, n5);
        even.add(odd).intoArray(x, a1 + d);
      }
      {
        FloatVector v = FloatVector.fromArray(S, x, a2 + d);
        FloatVector even = v;
        FloatVector g0 = FloatVector.broadcast(S, g[16]);
        FloatVector g1 = FloatVector.broadcast(S, g[17]);
        FloatVector g2 = FloatVector.broadcast(S, g[18]);
        FloatVector g3 = FloatVector.broadcast(S, g[19]);
        FloatVector g4 = FloatVector.broadcast(S, g[20]);
        FloatVector g5 = FloatVector.broadcast(S, g[21]);
        even = g0.fma(p0, even);
        FloatVector odd = g1.mul(p1);
        even = g2.fma(p2, even);
        odd = g3.fma(p3, odd);
        even = g4.fma(p4, even);
        odd = g5.fma(p5, odd);
        n0 = g0.fma(v, n0);
        n1 = g1.fma(v, n1);
        n2 = g2.fma(v, n2);
        n3 = g3.fma(v, n3);
        n4 = g4.fma(v, n4);
        n5 = g5.fma(v, n5);
        even.add(odd).intoArray(x, a2 + d);
      }
      {
        FloatVector v = FloatVector.fromArray(S, x, a3 + d);
        FloatVector even = v;
        FloatVector g0 = FloatVector.broadcast(S, g[24]);
        FloatVector g1 = FloatVector.broadcast(S, g[25]);
        FloatVector g2 = FloatVector.broadcast(S, g[26]);
        FloatVector g3 = FloatVector.broadcast(S, g[27]);
        FloatVector g4 = FloatVector.broadcast(S, g[28]);
        FloatVector g5 = FloatVector.broadcast(S, g[29]);
        even = g0.fma(p0, even);
        FloatVector odd = g1.mul(p1);
        even = g2.fma(p2, even);
        odd = g3.fma(p3, odd);
        even = g4.fma(p4, even);
        odd = g5.fma(p5, odd);
        n0 = g0.fma(v, n0);
        n1 = g1.fma(v, n1);
        n2 = g2.fma(v, n2);
        n3 = g3.fma(v, n3);
        n4 = g4.fma(v, n4);
        n5 = g5.fma(v, n5);
        even.add(odd).intoArray(x, a3 + d);
      }
      {
        FloatVector v = FloatVector.fromArray(S, x, a4 + d);
        FloatVector even = v;
        FloatVector g0 = FloatVector.broadcast(S, g[32]);
        FloatVector g1 = FloatVector.broadcast(S, g[33]);
        FloatVector g2 = FloatVector.broadcast(S, g[34]);
        FloatVector g3 = FloatVector.broadcast(S, g[35]);
        FloatVector g4 = FloatVector.broadcast(S, g[36]);
        FloatVector g5 = FloatVector.broadcast(S, g[37]);
        even = g0.fma(p0, even);
        FloatVector odd = g1.mul(p1);
        even = g2.fma(p2, even);
        odd = g3.fma(p3, odd);
        even = g4.fma(p4, even);
        odd = g5.fma(p5, odd);
        n0 = g0.fma(v, n0);
        n1 = g1.fma(v, n1);
        n2 = g2.fma(v, n2);
        n3 = g3.fma(v, n3);
        n4 = g4.fma(v, n4);
        n5 = g5.fma(v, n5);
        even.add(odd).intoArray(x, a4 + d);
      }
      {
        FloatVector v = FloatVector.fromArray(S, x, a5 + d);
        FloatVector even = v;
        FloatVector g0 = FloatVector.broadcast(S, g[40]);
        FloatVector g1 = FloatVector.broadcast(S, g[41]);
        FloatVector g2 = FloatVector.broadcast(S, g[42]);
        FloatVector g3 = FloatVector.broadcast(S, g[43]);
        FloatVector g4 = FloatVector.broadcast(S, g[44]);
        FloatVector g5 = FloatVector.broadcast(S, g[45]);
        even = g0.fma(p0, even);
        FloatVector odd = g1.mul(p1);
        even = g2.fma(p2, even);
        odd = g3.fma(p3, odd);
        even = g4.fma(p4, even);
        odd = g5.fma(p5, odd);
        n0 = g0.fma(v, n0);
        n1 = g1.fma(v, n1);
        n2 = g2.fma(v, n2);
        n3 = g3.fma(v, n3);
        n4 = g4.fma(v, n4);
        n5 = g5.fma(v, n5);
        even.add(odd).intoArray(x, a5 + d);
      }
      {
        FloatVector v = FloatVector.fromArray(S, x, a6 + d);
        FloatVector even = v;
        FloatVector g0 = FloatVector.broadcast(S, g[48]);
        FloatVector g1 = FloatVector.broadcast(S, g[49]);
        FloatVector g2 = FloatVector.broadcast(S, g[50]);
        FloatVector g3 = FloatVector.broadcast(S, g[51]);
        FloatVector g4 = FloatVector.broadcast(S, g[52]);
        FloatVector g5 = FloatVector.broadcast(S, g[53]);
        even = g0.fma(p0, even);
        FloatVector odd = g1.mul(p1);
        even = g2.fma(p2, even);
        odd = g3.fma(p3, odd);
        even = g4.fma(p4, even);
        odd = g5.fma(p5, odd);
        n0 = g0.fma(v, n0);
        n1 = g1.fma(v, n1);
        n2 = g2.fma(v, n2);
        n3 = g3.fma(v, n3);
        n4 = g4.fma(v, n4);
        n5 = g5.fma(v, n5);
        even.add(odd).intoArray(x, a6 + d);
      }
      {
        FloatVector v = FloatVector.fromArray(S, x, a7 + d);
        FloatVector even = v;
        FloatVector g0 = FloatVector.broadcast(S, g[56]);
        FloatVector g1 = FloatVector.broadcast(S, g[57]);
        FloatVector g2 = FloatVector.broadcast(S, g[58]);
        FloatVector g3 = FloatVector.broadcast(S, g[59]);
        FloatVector g4 = FloatVector.broadcast(S, g[60]);
        FloatVector g5 = FloatVector.broadcast(S, g[61]);
        even = g0.fma(p0, even);
        FloatVector odd = g1.mul(p1);
        even = g2.fma(p2, even);
        odd = g3.fma(p3, odd);
        even = g4.fma(p4, even);
        odd = g5.fma(p5, odd);
        n0 = g0.fma(v, n0);
        n1 = g1.fma(v, n1);
        n2 = g2.fma(v, n2);
        n3 = g3.fma(v, n3);
        n4 = g4.fma(v, n4);
        n5 = g5.fma(v, n5);
        even.add(odd).intoArray(x, a7 + d);
      }
      n0.intoArray(out, o0 + d);
      n1.intoArray(out, o1 + d);
      n2.intoArray(out, o2 + d);
      n3.intoArray(out, o3 + d);
      n4.intoArray(out, o4 + d);
      n5.intoArray(out, o5 + d);
    }
  }
}
