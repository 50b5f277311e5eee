package wordmill.linalg;

/**
 * Rows of unit length, packed for {@link Dots}: {@value Dots#PANEL} rows side by side, so that a
 * register holds one column of several rows. The last panel is filled up with zeros. Memory: 4
 * bytes an element, in one array for each panel.
 */
public final class PackedRows {
  private final int rows;
  private final int width;
  private final float[][] panels;

  private PackedRows(int rows, int width, float[][] panels) {
    this.rows = rows;
    this.width = width;
    this.panels = panels;
  }

  /**
   * Packs the first {@code rows} rows, each divided by its length; rows of length zero stay zero.
   */
  public static PackedRows of(Matrix matrix, int rows, float[] lengths) {
    int width = matrix.columns();
    float[] values = matrix.values();
    float[][] panels = new float[(rows + Dots.PANEL - 1) / Dots.PANEL][];
    for (int p = 0; p < panels.length; p++) {
      float[] panel = new float[Dots.PANEL * width];
      int first = p * Dots.PANEL;
      int last = Math.min(rows, first + Dots.PANEL);
      for (int i = first; i < last; i++) {
        float length = lengths[i] == 0 ? 1 : lengths[i];
        for (int d = 0; d < width; d++) {
          panel[d * Dots.PANEL + i - first] = values[i * width + d] / length;
        }
      }
      panels[p] = panel;
    }
    return new PackedRows(rows, width, panels);
  }

  public int rows() {
    return rows;
  }

  public int width() {
    return width;
  }

  /** How many panels there are: rows / {@value Dots#PANEL}, rounded up. */
  public int count() {
    return panels.length;
  }

  /** Panel {@code p}: element (d, j) at d · {@value Dots#PANEL} + j; shared, not copied. */
  public float[] panel(int p) {
    return panels[p];
  }

  /** Copies row {@code row} to {@code out} from {@code to} on. */
  public void unpack(int row, float[] out, int to) {
    float[] panel = panels[row / Dots.PANEL];
    for (int d = 0; d < width; d++) {
      out[to + d] = panel[d * Dots.PANEL + row % Dots.PANEL];
    }
  }
}
