package wordmill.nn;

/** A vertex with attention. */
interface Attends {
  /** Of the last window, [T, B, S]. */
  float[] weights();
}
