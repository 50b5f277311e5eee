package wordmill.word2vec;

import java.io.Serializable;

/**
 * How V words are dealt to R blocks: by frequency rank, there and back again like a snake, so that
 * every block has its share of frequent and of rare words. A word's rank is its id.
 */
record Blocks(int words, int replicas) implements Serializable {
  int block(int word) {
    int z = word % (2 * replicas);
    return z < replicas ? z : 2 * replicas - 1 - z;
  }

  /** The word's row within its block; frequent words come first. */
  int row(int word) {
    return word / replicas;
  }

  int word(int block, int row) {
    boolean back = (row & 1) == 1;
    return row * replicas + (back ? replicas - 1 - block : block);
  }

  /** Words of a block. */
  int rows(int block) {
    int full = words / replicas;
    return word(block, full) < words ? full + 1 : full;
  }

  /** Rows of the largest block. */
  int mostRows() {
    return (words + replicas - 1) / replicas;
  }
}
