package wordmill.linalg;

import wordmill.linalg.simd.PanelLoops;

/** The loops of the Vector API. */
final class VectorPanelKernels implements PanelKernels {
  @Override
  public void addSparseProduct(
      int[] rowStart, char[] column, float[] value, float[] x, float[] y, int b) {
    PanelLoops.addSparseProduct(rowStart, column, value, x, y, b);
  }

  @Override
  public void addGram(float[] q, float[] w, int rows, int m, int b, double[] c) {
    PanelLoops.addGram(q, w, rows, m, b, c, GRAM_ROWS);
  }

  @Override
  public void addProduct(float[] q, float[] c, float[] w, int rows, int m, int b) {
    PanelLoops.addProduct(q, c, w, rows, m, b);
  }
}
