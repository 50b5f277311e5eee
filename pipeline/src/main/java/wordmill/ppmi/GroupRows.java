package wordmill.ppmi;

import java.util.Arrays;
import wordmill.linalg.ByteDecoder;

/**
 * Gathers the blocks of one group and gives its rows in order. Memory: 20 bytes a cell of the
 * group.
 */
final class GroupRows {
  /** Receives one row: columns ascending, values beside them. */
  interface RowSink {
    void row(int row, int[] columns, float[] values, int cells);
  }

  private long[] cells = new long[1 << 10]; // row · 2^32 + column
  private float[] values = new float[1 << 10];
  private int size;

  void add(byte[] block) {
    ByteDecoder in = new ByteDecoder(block);
    while (in.hasMore()) {
      if (size == cells.length) {
        cells = Arrays.copyOf(cells, 2 * size);
        values = Arrays.copyOf(values, 2 * size);
      }
      long row = in.unsigned();
      cells[size] = row << 32 | in.unsigned();
      values[size++] = in.number();
    }
  }

  /**
   * Hands over rows first, first + step … below end, empty ones too, and starts anew.
   *
   * @param step rows of one file lie this far apart
   */
  void drainTo(int first, int end, int step, RowSink sink) {
    int rows = first < end ? (end - first + step - 1) / step : 0;
    int[] start = new int[rows + 1];
    for (int i = 0; i < size; i++) {
      start[((int) (cells[i] >>> 32) - first) / step + 1]++;
    }
    int longest = 0;
    for (int r = 0; r < rows; r++) {
      longest = Math.max(longest, start[r + 1]);
      start[r + 1] += start[r];
    }
    int[] next = start.clone();
    int[] positions = new int[size];
    for (int i = 0; i < size; i++) {
      positions[next[((int) (cells[i] >>> 32) - first) / step]++] = i;
    }
    long[] order = new long[longest]; // column · 2^32 + position
    int[] columns = new int[longest];
    float[] row = new float[longest];
    for (int r = 0; r < rows; r++) {
      int n = start[r + 1] - start[r];
      for (int i = 0; i < n; i++) {
        int at = positions[start[r] + i];
        order[i] = cells[at] << 32 | at;
      }
      Arrays.sort(order, 0, n);
      for (int i = 0; i < n; i++) {
        columns[i] = (int) (order[i] >>> 32);
        row[i] = values[(int) order[i]];
      }
      sink.row(first + r * step, columns, row, n);
    }
    size = 0;
  }
}
