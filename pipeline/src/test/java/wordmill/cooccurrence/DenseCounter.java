package wordmill.cooccurrence;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The slow obvious way: every ordered pair of positions of a sentence is looked at, in doubles and
 * without any symmetry assumed.
 */
final class DenseCounter {
  private DenseCounter() {}

  /** The full V × V matrix of weighted counts. */
  static double[][] count(List<int[]> sentences, int words, Weighting weighting, int window) {
    double[][] cells = new double[words][words];
    for (int[] sentence : sentences) {
      for (int i = 0; i < sentence.length; i++) {
        for (int j = 0; j < sentence.length; j++) {
          int distance = Math.abs(i - j);
          if (distance >= 1 && distance <= window) {
            cells[sentence[i]][sentence[j]] += weight(weighting, distance, window);
          }
        }
      }
    }
    return cells;
  }

  private static double weight(Weighting weighting, int distance, int window) {
    return switch (weighting) {
      case FLAT -> 1;
      case HARMONIC -> 1.0 / distance;
      case LINEAR -> (window - distance + 1.0) / window;
    };
  }

  /** The nonzero cells of the lower triangle in parts of 1/unit, by row then column. */
  static SortedMap<Long, Long> lowerTriangle(double[][] cells, long unit) {
    SortedMap<Long, Long> lower = new TreeMap<>();
    for (int row = 0; row < cells.length; row++) {
      for (int column = 0; column <= row; column++) {
        if (cells[row][column] != 0) {
          lower.put(key(row, column), Math.round(cells[row][column] * unit));
        }
      }
    }
    return lower;
  }

  static long[] marginals(double[][] cells, long unit) {
    long[] sums = new long[cells.length];
    for (int row = 0; row < cells.length; row++) {
      for (double cell : cells[row]) {
        sums[row] += Math.round(cell * unit);
      }
    }
    return sums;
  }

  static long key(int row, int column) {
    return (long) row << 32 | column;
  }
}
