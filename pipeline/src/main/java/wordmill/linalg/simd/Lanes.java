package wordmill.linalg.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The one kind of vector that every loop uses: 16 floats where the processor has them (AVX-512),
 * else 8. One kind in the whole JVM, because the compiler goes by which classes it has seen: once
 * there are two, it makes an object of every vector, and loops are a hundred times slower.
 *
 * <p>Results must be the same on all processors. So where a sum is taken across lanes, it has
 * {@value #UNIT} partial sums; where the last elements are computed in another way than the others,
 * they are those behind the last whole {@value #UNIT}; and shorter vectors pass over a unit twice.
 */
public final class Lanes {
  /** Floats of the longest vector. */
  public static final int UNIT = 16;

  /** Whether there are vectors of 16 floats, and 32 registers. */
  static final boolean WIDE = FloatVector.SPECIES_PREFERRED.length() >= UNIT;

  public static final VectorSpecies<Float> S =
      WIDE ? FloatVector.SPECIES_512 : FloatVector.SPECIES_256;
  static final VectorSpecies<Integer> I = WIDE ? IntVector.SPECIES_512 : IntVector.SPECIES_256;
  public static final int L = S.length();

  private Lanes() {}

  /** The elements of n that fill units. */
  static int whole(int n) {
    return n & -UNIT;
  }
}
