package wordmill.word2vec;

import wordmill.random.Generator;

/**
 * How the rows of a block are dealt to parts, so that a part of the input and one of the output
 * vectors fit a core's cache together. Of every {@code count} rows after one another, which are
 * about as frequent, each part gets one, by chance. Dealt anew for each round of training, since
 * words of different parts are no negatives of one another. 8 bytes a row.
 */
final class Parts {
  /** Of a part's rows; two such parts are about what a core's second cache holds. */
  private static final int PART_BYTES = 1 << 20;

  /** Enough for a few threads to find work, even where all rows fit the cache. */
  private static final int FEWEST = 4;

  /** More cells would each have too few pairs to fill batches. */
  private static final int MOST = 64;

  /** Below this, a part would offer too few different negatives. */
  private static final int LEAST_ROWS = 128;

  /** An offset has 16 bits. */
  private static final int MOST_ROWS = 1 << 16;

  private final int count;
  private final int[] first; // of each part: its first place; then the number of rows
  private final int[] code; // of each row: part << 16 | offset
  private final int[] row; // of each place

  /**
   * Deals.
   *
   * @param count of parts, 1 or more
   */
  Parts(int rows, int count, Generator random) {
    this.count = count;
    this.first = new int[count + 1];
    this.code = new int[rows];
    this.row = new int[rows];
    int[] order = new int[count];
    for (int part = 0; part < count; part++) {
      order[part] = part;
    }
    for (int from = 0; from < rows; from += count) {
      for (int i = 0; i < count; i++) {
        int j = i + random.nextInt(count - i);
        int part = order[j];
        order[j] = order[i];
        order[i] = part;
        if (from + i < rows) {
          code[from + i] = part << 16 | from / count;
          first[part + 1]++;
        }
      }
    }
    for (int part = 0; part < count; part++) {
      first[part + 1] += first[part];
    }
    for (int r = 0; r < rows; r++) {
      row[place(code[r])] = r;
    }
  }

  /** Into how many parts blocks of so many rows are cut, whatever the threads. */
  static int count(int rows, int width) {
    long byCache = (4L * rows * width + PART_BYTES - 1) / PART_BYTES;
    long most = Math.max(1, Math.min(MOST, rows / LEAST_ROWS));
    long least = (rows + MOST_ROWS - 1L) / MOST_ROWS;
    return (int) Math.max(least, Math.min(most, Math.max(FEWEST, byCache)));
  }

  int count() {
    return count;
  }

  /** The row's part, and in the lower 16 bits its offset within the part. */
  int code(int row) {
    return code[row];
  }

  static int part(int code) {
    return code >>> 16;
  }

  static int offset(int code) {
    return code & 0xFFFF;
  }

  /** Where the row stands when all parts lie one behind the other. */
  int place(int code) {
    return first[part(code)] + offset(code);
  }

  /** The place of a part's first row. */
  int first(int part) {
    return first[part];
  }

  int rows(int part) {
    return first[part + 1] - first[part];
  }

  /** The row that stands at a place. */
  int row(int place) {
    return row[place];
  }
}
