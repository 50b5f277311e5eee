package wordmill.cooccurrence;

/**
 * Cells of a sparse matrix of counts, gathered by row: those of row r lie at start(r)…start(r + 1).
 */
final class Cells {
  private final int[] start;
  private final int[] columns;
  private final long[] sums;

  private Cells(int[] start, int[] columns, long[] sums) {
    this.start = start;
    this.columns = columns;
    this.sums = sums;
  }

  /** Gathers cells by counting sort. Keys are row · 2^32 + column. */
  static Cells byRow(long[] keys, long[] sums) {
    int rows = 0;
    for (long key : keys) {
      rows = Math.max(rows, (int) (key >>> 32) + 1);
    }
    int[] start = new int[rows + 1];
    for (long key : keys) {
      start[(int) (key >>> 32) + 1]++;
    }
    for (int row = 0; row < rows; row++) {
      start[row + 1] += start[row];
    }
    int[] next = start.clone();
    int[] columns = new int[keys.length];
    long[] ordered = new long[keys.length];
    for (int i = 0; i < keys.length; i++) {
      int at = next[(int) (keys[i] >>> 32)]++;
      columns[at] = (int) keys[i];
      ordered[at] = sums[i];
    }
    return new Cells(start, columns, ordered);
  }

  /** One more than the last row with a cell. */
  int rows() {
    return start.length - 1;
  }

  int start(int row) {
    return start[row];
  }

  int columnAt(int position) {
    return columns[position];
  }

  long sumAt(int position) {
    return sums[position];
  }
}
