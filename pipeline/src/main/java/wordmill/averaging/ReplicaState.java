package wordmill.averaging;

import java.io.Serializable;

/** What a replica keeps to itself from one round to the next. */
public final class ReplicaState implements Serializable {
  private static final long serialVersionUID = 1L;

  private final byte[] carried;
  private final NumberBlocks own;

  /**
   * @param carried state of recurrent layers in the trainer's format, or nothing
   * @param own numbers that are not merged, such as a replica's own momentum; or none
   */
  public ReplicaState(byte[] carried, NumberBlocks own) {
    this.carried = carried.clone();
    this.own = own;
  }

  public byte[] carried() {
    return carried.clone();
  }

  public NumberBlocks own() {
    return own;
  }

  public ReplicaState withoutCarried() {
    return new ReplicaState(new byte[0], own);
  }
}
