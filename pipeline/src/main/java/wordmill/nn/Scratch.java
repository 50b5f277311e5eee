package wordmill.nn;

import org.bytedeco.javacpp.Pointer;

/** Native memory that is used again and again, and grows where more is needed. */
final class Scratch {
  private final Arithmetic arithmetic;
  private Pointer memory;
  private long length;

  Scratch(Arithmetic arithmetic) {
    this.arithmetic = arithmetic;
  }

  /** At least so many numbers, not set to anything; what was there may be lost. */
  Pointer of(long needed) {
    if (length < needed) {
      memory = arithmetic.allocate(needed);
      length = needed;
    }
    return memory;
  }
}
