package wordmill.averaging;

/** How a number is written: IEEE 754, little-endian. */
public enum Precision {
  FLOAT(Float.BYTES),
  DOUBLE(Double.BYTES);

  private final int bytes;

  Precision(int bytes) {
    this.bytes = bytes;
  }

  /** Of one number. */
  public int bytes() {
    return bytes;
  }
}
