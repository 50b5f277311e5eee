package wordmill.linalg.simd;

import static wordmill.linalg.simd.Lanes.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * e^x and what follows from it, a vector at a time, each within 2 units of the last place or 1e-7.
 * By the range reduction and polynomials of Cephes (Moshier 1989, {@code expf} and {@code tanhf}).
 */
final class Exponentials {
  // Constants are vectors already: the compiler gives up on methods that broadcast many.
  private static final FloatVector ONE = all(1f);
  private static final FloatVector TWO = all(2f);
  private static final FloatVector MOST = all(87f);
  private static final FloatVector LEAST = all(-87f);
  private static final FloatVector LOG2_E = all(1.44269504f);

  /**
   * 1.5 · 2^23: added to a float below 2^22, it leaves the nearest whole number in the low bits.
   */
  private static final FloatVector ROUNDER = all(0x1.8p23f);

  private static final FloatVector MINUS_LN2_HIGH = all(-0.693359375f);
  private static final FloatVector MINUS_LN2_LOW = all(2.12194440e-4f);
  private static final FloatVector E0 = all(5.0000001201e-1f);
  private static final FloatVector E1 = all(1.6666665459e-1f);
  private static final FloatVector E2 = all(4.1665795894e-2f);
  private static final FloatVector E3 = all(8.3334519073e-3f);
  private static final FloatVector E4 = all(1.3981999507e-3f);
  private static final FloatVector E5 = all(1.9875691500e-4f);
  private static final FloatVector T0 = all(-3.33332819422e-1f);
  private static final FloatVector T1 = all(1.33314422036e-1f);
  private static final FloatVector T2 = all(-5.37397155531e-2f);
  private static final FloatVector T3 = all(2.06390887954e-2f);
  private static final FloatVector T4 = all(-5.70498872745e-3f);
  private static final FloatVector SMALL = all(0.625f);

  private Exponentials() {}

  private static FloatVector all(float value) {
    return FloatVector.broadcast(S, value);
  }

  /** e^x; x is cut to ±87, so nothing overflows and nothing is denormal. */
  static FloatVector exp(FloatVector x) {
    FloatVector cut = x.min(MOST).max(LEAST);
    FloatVector rounded = cut.fma(LOG2_E, ROUNDER);
    FloatVector n = rounded.sub(ROUNDER);
    FloatVector f = n.fma(MINUS_LN2_LOW, n.fma(MINUS_LN2_HIGH, cut));
    FloatVector p = E5.fma(f, E4).fma(f, E3).fma(f, E2).fma(f, E1).fma(f, E0);
    p = p.fma(f.mul(f), f.add(ONE));
    IntVector scaled =
        p.reinterpretAsInts().add(rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23));
    return scaled.reinterpretAsFloats();
  }

  /** 1 / (1 + e^−x). */
  static FloatVector sigmoid(FloatVector x) {
    return ONE.div(exp(x.neg()).add(ONE));
  }

  /** tanh x: 1 − 2 / (e^2x + 1), and a polynomial where that would lose digits. */
  static FloatVector tanh(FloatVector x) {
    FloatVector large = ONE.sub(TWO.div(exp(x.add(x)).add(ONE)));
    FloatVector z = x.mul(x);
    FloatVector p = T4.fma(z, T3).fma(z, T2).fma(z, T1).fma(z, T0);
    FloatVector small = p.mul(z).fma(x, x);
    VectorMask<Float> isSmall = x.abs().compare(VectorOperators.LT, SMALL);
    return large.blend(small, isSmall);
  }
}
