package wordmill.nn;

import org.bytedeco.javacpp.Pointer;
import wordmill.linalg.simd.CellLoops;
import wordmill.linalg.simd.RowProductLoops;
import wordmill.linalg.simd.SoftmaxLoops;

/** By the Vector API, for floats. */
final class VectorKernels implements Kernels {
  private static float[] floats(Values values) {
    return ((Values.Floats) values).array;
  }

  @Override
  public Values values() {
    return new Values.Floats();
  }

  @Override
  public void elmanForward(Values a, int at, Values h, int hAt, int H) {
    CellLoops.elmanForward(floats(a), at, floats(h), hAt, H);
  }

  @Override
  public void elmanBackward(Values a, int at, Values h, int hAt, Values dh, int dhAt, int H) {
    CellLoops.elmanBackward(floats(a), at, floats(h), hAt, floats(dh), dhAt, H);
  }

  @Override
  public void lstmForward(
      Values a,
      int at,
      Values c,
      int beforeAt,
      int cAt,
      Values t,
      int tAt,
      Values h,
      int hAt,
      int H) {
    CellLoops.lstmForward(
        floats(a), at, floats(c), beforeAt, cAt, floats(t), tAt, floats(h), hAt, H);
  }

  @Override
  public void lstmBackward(
      Values a,
      int at,
      Values c,
      int beforeAt,
      Values t,
      int tAt,
      Values dh,
      int dhAt,
      Values dc,
      int dcAt,
      int H) {
    CellLoops.lstmBackward(
        floats(a), at, floats(c), beforeAt, floats(t), tAt, floats(dh), dhAt, floats(dc), dcAt, H);
  }

  @Override
  public void gruForward(
      Values a, int at, Values u, int uAt, Values h, int beforeAt, int hAt, int H) {
    CellLoops.gruForward(floats(a), at, floats(u), uAt, floats(h), beforeAt, hAt, H);
  }

  @Override
  public void gruBackward(
      Values a, int at, Values u, int uAt, Values h, int beforeAt, Values dh, int dhAt, int H) {
    CellLoops.gruBackward(floats(a), at, floats(u), uAt, floats(h), beforeAt, floats(dh), dhAt, H);
  }

  @Override
  public void add(Values to, int toAt, Values from, int fromAt, int n) {
    CellLoops.add(floats(to), toAt, floats(from), fromAt, n);
  }

  @Override
  public void multiply(Values to, int toAt, Values x, int xAt, Values y, int yAt, int n) {
    CellLoops.multiply(floats(to), toAt, floats(x), xAt, floats(y), yAt, n);
  }

  @Override
  public void softmax(Values row, int at, int n) {
    float sum = SoftmaxLoops.exponentials(floats(row), at, n)[1];
    SoftmaxLoops.scale(floats(row), at, 1 / sum, n);
  }

  @Override
  public double crossEntropy(Values row, int at, Values bias, int label, double factor, int V) {
    float[] scores = floats(row);
    add(row, at, bias, 0, V);
    float given = scores[at + label];
    float[] greatestAndSum = SoftmaxLoops.exponentials(scores, at, V);
    float sum = greatestAndSum[1];
    SoftmaxLoops.scale(scores, at, (float) (factor / sum), V);
    scores[at + label] -= (float) factor;
    return greatestAndSum[0] + Math.log(sum) - given;
  }

  @Override
  public RowProduct rowProduct() {
    return new PackedProduct();
  }

  /** Panels of b, and tiles of c that hang over an edge in a scratch of their own. */
  private static final class PackedProduct implements RowProduct {
    private static final int ROWS = RowProductLoops.ROWS;
    private static final int COLUMNS = RowProductLoops.COLUMNS;

    /** So much of a panel, and of the rows, stays near while all rows go by. */
    private static final int DEPTH = 256;

    /** Columns and rows that are turned round at once: both ends stay in the first-level cache. */
    private static final int TURNED = 64;

    private final float[] edge = new float[ROWS * COLUMNS];
    private final Values.Floats lines = new Values.Floats();
    private float[] panels = new float[0];
    private int K;
    private int N;

    @Override
    public void set(Pointer b, long at, int K, int N, boolean transposed) {
      this.K = K;
      this.N = N;
      int count = (N + COLUMNS - 1) / COLUMNS;
      if (panels.length < count * K * COLUMNS) {
        panels = new float[count * K * COLUMNS];
      }
      if (transposed) {
        lines.reserve(COLUMNS * K);
        for (int n = 0; n < N; n += COLUMNS) {
          int columns = Math.min(COLUMNS, N - n);
          lines.load(0, b, at + (long) n * K, columns * K);
          turn(n * K, columns);
        }
      } else {
        lines.reserve(N);
        for (int k = 0; k < K; k++) {
          lines.load(0, b, at + (long) k * N, N);
          for (int n = 0; n < N; n += COLUMNS) {
            System.arraycopy(lines.array, n, panels, n * K + k * COLUMNS, Math.min(COLUMNS, N - n));
          }
        }
      }
    }

    private void turn(int panel, int columns) {
      for (int block = 0; block < K; block += TURNED) {
        int end = Math.min(K, block + TURNED);
        for (int column = 0; column < columns; column++) {
          for (int k = block; k < end; k++) {
            panels[panel + k * COLUMNS + column] = lines.array[column * K + k];
          }
        }
      }
    }

    @Override
    public void add(Values a, int aAt, int rows, Values c, int cAt) {
      float[] from = floats(a);
      float[] to = floats(c);
      for (int k = 0; k < K; k += DEPTH) {
        int depth = Math.min(DEPTH, K - k);
        for (int n = 0; n < N; n += COLUMNS) {
          int panel = n * K + k * COLUMNS;
          int columns = Math.min(COLUMNS, N - n);
          for (int m = 0; m < rows; m += ROWS) {
            int height = Math.min(ROWS, rows - m);
            int row = aAt + m * K + k;
            int at = cAt + m * N + n;
            if (height == ROWS && columns == COLUMNS) {
              RowProductLoops.tile(from, row, K, ROWS, panels, panel, to, at, N, depth);
            } else {
              copy(height, columns, to, at, N, edge, 0, COLUMNS);
              RowProductLoops.tile(from, row, K, height, panels, panel, edge, 0, COLUMNS, depth);
              copy(height, columns, edge, 0, COLUMNS, to, at, N);
            }
          }
        }
      }
    }

    private static void copy(
        int rows,
        int columns,
        float[] from,
        int fromAt,
        int fromStride,
        float[] to,
        int toAt,
        int toStride) {
      for (int i = 0; i < rows; i++) {
        System.arraycopy(from, fromAt + i * fromStride, to, toAt + i * toStride, columns);
      }
    }
  }
}
