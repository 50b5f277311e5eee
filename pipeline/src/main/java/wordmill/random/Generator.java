package wordmill.random;

import java.io.Serializable;

/**
 * Pseudo-random numbers by xoshiro256++ 1.0 (Blackman & Vigna 2021, doi:10.1145/3460772), its state
 * filled by SplitMix64: period 2^256 − 1, the same bits on every JDK. Not for several threads.
 */
public final class Generator implements Serializable {
  private static final long serialVersionUID = 1L;

  private long s0;
  private long s1;
  private long s2;
  private long s3;

  public Generator(long seed) {
    s0 = Seeds.splitMix(seed, 1);
    s1 = Seeds.splitMix(seed, 2);
    s2 = Seeds.splitMix(seed, 3);
    s3 = Seeds.splitMix(seed, 4);
  }

  /** 64 uniform bits. */
  public long nextLong() {
    long result = Long.rotateLeft(s0 + s3, 23) + s0;
    long t = s1 << 17;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = Long.rotateLeft(s3, 45);
    return result;
  }

  /** Uniform in [0, bound), without bias (Lemire 2019, arXiv:1805.10941). */
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound must be above 0, but is " + bound);
    }
    long product = (nextLong() >>> 32) * bound;
    long low = product & 0xFFFFFFFFL;
    if (low < bound) {
      long threshold = (1L << 32) % bound;
      while (low < threshold) {
        product = (nextLong() >>> 32) * bound;
        low = product & 0xFFFFFFFFL;
      }
    }
    return (int) (product >>> 32);
  }

  /** Uniform in [0, 1), a multiple of 2^−24. */
  public float nextFloat() {
    return (nextLong() >>> 40) * 0x1p-24f;
  }

  /** Uniform in [0, 1), a multiple of 2^−53. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /**
   * Standard normal, by Marsaglia's polar method (1964), the second of each pair dropped; {@link
   * StrictMath} so that all machines agree.
   */
  public double nextGaussian() {
    while (true) {
      double u = 2 * nextDouble() - 1;
      double v = 2 * nextDouble() - 1;
      double s = u * u + v * v;
      if (s > 0 && s < 1) {
        return u * StrictMath.sqrt(-2 * StrictMath.log(s) / s);
      }
    }
  }
}
