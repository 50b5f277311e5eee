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

    /** So much of a panel, and of the rows' tiles, stays in the first-level cache. */
    private static final int DEPTH = 256;

    private final float[] edge = new float[ROWS * COLUMNS];
    private float[] panels = new float[0];
    private float[] packedRows = new float[0];
    private float[] line = new float[0];
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
      Values.Floats source = new Values.Floats();
      int length = transposed ? K : N;
      line = line.length < length ? new float[length] : line;
      source.array = line;
      for (int row = 0; row < (transposed ? N : K); row++) {
        source.load(0, b, at + (long) row * length, length);
        if (transposed) {
          packColumn(row);
        } else {
          packRow(row);
        }
      }
    }

    private void packRow(int row) {
      for (int n = 0; n < N; n += COLUMNS) {
        System.arraycopy(line, n, panels, n * K + row * COLUMNS, Math.min(COLUMNS, N - n));
      }
    }

    private void packColumn(int column) {
      int at = (column / COLUMNS) * COLUMNS * K + column % COLUMNS;
      for (int k = 0; k < K; k++) {
        panels[at + k * COLUMNS] = line[k];
      }
    }

    @Override
    public void add(Values a, int aAt, int rows, Values c, int cAt) {
      int tiles = (rows + ROWS - 1) / ROWS;
      pack(floats(a), aAt, rows, tiles);
      float[] to = floats(c);
      for (int k = 0; k < K; k += DEPTH) {
        int depth = Math.min(DEPTH, K - k);
        for (int n = 0; n < N; n += COLUMNS) {
          int panel = n * K + k * COLUMNS;
          for (int m = 0; m < rows; m += ROWS) {
            int tile = m * K + k * ROWS;
            int at = cAt + m * N + n;
            if (n + COLUMNS <= N && hasTile(rows - m, to, at)) {
              RowProductLoops.tile(packedRows, tile, panels, panel, to, at, N, depth);
            } else {
              addEdge(tile, panel, to, at, rows - m, N - n, depth);
            }
          }
        }
      }
    }

    /** Whether a tile's rows are all of c, or are followed by others, to which it adds zeros. */
    private boolean hasTile(int rows, float[] to, int at) {
      return rows >= ROWS || at + (ROWS - 1) * N + COLUMNS <= to.length;
    }

    /** Tile after tile, a column of each after the other. */
    private void pack(float[] a, int aAt, int rows, int tiles) {
      if (packedRows.length < tiles * ROWS * K) {
        packedRows = new float[tiles * ROWS * K];
      }
      for (int m = 0; m < tiles * ROWS; m++) {
        int to = m / ROWS * ROWS * K + m % ROWS;
        int from = aAt + m * K;
        for (int k = 0; k < K; k++) {
          packedRows[to + k * ROWS] = m < rows ? a[from + k] : 0;
        }
      }
    }

    private void addEdge(
        int tile, int panel, float[] to, int at, int rows, int columns, int depth) {
      int height = Math.min(ROWS, rows);
      int width = Math.min(COLUMNS, columns);
      for (int i = 0; i < height; i++) {
        System.arraycopy(to, at + i * N, edge, i * COLUMNS, width);
      }
      RowProductLoops.tile(packedRows, tile, panels, panel, edge, 0, COLUMNS, depth);
      for (int i = 0; i < height; i++) {
        System.arraycopy(edge, i * COLUMNS, to, at + i * N, width);
      }
    }
  }
}
