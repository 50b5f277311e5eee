package wordmill.linalg.simd;

import static wordmill.linalg.simd.Lanes.L;
import static wordmill.linalg.simd.Lanes.S;
import static wordmill.linalg.simd.Lanes.UNIT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Softmax of one row of V scores. */
public final class SoftmaxLoops {
  private SoftmaxLoops() {}

  /**
   * Takes e^(score − greatest) of every score.
   *
   * @return {the greatest score, the sum of what is in the row now}
   */
  public static float[] exponentials(float[] row, int at, int V) {
    int whole = Lanes.whole(V);
    FloatVector most = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
    for (int j = 0; j < whole; j += L) {
      most = most.max(FloatVector.fromArray(S, row, at + j));
    }
    float greatest = most.reduceLanes(VectorOperators.MAX);
    for (int j = whole; j < V; j++) {
      greatest = Math.max(greatest, row[at + j]);
    }
    float[] sums = new float[UNIT];
    for (int lane = 0; lane < UNIT; lane += L) {
      FloatVector part = FloatVector.zero(S);
      for (int j = lane; j < whole; j += UNIT) {
        FloatVector e = Exponentials.exp(FloatVector.fromArray(S, row, at + j).sub(greatest));
        e.intoArray(row, at + j);
        part = part.add(e);
      }
      part.intoArray(sums, lane);
    }
    float sum = 0;
    for (float part : sums) {
      sum += part;
    }
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
