package wordmill.pairs;

import java.io.Serializable;
import wordmill.random.Generator;

/**
 * A one-to-one shuffle of the numbers 0 to N − 1 that knows each number's place without knowing the
 * others': a Feistel network over the 2w bits of the smallest 4^w that is N or more, run again
 * while it leads to N or beyond (Black & Rogaway 2002, "Ciphers with arbitrary finite domains",
 * doi:10.1007/3-540-45760-7_9, "generalized Feistel" and "cycle-walking"). Eight rounds, each with
 * a key of its own and the finalizer of SplitMix64 as round function: well mixed, but no secret.
 *
 * <p>Cost: 0.1 to 0.3 µs a number; four runs of the network or fewer on average, as 4^w &lt; 4 N.
 */
final class Permutation implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int ROUNDS = 8;

  private final long size;
  private final int halfBits;
  private final long[] keys = new long[ROUNDS];

  /**
   * @param size N, 1 to 2^62
   * @param random draws the keys
   */
  Permutation(long size, Generator random) {
    if (size < 1 || size > 1L << 62) {
      throw new IllegalArgumentException("no permutation of " + size + " numbers");
    }
    this.size = size;
    int bits = Long.SIZE - Long.numberOfLeadingZeros(size - 1);
    this.halfBits = (bits + 1) / 2;
    for (int round = 0; round < ROUNDS; round++) {
      keys[round] = random.nextLong();
    }
  }

  /** The place of a number, both 0 to N − 1. */
  long at(long number) {
    if (number < 0 || number >= size) {
      throw new IllegalArgumentException("number " + number + " of " + size);
    }
    long place = network(number);
    while (place >= size) {
      place = network(place);
    }
    return place;
  }

  /** One-to-one on 2w bits, whatever the round function. */
  private long network(long number) {
    long mask = (1L << halfBits) - 1;
    long left = number >>> halfBits;
    long right = number & mask;
    for (long key : keys) {
      long mixed = left ^ (mix(right ^ key) & mask);
      left = right;
      right = mixed;
    }
    return left << halfBits | right;
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
