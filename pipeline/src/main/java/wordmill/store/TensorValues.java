package wordmill.store;

import java.nio.ByteBuffer;

/** A tensor to be written, and where its values come from. */
public final class TensorValues {
  private final Tensor tensor;
  private final Source source;

  private TensorValues(Tensor tensor, Source source) {
    this.tensor = tensor;
    this.source = source;
  }

  /** Hands values over piece by piece, so that nobody needs a second copy of all. */
  @FunctionalInterface
  public interface Source {
    /** Fills the little-endian buffer to its limit with the values from number {@code from} on. */
    void put(long from, ByteBuffer into);
  }

  /** Values of any origin. */
  public static TensorValues of(String name, TensorType type, Source source, long... shape) {
    return new TensorValues(Tensor.of(name, type, shape), source);
  }

  /** Single precision, the last dimension contiguous. The array is not copied. */
  public static TensorValues of(String name, float[] values, long... shape) {
    Tensor tensor = Tensor.of(name, TensorType.F32, shape);
    check(tensor, values.length);
    return new TensorValues(
        tensor,
        (from, into) ->
            into.asFloatBuffer().put(values, (int) from, into.remaining() / Float.BYTES));
  }

  /** Double precision, the last dimension contiguous. The array is not copied. */
  public static TensorValues of(String name, double[] values, long... shape) {
    Tensor tensor = Tensor.of(name, TensorType.F64, shape);
    check(tensor, values.length);
    return new TensorValues(
        tensor,
        (from, into) ->
            into.asDoubleBuffer().put(values, (int) from, into.remaining() / Double.BYTES));
  }

  private static void check(Tensor tensor, int length) {
    if (tensor.values() != length) {
      throw new IllegalArgumentException(tensor + " cannot have " + length + " values");
    }
  }

  Tensor tensor() {
    return tensor;
  }

  void put(long from, ByteBuffer into) {
    source.put(from, into);
  }
}
