package wordmill.nn;

import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import wordmill.linalg.simd.CellLoops;

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

  /**
   * Copies from native memory. Moves the pointer for it, and back to position 0: a new one for each
   * copy would cost more than the copy, as JavaCPP registers each with the collector.
   */
  abstract void load(int at, Pointer from, long fromAt, int length);

  /** Copies to native memory, as {@link #load} does. */
  abstract void store(int at, Pointer to, long toAt, int length);

  /** In single precision. */
  static final class Floats extends Values {
    float[] array = new float[0];

    @Override
    void reserve(int length) {
      if (array.length < length + CellLoops.OVERHANG) {
        array = new float[length + CellLoops.OVERHANG];
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
      Arrays.fill(array, at, at + length, 0f);
    }

    @Override
    void copy(int at, Values from, int fromAt, int length) {
      System.arraycopy(((Floats) from).array, fromAt, array, at, length);
    }

    @Override
    void load(int at, Pointer from, long fromAt, int length) {
      ((FloatPointer) from).position(fromAt).get(array, at, length);
      from.position(0);
    }

    @Override
    void store(int at, Pointer to, long toAt, int length) {
      ((FloatPointer) to).position(toAt).put(array, at, length);
      to.position(0);
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
      Arrays.fill(array, at, at + length, 0);
    }

    @Override
    void copy(int at, Values from, int fromAt, int length) {
      System.arraycopy(((Doubles) from).array, fromAt, array, at, length);
    }

    @Override
    void load(int at, Pointer from, long fromAt, int length) {
      ((DoublePointer) from).position(fromAt).get(array, at, length);
      from.position(0);
    }

    @Override
    void store(int at, Pointer to, long toAt, int length) {
      ((DoublePointer) to).position(toAt).put(array, at, length);
      to.position(0);
    }
  }
}
