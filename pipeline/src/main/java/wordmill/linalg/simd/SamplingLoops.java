package wordmill.linalg.simd;

import static wordmill.linalg.simd.Lanes.I;
import static wordmill.linalg.simd.Lanes.L;
import static wordmill.linalg.simd.Lanes.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** Vector API loops behind {@code SamplingKernel}; scores and updates are in files of their own. */
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
}
