package wordmill.linalg.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * e^x and what follows from it, eight floats at a time, each within 2 units of the last place or
 * 1e-7. By the range reduction and polynomials of Cephes (Moshier 1989, {@code expf} and {@code
 * tanhf}).
 */
final class Exponentials {
  static final VectorSpecies<Float> S = FloatVector.SPECIES_256;

  /**
   * 1.5 · 2^23: added to a float below 2^22, it leaves the nearest whole number in the low bits.
   */
  private static final float ROUNDER = 0x1.8p23f;

  private static final float LOG2_E = 1.44269504f;
  private static final float LN2_HIGH = 0.693359375f;
  private static final float LN2_LOW = -2.12194440e-4f;

  private Exponentials() {}

  /** e^x; x is cut to ±87, so nothing overflows and nothing is denormal. */
  static FloatVector exp(FloatVector x) {
    FloatVector cut = x.min(87f).max(-87f);
    FloatVector rounded =
        cut.fma(FloatVector.broadcast(S, LOG2_E), FloatVector.broadcast(S, ROUNDER));
    FloatVector n = rounded.sub(ROUNDER);
    FloatVector f = n.fma(FloatVector.broadcast(S, -LN2_HIGH), cut);
    f = n.fma(FloatVector.broadcast(S, -LN2_LOW), f);
    FloatVector p = FloatVector.broadcast(S, 1.9875691500e-4f);
    p = p.fma(f, FloatVector.broadcast(S, 1.3981999507e-3f));
    p = p.fma(f, FloatVector.broadcast(S, 8.3334519073e-3f));
    p = p.fma(f, FloatVector.broadcast(S, 4.1665795894e-2f));
    p = p.fma(f, FloatVector.broadcast(S, 1.6666665459e-1f));
    p = p.fma(f, FloatVector.broadcast(S, 5.0000001201e-1f));
    p = p.fma(f.mul(f), f.add(1f));
    IntVector scaled =
        p.reinterpretAsInts().add(rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23));
    return scaled.reinterpretAsFloats();
  }

  /** 1 / (1 + e^−x). */
  static FloatVector sigmoid(FloatVector x) {
    return FloatVector.broadcast(S, 1f).div(exp(x.neg()).add(1f));
  }

  /** tanh x: 1 − 2 / (e^2x + 1), and a polynomial where that would lose digits. */
  static FloatVector tanh(FloatVector x) {
    FloatVector large =
        FloatVector.broadcast(S, 1f).sub(FloatVector.broadcast(S, 2f).div(exp(x.add(x)).add(1f)));
    FloatVector z = x.mul(x);
    FloatVector p = FloatVector.broadcast(S, -5.70498872745e-3f);
    p = p.fma(z, FloatVector.broadcast(S, 2.06390887954e-2f));
    p = p.fma(z, FloatVector.broadcast(S, -5.37397155531e-2f));
    p = p.fma(z, FloatVector.broadcast(S, 1.33314422036e-1f));
    p = p.fma(z, FloatVector.broadcast(S, -3.33332819422e-1f));
    FloatVector small = p.mul(z).fma(x, x);
    VectorMask<Float> isSmall = x.abs().compare(VectorOperators.LT, 0.625f);
    return large.blend(small, isSmall);
  }
}
