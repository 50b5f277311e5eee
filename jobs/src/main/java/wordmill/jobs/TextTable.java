package wordmill.jobs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns of text, each as wide as its widest cell. */
final class TextTable {
  private final int columns;
  private final List<String[]> rows = new ArrayList<>();

  TextTable(String... heads) {
    columns = heads.length;
    rows.add(heads.clone());
  }

  void add(String... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException(cells.length + " cells for " + columns + " columns");
    }
    rows.add(cells.clone());
  }

  List<String> lines() {
    int[] widths = new int[columns];
    for (String[] row : rows) {
      Arrays.setAll(widths, i -> Math.max(widths[i], row[i].codePointCount(0, row[i].length())));
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(String[] row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.length; i++) {
      int width = row[i].codePointCount(0, row[i].length());
      line.append(row[i]).append(" ".repeat(widths[i] - width + 2));
    }
    return line.toString().stripTrailing();
  }
}
