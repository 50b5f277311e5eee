package wordmill.cooccurrence;

import java.util.Arrays;

/**
 * Sums by cell (row, column) in one open-addressing table: key and sum side by side, so that a
 * lookup is one cache line. 32 bytes a cell at the usual load of one half.
 */
final class CellCounts {
  private static final long EMPTY = -1;

  private final int bound;
  private long[] table; // key at 2i, sum at 2i + 1
  private int shift;
  private int size;

  /**
   * @param bound distinct cells after which {@link #isFull} says so
   */
  CellCounts(int bound) {
    this.bound = bound;
    allocate(Math.min(bound, 1 << 14));
  }

  private void allocate(int cells) {
    int slots = Integer.highestOneBit(Math.max(16, cells) * 2 - 1) * 2;
    table = new long[2 * slots];
    Arrays.fill(table, EMPTY);
    shift = Long.numberOfLeadingZeros(slots) + 1;
  }

  void add(int row, int column, long amount) {
    long key = (long) row << 32 | column;
    int mask = table.length - 1;
    int at = (int) ((key * 0x9E3779B97F4A7C15L) >>> shift) << 1;
    while (true) {
      long found = table[at];
      if (found == key) {
        table[at + 1] += amount;
        return;
      }
      if (found == EMPTY) {
        table[at] = key;
        table[at + 1] = amount;
        if (++size * 4L > table.length) {
          grow();
        }
        return;
      }
      at = (at + 2) & mask;
    }
  }

  boolean isFull() {
    return size >= bound;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /**
   * Moves all cells out, ordered by row and within a row in no particular order; empties the table.
   */
  Cells drain() {
    long[] keys = new long[size];
    long[] sums = new long[size];
    int n = 0;
    for (int at = 0; at < table.length; at += 2) {
      if (table[at] != EMPTY) {
        keys[n] = table[at];
        sums[n++] = table[at + 1];
      }
    }
    Arrays.fill(table, EMPTY);
    size = 0;
    return Cells.byRow(keys, sums);
  }

  private void grow() {
    long[] old = table;
    allocate(size * 2);
    size = 0;
    for (int at = 0; at < old.length; at += 2) {
      if (old[at] != EMPTY) {
        add((int) (old[at] >>> 32), (int) old[at], old[at + 1]);
      }
    }
  }
}
