package wordmill.word2vec;

import java.util.Arrays;

/**
 * Sorts pairs by the cell of the grid that they belong to, keeping their order within a cell. A
 * cell is a part of the input and a part of the output rows; a pair is packed into 32 bits.
 */
final class PairSorter {
  private final Parts inputs;
  private final Parts outputs;
  private int[] cell = new int[1 << 16];
  private int[] pair = new int[1 << 16];
  private int size;

  PairSorter(Parts inputs, Parts outputs) {
    this.inputs = inputs;
    this.outputs = outputs;
  }

  int outputCode(int row) {
    return outputs.code(row);
  }

  int inputCode(int row) {
    return inputs.code(row);
  }

  /** Adds a pair, of codes as above. */
  void add(int output, int input) {
    if (size == pair.length) {
      cell = Arrays.copyOf(cell, 2 * size);
      pair = Arrays.copyOf(pair, 2 * size);
    }
    cell[size] = Parts.part(input) * outputs.count() + Parts.part(output);
    pair[size++] = Parts.offset(output) << 16 | Parts.offset(input);
  }

  /** What was added since the last call, sorted. */
  Piece take() {
    int[] ends = new int[inputs.count() * outputs.count() + 1];
    for (int i = 0; i < size; i++) {
      ends[cell[i] + 1]++;
    }
    for (int c = 1; c < ends.length; c++) {
      ends[c] += ends[c - 1];
    }
    int[] sorted = new int[size];
    for (int i = 0; i < size; i++) {
      sorted[ends[cell[i]]++] = pair[i];
    }
    size = 0;
    return new Piece(sorted, ends);
  }

  /** Sorted pairs of one stretch. */
  static final class Piece {
    private final int[] pairs;
    private final int[] ends; // of each cell

    private Piece(int[] pairs, int[] ends) {
      this.pairs = pairs;
      this.ends = ends;
    }

    int from(int cell) {
      return cell == 0 ? 0 : ends[cell - 1];
    }

    int to(int cell) {
      return ends[cell];
    }

    /** Offset of the output row within its part, and in the lower 16 bits that of the input row. */
    int pair(int at) {
      return pairs[at];
    }
  }
}
