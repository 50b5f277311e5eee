package wordmill.nn;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Numbers on the heap, where kernels work on them, all float or all double. Owned by one layer and
 * used again for every window; grows, never shrinks.
 */
abstract class Values {
  /** Makes room for {@code length} numbers; what was there may be lost. */
  abstract void reserve(int length);

  abstract double get(int at);

  abstract void set(int at, double value);

  /** Sets {@code length} numbers to 0. */
  abstract void clear(int at, int length);

  abstract void copy(int at, Values from, int fromAt, int length);

  /** Copies from native memory. */
  abstract void load(int at, Pointer from, long fromAt, int length);

  /** Copies to native memory. */
  abstract void store(int at, Pointer to, long toAt, int length);

  /** In single precision. */
  static final class Floats extends Values {
    float[] array = new float[0];

    @Override
    void reserve(int length) {
      if (array.length < length) {
        array = new float[length];
      }
    }

    @Override
    double get(int at) {
      return array[at];
    }

    @Override
    void set(int at, double value) {
      array[at] = (float) value;
    }

    @Override
    void clear(int at, int length) {
      java.util.Arrays.fill(array, at, at + length, 0f);
    }

    @Override
    void copy(int at, Values from, int fromAt, int length) {
      System.arraycopy(((Floats) from).array, fromAt, array, at, length);
    }

    @Override
    void load(int at, Pointer from, long fromAt, int length) {
      ((FloatPointer) from).getPointer(fromAt).get(array, at, length);
    }

    @Override
    void store(int at, Pointer to, long toAt, int length) {
      ((FloatPointer) to).getPointer(toAt).put(array, at, length);
    }
  }

  /** In double precision. */
  static final class Doubles extends Values {
    double[] array = new double[0];

    @Override
    void reserve(int length) {
      if (array.length < length) {
        array = new double[length];
      }
    }

    @Override
    double get(int at) {
      return array[at];
    }

    @Override
    void set(int at, double value) {
      array[at] = value;
    }

    @Override
    void clear(int at, int length) {
      java.util.Arrays.fill(array, at, at + length, 0);
    }

    @Override
    void copy(int at, Values from, int fromAt, int length) {
      System.arraycopy(((Doubles) from).array, fromAt, array, at, length);
    }

    @Override
    void load(int at, Pointer from, long fromAt, int length) {
      ((DoublePointer) from).getPointer(fromAt).get(array, at, length);
    }

    @Override
    void store(int at, Pointer to, long toAt, int length) {
      ((DoublePointer) to).getPointer(toAt).put(array, at, length);
    }
  }
}
