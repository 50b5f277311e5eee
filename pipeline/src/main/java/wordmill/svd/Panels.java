package wordmill.svd;

import java.io.Serializable;

/**
 * How the rows of tall matrices are dealt to panels: row r is row r / count of panel r mod count,
 * so every panel has the same share of frequent words. The number of panels follows from the matrix
 * alone, never from the cluster.
 *
 * @param rows of the matrix
 * @param count of panels
 */
record Panels(int rows, int count) implements Serializable {
  private static final int USUAL_ROWS = 4096;
  private static final int MOST_PANELS = 64;
  private static final int MOST_ROWS = 65_536; // a row's place in a panel is a char

  /** A multiple of {@code files} panels of about 4,096 rows, taller where that would be over 64. */
  static Panels of(int rows, int files) {
    long height = Math.max(USUAL_ROWS, (rows + MOST_PANELS - 1) / MOST_PANELS);
    long times = (rows + height * files - 1) / (height * files);
    int count = (int) Math.min(rows, files * times);
    while ((rows + count - 1) / count > MOST_ROWS) {
      count += files;
    }
    return new Panels(rows, count);
  }

  int panel(int row) {
    return row % count;
  }

  int place(int row) {
    return row / count;
  }

  int row(int panel, int place) {
    return place * count + panel;
  }

  int rowsIn(int panel) {
    return (rows - panel + count - 1) / count;
  }
}
