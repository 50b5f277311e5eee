package wordmill.linalg.simd;

import static wordmill.linalg.simd.Lanes.I;
import static wordmill.linalg.simd.Lanes.L;
import static wordmill.linalg.simd.Lanes.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** Vector API loops behind {@code SamplingKernel}; its scores are in {@link ScoreLoops}. */
public final class SamplingLoops {
  private static final int LANES = Lanes.UNIT;
  private static final int COLUMNS = 8;
  private static final int PRODUCTS = 8;

  private static final float LOG2_E = 1.442695f;
  private static final float LARGEST = 10 * LOG2_E;
  private static final float MAGIC = 12582912f;

  /** Row n has 1 in the first n columns of two inputs. */
  private static final float[] OF_TWO = first(2);

  /** Row n has 1 in the first n columns of an input, none behind it. */
  private static final float[] OF_ONE = first(1);

  private SamplingLoops() {}

  private static float[] first(int inputs) {
    float[] rows = new float[(COLUMNS + 1) * LANES];
    for (int n = 0; n <= COLUMNS; n++) {
      for (int j = 0; j < inputs; j++) {
        int at = n * LANES + j * COLUMNS;
        java.util.Arrays.fill(rows, at, at + n, 1);
      }
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
    int d = 0;
    for (; d + 4 * L <= width; d += 4 * L) { // few turns of the inner loop, whose end is a guess
      FloatVector sum0 = FloatVector.zero(S);
      FloatVector sum1 = sum0;
      FloatVector sum2 = sum0;
      FloatVector sum3 = sum0;
      for (int i = from; i < to; i++) {
        int row = at[i] + d;
        sum0 = sum0.add(FloatVector.fromArray(S, matrix, row));
        sum1 = sum1.add(FloatVector.fromArray(S, matrix, row + L));
        sum2 = sum2.add(FloatVector.fromArray(S, matrix, row + 2 * L));
        sum3 = sum3.add(FloatVector.fromArray(S, matrix, row + 3 * L));
      }
      int mean = j * width + d;
      sum0.mul(share).intoArray(x, mean);
      sum1.mul(share).intoArray(x, mean + L);
      sum2.mul(share).intoArray(x, mean + 2 * L);
      sum3.mul(share).intoArray(x, mean + 3 * L);
    }
    for (; d < width; d += L) {
      FloatVector sum = FloatVector.zero(S);
      for (int i = from; i < to; i++) {
        sum = sum.add(FloatVector.fromArray(S, matrix, at[i] + d));
      }
      sum.mul(share).intoArray(x, j * width + d);
    }
  }

  public static void add(float[] e, int j, float[] matrix, int[] at, int from, int to, int width) {
    int d = 0;
    for (; d + 4 * L <= width; d += 4 * L) {
      int error = j * width + d;
      FloatVector e0 = FloatVector.fromArray(S, e, error);
      FloatVector e1 = FloatVector.fromArray(S, e, error + L);
      FloatVector e2 = FloatVector.fromArray(S, e, error + 2 * L);
      FloatVector e3 = FloatVector.fromArray(S, e, error + 3 * L);
      for (int i = from; i < to; i++) {
        int row = at[i] + d;
        FloatVector.fromArray(S, matrix, row).add(e0).intoArray(matrix, row);
        FloatVector.fromArray(S, matrix, row + L).add(e1).intoArray(matrix, row + L);
        FloatVector.fromArray(S, matrix, row + 2 * L).add(e2).intoArray(matrix, row + 2 * L);
        FloatVector.fromArray(S, matrix, row + 3 * L).add(e3).intoArray(matrix, row + 3 * L);
      }
    }
    for (; d < width; d += L) {
      FloatVector rest = FloatVector.fromArray(S, e, j * width + d);
      for (int i = from; i < to; i++) {
        int row = at[i] + d;
        FloatVector.fromArray(S, matrix, row).add(rest).intoArray(matrix, row);
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

  public static void errors(
      float[] g,
      int inputs,
      boolean positive,
      int used,
      float rate,
      float[] mantissa,
      int[] exponent,
      float[] poison) {
    int end = inputs * COLUMNS;
    FloatVector one = FloatVector.broadcast(S, 1f);
    FloatVector y = FloatVector.fromArray(S, OF_TWO, positive ? LANES : 0);
    for (int lane = 0; lane < LANES; lane += L) {
      for (int from = lane; from < end; from += PRODUCTS * LANES) {
        int to = Math.min(end, from + PRODUCTS * LANES);
        FloatVector product = one;
        FloatVector all = FloatVector.zero(S);
        for (int i = from; i < to; i += LANES) {
          // Behind an odd number of inputs is one that is none.
          FloatVector on = FloatVector.fromArray(S, i + L <= end ? OF_TWO : OF_ONE, used * LANES);
          FloatVector score = FloatVector.fromArray(S, g, i);
          all = all.add(score);
          FloatVector error = y.sub(sigmoid(score)).mul(on);
          error.mul(rate).intoArray(g, i);
          product = product.mul(one.sub(error.abs()));
        }
        all.fma(FloatVector.zero(S), FloatVector.fromArray(S, poison, lane))
            .intoArray(poison, lane);
        IntVector bits = product.mul(FloatVector.fromArray(S, mantissa, lane)).reinterpretAsInts();
        IntVector.fromArray(I, exponent, lane)
            .add(bits.lanewise(VectorOperators.LSHR, 23))
            .sub(127)
            .intoArray(exponent, lane);
        bits.and(0x7FFFFF).or(0x3F800000).reinterpretAsFloats().intoArray(mantissa, lane);
      }
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
    if (inputs == 1) {
      updateOne(x, at[0], out, outAt, tile, width, g, to, toAt[0]);
    } else if (x != to || at != toAt) {
      updateApart(x, at, inputs, out, outAt, tile, width, g, to, toAt);
    } else if (inputs == 8) {
      update8(x, at, out, outAt, tile, width, g);
    } else {
      updateInPlace(x, at, inputs, out, outAt, tile, width, g);
    }
  }

  private static void updateOne(
      float[] x,
      int at,
      float[] out,
      int[] outAt,
      int tile,
      int width,
      float[] g,
      float[] to,
      int toAt) {
    int o0 = outAt[tile];
    int o1 = outAt[tile + 1];
    int o2 = outAt[tile + 2];
    int o3 = outAt[tile + 3];
    int o4 = outAt[tile + 4];
    int o5 = outAt[tile + 5];
    FloatVector g0 = FloatVector.broadcast(S, g[0]);
    FloatVector g1 = FloatVector.broadcast(S, g[1]);
    FloatVector g2 = FloatVector.broadcast(S, g[2]);
    FloatVector g3 = FloatVector.broadcast(S, g[3]);
    FloatVector g4 = FloatVector.broadcast(S, g[4]);
    FloatVector g5 = FloatVector.broadcast(S, g[5]);
    for (int d = 0; d < width; d += L) {
      FloatVector v = FloatVector.fromArray(S, x, at + d);
      FloatVector even = FloatVector.fromArray(S, to, toAt + d);
      FloatVector p0 = FloatVector.fromArray(S, out, o0 + d);
      even = g0.fma(p0, even);
      g0.fma(v, p0).intoArray(out, o0 + d);
      FloatVector p1 = FloatVector.fromArray(S, out, o1 + d);
      FloatVector odd = g1.mul(p1);
      g1.fma(v, p1).intoArray(out, o1 + d);
      FloatVector p2 = FloatVector.fromArray(S, out, o2 + d);
      even = g2.fma(p2, even);
      g2.fma(v, p2).intoArray(out, o2 + d);
      FloatVector p3 = FloatVector.fromArray(S, out, o3 + d);
      odd = g3.fma(p3, odd);
      g3.fma(v, p3).intoArray(out, o3 + d);
      FloatVector p4 = FloatVector.fromArray(S, out, o4 + d);
      even = g4.fma(p4, even);
      g4.fma(v, p4).intoArray(out, o4 + d);
      FloatVector p5 = FloatVector.fromArray(S, out, o5 + d);
      odd = g5.fma(p5, odd);
      g5.fma(v, p5).intoArray(out, o5 + d);
      even.add(odd).intoArray(to, toAt + d);
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
        FloatVector g0 = FloatVector.broadcast(S, g[j * COLUMNS]);
        FloatVector g1 = FloatVector.broadcast(S, g[j * COLUMNS + 1]);
        FloatVector g2 = FloatVector.broadcast(S, g[j * COLUMNS + 2]);
        FloatVector g3 = FloatVector.broadcast(S, g[j * COLUMNS + 3]);
        FloatVector g4 = FloatVector.broadcast(S, g[j * COLUMNS + 4]);
        FloatVector g5 = FloatVector.broadcast(S, g[j * COLUMNS + 5]);
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
        FloatVector g0 = FloatVector.broadcast(S, g[j * COLUMNS]);
        FloatVector g1 = FloatVector.broadcast(S, g[j * COLUMNS + 1]);
        FloatVector g2 = FloatVector.broadcast(S, g[j * COLUMNS + 2]);
        FloatVector g3 = FloatVector.broadcast(S, g[j * COLUMNS + 3]);
        FloatVector g4 = FloatVector.broadcast(S, g[j * COLUMNS + 4]);
        FloatVector g5 = FloatVector.broadcast(S, g[j * COLUMNS + 5]);
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

  /** A full batch, unrolled: a quarter faster with short vectors, 3 to 10 % with long ones. */
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
