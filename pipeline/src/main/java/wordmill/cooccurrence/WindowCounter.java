package wordmill.cooccurrence;

import java.util.ArrayList;
import java.util.List;
import scala.Tuple2;
import wordmill.linalg.ByteCoder;
import wordmill.linalg.RowGroups;

/**
 * Counts the pairs of sentences within a window, each unordered pair once: the row is the rarer
 * word (the higher id), the column the more frequent one. So a word that is half of all tokens has
 * a row of one cell, and rows are as long as their own word is frequent. Pairs of the {@value
 * #FREQUENT} most frequent words, half of all, are counted in a dense triangle; the rest in a hash
 * table of bounded size.
 */
final class WindowCounter {
  static final int FREQUENT = 2048;

  private final int window;
  private final long[] weights;
  private final RowGroups groups;
  private final CellCounts rare;
  private final long[] frequent;

  WindowCounter(CooccurrenceOptions options, RowGroups groups) {
    this.window = options.window();
    this.weights = new long[window + 1];
    for (int d = 1; d <= window; d++) {
      weights[d] = options.weighting().weight(d, window);
    }
    this.groups = groups;
    this.rare = new CellCounts(options.cellsInMemory());
    int dense = Math.min(FREQUENT, groups.rows());
    this.frequent = new long[dense * (dense + 1) / 2];
  }

  void add(int[] sentence) {
    for (int i = 0; i < sentence.length; i++) {
      int word = sentence[i];
      int end = Math.min(sentence.length - 1, i + window);
      for (int j = i + 1; j <= end; j++) {
        int row = Math.max(word, sentence[j]);
        int column = Math.min(word, sentence[j]);
        // A word beside itself is its own neighbour on both sides: the diagonal counts twice.
        long weight = row == column ? 2 * weights[j - i] : weights[j - i];
        if (row < FREQUENT) {
          frequent[row * (row + 1) / 2 + column] += weight;
        } else {
          rare.add(row, column, weight);
        }
      }
    }
  }

  /** Whether the table has reached its bound and must be drained before more is added. */
  boolean isFull() {
    return rare.isFull();
  }

  /**
   * Takes the table's cells out as blocks by key of their group: row, number of cells, then column
   * and count of each, all as varints.
   */
  List<Tuple2<Integer, byte[]>> drain() {
    List<Tuple2<Integer, byte[]>> blocks = new ArrayList<>();
    Cells cells = rare.drain();
    ByteCoder out = new ByteCoder();
    for (int file = 0; file < groups.files(); file++) {
      for (int group = 0; group < groups.groups(); group++) {
        int end = Math.min(cells.rows(), groups.endRow(file, group));
        for (int row = groups.firstRow(file, group); row < end; row += groups.files()) {
          int from = cells.start(row);
          int to = cells.start(row + 1);
          if (from < to) {
            out.unsigned(row).unsigned(to - from);
            for (int at = from; at < to; at++) {
              out.unsigned(cells.columnAt(at)).unsigned(cells.sumAt(at));
            }
          }
        }
        take(out, file, group, blocks);
      }
    }
    return blocks;
  }

  /** The cells of the frequent words, encoded by group; to be asked for once, at the end. */
  List<Tuple2<Integer, byte[]>> frequentCells() {
    List<Tuple2<Integer, byte[]>> blocks = new ArrayList<>();
    int dense = Math.min(FREQUENT, groups.rows());
    ByteCoder out = new ByteCoder();
    for (int file = 0; file < groups.files(); file++) {
      for (int group = 0; group < groups.groups(); group++) {
        int end = Math.min(dense, groups.endRow(file, group));
        for (int row = groups.firstRow(file, group); row < end; row += groups.files()) {
          encodeFrequent(row, out);
        }
        take(out, file, group, blocks);
      }
    }
    return blocks;
  }

  private void encodeFrequent(int row, ByteCoder out) {
    int start = row * (row + 1) / 2;
    int cells = 0;
    for (int column = 0; column <= row; column++) {
      cells += frequent[start + column] == 0 ? 0 : 1;
    }
    if (cells > 0) {
      out.unsigned(row).unsigned(cells);
      for (int column = 0; column <= row; column++) {
        if (frequent[start + column] != 0) {
          out.unsigned(column).unsigned(frequent[start + column]);
        }
      }
    }
  }

  private void take(ByteCoder out, int file, int group, List<Tuple2<Integer, byte[]>> blocks) {
    if (!out.isEmpty()) {
      blocks.add(new Tuple2<>(groups.key(file, group), out.take()));
    }
  }
}
