package wordmill.store;

/** How a tensor's values are kept; named as safetensors names them. */
public enum TensorType {
  /** IEEE 754 single precision. */
  F32(Float.BYTES),
  /** IEEE 754 double precision. */
  F64(Double.BYTES);

  private final int bytes;

  TensorType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one value. */
  public int bytes() {
    return bytes;
  }
}
