package wordmill.cooccurrence;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import wordmill.store.DataFile;

/** What reduce tasks know of the cells they wrote; merges in any order. Memory: 8 bytes a word. */
final class Totals implements Serializable {
  private static final long serialVersionUID = 1L;

  private final List<DataFile> files = new ArrayList<>();
  private final long[] marginals;
  private long nonzeros;
  private long diagonal;

  Totals(int words) {
    this.marginals = new long[words];
  }

  /** Counts a row of the lower triangle and its mirror image. */
  void addRow(int row, int[] columns, long[] counts, int cells) {
    for (int i = 0; i < cells; i++) {
      marginals[row] += counts[i];
      if (columns[i] == row) {
        diagonal++;
        nonzeros++;
      } else {
        marginals[columns[i]] += counts[i];
        nonzeros += 2;
      }
    }
  }

  void addFile(DataFile file) {
    files.add(file);
  }

  static Totals merge(Totals a, Totals b) {
    Totals merged = new Totals(a.marginals.length);
    for (Totals part : List.of(a, b)) {
      merged.files.addAll(part.files);
      merged.nonzeros += part.nonzeros;
      merged.diagonal += part.diagonal;
      for (int i = 0; i < merged.marginals.length; i++) {
        merged.marginals[i] += part.marginals[i];
      }
    }
    return merged;
  }

  List<DataFile> files() {
    return files;
  }

  long[] marginals() {
    return marginals;
  }

  long nonzeros() {
    return nonzeros;
  }

  long diagonal() {
    return diagonal;
  }
}
