package wordmill.linalg.simd;

import static wordmill.linalg.simd.Lanes.L;
import static wordmill.linalg.simd.Lanes.S;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;

/** Adam (Kingma and Ba 2015, algorithm 1), where gradient and moments are: in native memory. */
public final class AdamLoops {
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private AdamLoops() {}

  /**
   * Takes gradient g into moments m = β1 m + (1 − β1) g and v = β2 v + (1 − β2) g², and puts what
   * is to be subtracted from the parameters, rate m / (√v + ε), in its place: the order of the end
   * of the paper's section 2. Reads and writes 6 n floats.
   *
   * @param gradient n floats in the machine's byte order; overwritten by the step
   * @param first n floats, the moving mean of gradients; updated
   * @param second n floats, the moving mean of their squares; updated
   * @param rate α √(1 − β2ᵗ) / (1 − β1ᵗ) at step t, from 1
   */
  public static void step(
      ByteBuffer gradient,
      ByteBuffer first,
      ByteBuffer second,
      int n,
      float rate,
      float beta1,
      float beta2,
      float epsilon) {
    int i = 0;
    for (; i + L <= n; i += L) {
      int at = i * Float.BYTES;
      FloatVector g = FloatVector.fromByteBuffer(S, gradient, at, ORDER);
      FloatVector m =
          FloatVector.fromByteBuffer(S, first, at, ORDER).mul(beta1).add(g.mul(1 - beta1));
      FloatVector v =
          FloatVector.fromByteBuffer(S, second, at, ORDER).mul(beta2).add(g.mul(g).mul(1 - beta2));
      m.intoByteBuffer(first, at, ORDER);
      v.intoByteBuffer(second, at, ORDER);
      m.mul(rate).div(v.sqrt().add(epsilon)).intoByteBuffer(gradient, at, ORDER);
    }
    for (; i < n; i++) {
      int at = i * Float.BYTES;
      float g = gradient.getFloat(at);
      float m = first.getFloat(at) * beta1 + g * (1 - beta1);
      float v = second.getFloat(at) * beta2 + g * g * (1 - beta2);
      first.putFloat(at, m);
      second.putFloat(at, v);
      gradient.putFloat(at, m * rate / ((float) Math.sqrt(v) + epsilon));
    }
  }
}
