package wordmill.linalg.simd;

import static wordmill.linalg.simd.Lanes.L;
import static wordmill.linalg.simd.Lanes.S;

import jdk.incubator.vector.FloatVector;

/**
 * Vector API loops behind {@code PanelKernels}. Columns go in strips of a few vectors, then singly;
 * sums stay in registers along a strip, and each element's order of summation is that of the plain
 * loops.
 */
public final class PanelLoops {
  private PanelLoops() {}

  /** y += A x; shapes as in {@code PanelKernels}. */
  public static void addSparseProduct(
      int[] rowStart, char[] column, float[] value, float[] x, float[] y, int b) {
    int j = 0;
    for (; j + 4 * L <= b; j += 4 * L) {
      sparseStrip4(rowStart, column, value, x, y, b, j);
    }
    for (; j + L <= b; j += L) {
      sparseStrip1(rowStart, column, value, x, y, b, j);
    }
    for (; j < b; j++) {
      for (int i = 0; i < rowStart.length - 1; i++) {
        float sum = y[i * b + j];
        for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
          sum = Math.fma(x[column[k] * b + j], value[k], sum);
        }
        y[i * b + j] = sum;
      }
    }
  }

  private static void sparseStrip4(
      int[] rowStart, char[] column, float[] value, float[] x, float[] y, int b, int j) {
    for (int i = 0; i < rowStart.length - 1; i++) {
      int from = rowStart[i];
      int to = rowStart[i + 1];
      if (from == to) {
        continue;
      }
      int at = i * b + j;
      FloatVector y0 = FloatVector.fromArray(S, y, at);
      FloatVector y1 = FloatVector.fromArray(S, y, at + L);
      FloatVector y2 = FloatVector.fromArray(S, y, at + 2 * L);
      FloatVector y3 = FloatVector.fromArray(S, y, at + 3 * L);
      for (int k = from; k < to; k++) {
        FloatVector a = FloatVector.broadcast(S, value[k]);
        int source = column[k] * b + j;
        y0 = FloatVector.fromArray(S, x, source).fma(a, y0);
        y1 = FloatVector.fromArray(S, x, source + L).fma(a, y1);
        y2 = FloatVector.fromArray(S, x, source + 2 * L).fma(a, y2);
        y3 = FloatVector.fromArray(S, x, source + 3 * L).fma(a, y3);
      }
      y0.intoArray(y, at);
      y1.intoArray(y, at + L);
      y2.intoArray(y, at + 2 * L);
      y3.intoArray(y, at + 3 * L);
    }
  }

  private static void sparseStrip1(
      int[] rowStart, char[] column, float[] value, float[] x, float[] y, int b, int j) {
    for (int i = 0; i < rowStart.length - 1; i++) {
      int at = i * b + j;
      FloatVector sum = FloatVector.fromArray(S, y, at);
      for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
        sum =
            FloatVector.fromArray(S, x, column[k] * b + j)
                .fma(FloatVector.broadcast(S, value[k]), sum);
      }
      sum.intoArray(y, at);
    }
  }

  /** c += qᵀ w; shapes as in {@code PanelKernels}. */
  public static void addGram(
      float[] q, float[] w, int rows, int m, int b, double[] c, int gramRows) {
    float[] part = new float[4 * L];
    for (int from = 0; from < rows; from += gramRows) {
      int to = Math.min(rows, from + gramRows);
      int j = 0;
      for (; j + 2 * L <= b; j += 2 * L) {
        int i = 0;
        for (; i + 6 <= m; i += 6) {
          gramTile6x2(q, w, from, to, m, b, i, j, c, part);
        }
        for (; i < m; i++) {
          gramTile1x2(q, w, from, to, m, b, i, j, c, part);
        }
      }
      for (; j < b; j++) {
        for (int i = 0; i < m; i++) {
          float sum = 0;
          for (int r = from; r < to; r++) {
            sum = Math.fma(w[r * b + j], q[r * m + i], sum);
          }
          c[i * b + j] += sum;
        }
      }
    }
  }

  private static void gramTile6x2(
      float[] q,
      float[] w,
      int from,
      int to,
      int m,
      int b,
      int i,
      int j,
      double[] c,
      float[] part) {
    FloatVector a0 = FloatVector.zero(S);
    FloatVector a1 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector c0 = a0;
    FloatVector c1 = a0;
    FloatVector d0 = a0;
    FloatVector d1 = a0;
    FloatVector e0 = a0;
    FloatVector e1 = a0;
    FloatVector f0 = a0;
    FloatVector f1 = a0;
    for (int r = from; r < to; r++) {
      FloatVector w0 = FloatVector.fromArray(S, w, r * b + j);
      FloatVector w1 = FloatVector.fromArray(S, w, r * b + j + L);
      int at = r * m + i;
      FloatVector v = FloatVector.broadcast(S, q[at]);
      a0 = w0.fma(v, a0);
      a1 = w1.fma(v, a1);
      v = FloatVector.broadcast(S, q[at + 1]);
      b0 = w0.fma(v, b0);
      b1 = w1.fma(v, b1);
      v = FloatVector.broadcast(S, q[at + 2]);
      c0 = w0.fma(v, c0);
      c1 = w1.fma(v, c1);
      v = FloatVector.broadcast(S, q[at + 3]);
      d0 = w0.fma(v, d0);
      d1 = w1.fma(v, d1);
      v = FloatVector.broadcast(S, q[at + 4]);
      e0 = w0.fma(v, e0);
      e1 = w1.fma(v, e1);
      v = FloatVector.broadcast(S, q[at + 5]);
      f0 = w0.fma(v, f0);
      f1 = w1.fma(v, f1);
    }
    addTo(c, i * b + j, a0, a1, part);
    addTo(c, (i + 1) * b + j, b0, b1, part);
    addTo(c, (i + 2) * b + j, c0, c1, part);
    addTo(c, (i + 3) * b + j, d0, d1, part);
    addTo(c, (i + 4) * b + j, e0, e1, part);
    addTo(c, (i + 5) * b + j, f0, f1, part);
  }

  private static void gramTile1x2(
      float[] q,
      float[] w,
      int from,
      int to,
      int m,
      int b,
      int i,
      int j,
      double[] c,
      float[] part) {
    FloatVector a0 = FloatVector.zero(S);
    FloatVector a1 = a0;
    for (int r = from; r < to; r++) {
      FloatVector v = FloatVector.broadcast(S, q[r * m + i]);
      a0 = FloatVector.fromArray(S, w, r * b + j).fma(v, a0);
      a1 = FloatVector.fromArray(S, w, r * b + j + L).fma(v, a1);
    }
    addTo(c, i * b + j, a0, a1, part);
  }

  private static void addTo(double[] c, int at, FloatVector v0, FloatVector v1, float[] part) {
    v0.intoArray(part, 0);
    v1.intoArray(part, L);
    for (int j = 0; j < 2 * L; j++) {
      c[at + j] += part[j];
    }
  }

  /** w += q c; shapes as in {@code PanelKernels}. */
  public static void addProduct(float[] q, float[] c, float[] w, int rows, int m, int b) {
    int j = 0;
    for (; j + 2 * L <= b; j += 2 * L) {
      int r = 0;
      for (; r + 6 <= rows; r += 6) {
        productTile6x2(q, c, w, r, m, b, j);
      }
      for (; r < rows; r++) {
        productTile1x2(q, c, w, r, m, b, j);
      }
    }
    for (; j < b; j++) {
      for (int r = 0; r < rows; r++) {
        float sum = w[r * b + j];
        for (int i = 0; i < m; i++) {
          sum = Math.fma(c[i * b + j], q[r * m + i], sum);
        }
        w[r * b + j] = sum;
      }
    }
  }

  private static void productTile6x2(float[] q, float[] c, float[] w, int r, int m, int b, int j) {
    int at = r * b + j;
    FloatVector a0 = FloatVector.fromArray(S, w, at);
    FloatVector a1 = FloatVector.fromArray(S, w, at + L);
    FloatVector b0 = FloatVector.fromArray(S, w, at + b);
    FloatVector b1 = FloatVector.fromArray(S, w, at + b + L);
    FloatVector c0 = FloatVector.fromArray(S, w, at + 2 * b);
    FloatVector c1 = FloatVector.fromArray(S, w, at + 2 * b + L);
    FloatVector d0 = FloatVector.fromArray(S, w, at + 3 * b);
    FloatVector d1 = FloatVector.fromArray(S, w, at + 3 * b + L);
    FloatVector e0 = FloatVector.fromArray(S, w, at + 4 * b);
    FloatVector e1 = FloatVector.fromArray(S, w, at + 4 * b + L);
    FloatVector f0 = FloatVector.fromArray(S, w, at + 5 * b);
    FloatVector f1 = FloatVector.fromArray(S, w, at + 5 * b + L);
    int row = r * m;
    for (int i = 0; i < m; i++) {
      FloatVector v0 = FloatVector.fromArray(S, c, i * b + j);
      FloatVector v1 = FloatVector.fromArray(S, c, i * b + j + L);
      FloatVector x = FloatVector.broadcast(S, q[row + i]);
      a0 = v0.fma(x, a0);
      a1 = v1.fma(x, a1);
      x = FloatVector.broadcast(S, q[row + m + i]);
      b0 = v0.fma(x, b0);
      b1 = v1.fma(x, b1);
      x = FloatVector.broadcast(S, q[row + 2 * m + i]);
      c0 = v0.fma(x, c0);
      c1 = v1.fma(x, c1);
      x = FloatVector.broadcast(S, q[row + 3 * m + i]);
      d0 = v0.fma(x, d0);
      d1 = v1.fma(x, d1);
      x = FloatVector.broadcast(S, q[row + 4 * m + i]);
      e0 = v0.fma(x, e0);
      e1 = v1.fma(x, e1);
      x = FloatVector.broadcast(S, q[row + 5 * m + i]);
      f0 = v0.fma(x, f0);
      f1 = v1.fma(x, f1);
    }
    a0.intoArray(w, at);
    a1.intoArray(w, at + L);
    b0.intoArray(w, at + b);
    b1.intoArray(w, at + b + L);
    c0.intoArray(w, at + 2 * b);
    c1.intoArray(w, at + 2 * b + L);
    d0.intoArray(w, at + 3 * b);
    d1.intoArray(w, at + 3 * b + L);
    e0.intoArray(w, at + 4 * b);
    e1.intoArray(w, at + 4 * b + L);
    f0.intoArray(w, at + 5 * b);
    f1.intoArray(w, at + 5 * b + L);
  }

  private static void productTile1x2(float[] q, float[] c, float[] w, int r, int m, int b, int j) {
    int at = r * b + j;
    FloatVector a0 = FloatVector.fromArray(S, w, at);
    FloatVector a1 = FloatVector.fromArray(S, w, at + L);
    for (int i = 0; i < m; i++) {
      FloatVector x = FloatVector.broadcast(S, q[r * m + i]);
      a0 = FloatVector.fromArray(S, c, i * b + j).fma(x, a0);
      a1 = FloatVector.fromArray(S, c, i * b + j + L).fma(x, a1);
    }
    a0.intoArray(w, at);
    a1.intoArray(w, at + L);
  }
}
