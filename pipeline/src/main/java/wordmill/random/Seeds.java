package wordmill.random;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/**
 * All chance of a run, from one root seed. A generator belongs to a place in the work (stage,
 * epoch, round, replica), not to a thread or a task attempt, so a retried task draws the same
 * numbers.
 *
 * <p>The place is folded into 64 bits: h = mix(root), then h = mix(h + γ ^ part) for the stage's
 * name (FNV-1a over its UTF-8), epoch, round and replica in turn, with mix the finalizer of
 * SplitMix64 and γ its increment (Steele, Lea & Flood 2014, doi:10.1145/2660193.2660195).
 */
public record Seeds(long root) implements Serializable {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;
  private static final long FNV_BASIS = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  /** For work that has neither epochs nor rounds nor replicas. */
  public Generator forStage(String stage) {
    return forReplica(stage, 0, 0, 0);
  }

  public Generator forReplica(String stage, long epoch, long round, long replica) {
    long place = mix(root);
    for (long part : new long[] {hash(stage), epoch, round, replica}) {
      place = mix((place + GAMMA) ^ part);
    }
    return new Generator(place);
  }

  private static long hash(String stage) {
    long hash = FNV_BASIS;
    for (byte b : stage.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
    }
    return hash;
  }

  /** Number {@code n} of the SplitMix64 stream from {@code seed}, n from 1. */
  static long splitMix(long seed, int n) {
    return mix(seed + n * GAMMA);
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
