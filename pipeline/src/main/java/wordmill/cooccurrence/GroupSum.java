package wordmill.cooccurrence;

import java.util.Arrays;
import wordmill.linalg.ByteDecoder;

/**
 * Adds up the blocks of one group and gives its rows in order. Memory: the group's distinct cells.
 */
final class GroupSum {
  /** Receives one row: columns ascending, counts beside them. */
  interface RowSink {
    void row(int row, int[] columns, long[] counts, int cells);
  }

  private final CellCounts sums = new CellCounts(Integer.MAX_VALUE);

  void add(byte[] block) {
    ByteDecoder in = new ByteDecoder(block);
    while (in.hasMore()) {
      int row = (int) in.unsigned();
      for (long cells = in.unsigned(); cells > 0; cells--) {
        int column = (int) in.unsigned();
        sums.add(row, column, in.unsigned());
      }
    }
  }

  /** Hands over every row of the group, rows ascending, and starts anew. */
  void drainTo(RowSink sink) {
    if (sums.isEmpty()) {
      return;
    }
    Cells cells = sums.drain();
    int[] columns = new int[16];
    long[] counts = new long[16];
    long[] order = new long[16]; // column · 2^32 + position
    for (int row = 0; row < cells.rows(); row++) {
      int from = cells.start(row);
      int n = cells.start(row + 1) - from;
      if (n == 0) {
        continue;
      }
      if (n > columns.length) {
        columns = new int[2 * n];
        counts = new long[2 * n];
        order = new long[2 * n];
      }
      for (int i = 0; i < n; i++) {
        order[i] = (long) cells.columnAt(from + i) << 32 | i;
      }
      Arrays.sort(order, 0, n);
      for (int i = 0; i < n; i++) {
        columns[i] = (int) (order[i] >>> 32);
        counts[i] = cells.sumAt(from + (int) order[i]);
      }
      sink.row(row, columns, counts, n);
    }
  }
}
