package wordmill.svd;

import java.io.Serializable;
import wordmill.linalg.PanelKernels;

/**
 * One panel of rows of a sparse matrix, cut into blocks by the panel of their column, each in
 * compressed rows: so a product reads one panel of x at a time. 6 bytes a nonzero, and 4 bytes for
 * each row of each block.
 */
final class SparsePanel implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int rows;
  private final int[][] rowStart; // by column panel
  private final char[][] column; // place within the column's panel
  private final float[][] value;

  private SparsePanel(int rows, int[][] rowStart, char[][] column, float[][] value) {
    this.rows = rows;
    this.rowStart = rowStart;
    this.column = column;
    this.value = value;
  }

  int rows() {
    return rows;
  }

  /** y += A x, for the part of x in one panel. */
  void addProduct(int columnPanel, float[] x, float[] y, int b) {
    PanelKernels.best()
        .addSparseProduct(rowStart[columnPanel], column[columnPanel], value[columnPanel], x, y, b);
  }

  /**
   * Gathers the cells of one panel; those of a row and column panel keep the order they came in.
   */
  static final class Builder {
    private final Panels panels;
    private final int rows;
    private int[] place = new int[1024];
    private int[] columns = new int[1024];
    private float[] values = new float[1024];
    private int size;

    Builder(Panels panels, int panel) {
      this.panels = panels;
      this.rows = panels.rowsIn(panel);
    }

    /** Adds a cell by its row's place in the panel and its column in the whole matrix. */
    void add(int rowPlace, int wholeColumn, float cell) {
      if (size == place.length) {
        int more = size + size / 2;
        place = java.util.Arrays.copyOf(place, more);
        columns = java.util.Arrays.copyOf(columns, more);
        values = java.util.Arrays.copyOf(values, more);
      }
      place[size] = rowPlace;
      columns[size] = wholeColumn;
      values[size++] = cell;
    }

    SparsePanel build() {
      int[][] start = new int[panels.count()][rows + 1];
      for (int i = 0; i < size; i++) {
        start[panels.panel(columns[i])][place[i] + 1]++;
      }
      char[][] column = new char[panels.count()][];
      float[][] value = new float[panels.count()][];
      int[][] next = new int[panels.count()][];
      for (int s = 0; s < panels.count(); s++) {
        for (int r = 0; r < rows; r++) {
          start[s][r + 1] += start[s][r];
        }
        column[s] = new char[start[s][rows]];
        value[s] = new float[start[s][rows]];
        next[s] = start[s].clone();
      }
      for (int i = 0; i < size; i++) {
        int s = panels.panel(columns[i]);
        int at = next[s][place[i]]++;
        column[s][at] = (char) panels.place(columns[i]);
        value[s][at] = values[i];
      }
      return new SparsePanel(rows, start, column, value);
    }
  }
}
