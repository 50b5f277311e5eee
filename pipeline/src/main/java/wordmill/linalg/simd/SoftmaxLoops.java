package wordmill.linalg.simd;

import static wordmill.linalg.simd.Exponentials.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Softmax of one row of V scores. */
public final class SoftmaxLoops {
  private static final int L = S.length();

  private SoftmaxLoops() {}

  /**
   * Takes e^(score − greatest) of every score.
   *
   * @return {the greatest score, the sum of what is in the row now}
   */
  public static float[] exponentials(float[] row, int at, int V) {
    int whole = V - V % L;
    FloatVector most = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
    for (int j = 0; j < whole; j += L) {
      most = most.max(FloatVector.fromArray(S, row, at + j));
    }
    float greatest = most.reduceLanes(VectorOperators.MAX);
    for (int j = whole; j < V; j++) {
      greatest = Math.max(greatest, row[at + j]);
    }
    FloatVector sums = FloatVector.zero(S);
    for (int j = 0; j < whole; j += L) {
      FloatVector e = Exponentials.exp(FloatVector.fromArray(S, row, at + j).sub(greatest));
      e.intoArray(row, at + j);
      sums = sums.add(e);
    }
    float sum = sums.reduceLanes(VectorOperators.ADD);
    for (int j = whole; j < V; j++) {
      row[at + j] = (float) Math.exp(row[at + j] - greatest);
      sum += row[at + j];
    }
    return new float[] {greatest, sum};
  }

  /** row · factor. */
  public static void scale(float[] row, int at, float factor, int V) {
    int j = 0;
    for (; j + L <= V; j += L) {
      FloatVector.fromArray(S, row, at + j).mul(factor).intoArray(row, at + j);
    }
    for (; j < V; j++) {
      row[at + j] *= factor;
    }
  }
}
