package wordmill.nn;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Which memories there are, [S, B]: the mask of a vertex's second window. */
final class MemoryMask {
  private float[] mask = {};

  /** Of a batch; none if there is no padding. */
  void read(INDArray[] masks) {
    boolean none = masks == null || masks.length < 2 || masks[1] == null;
    mask = none ? new float[0] : masks[1].dup('c').data().asFloat();
  }

  /** A mask is that of one batch; DL4J says nothing to a vertex of a batch without one. */
  void clear() {
    mask = new float[0];
  }

  /** Empty: all are. */
  float[] get() {
    return mask;
  }
}
