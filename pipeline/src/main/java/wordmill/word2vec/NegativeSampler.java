package wordmill.word2vec;

import java.util.function.IntToDoubleFunction;
import wordmill.random.Generator;

/**
 * Draws rows of a block with p ∝ count^power (Mikolov et al. 2013, arXiv:1310.4546, section 2.2) by
 * the alias method (Walker 1977; Vose 1991): 8 bytes a row, one random number a draw.
 */
final class NegativeSampler implements Negatives {
  private final int[] alias;

  /** Of 2^31: how often a row stands for itself. */
  private final int[] own;

  /**
   * @param rows 1 or more
   * @param weight of each row's word, count^power
   */
  NegativeSampler(int rows, IntToDoubleFunction weight) {
    alias = new int[rows];
    own = new int[rows];
    double[] share = new double[rows];
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      share[row] = weight.applyAsDouble(row);
      sum += share[row];
    }
    int[] order = new int[rows]; // from the left those below their fair share, from the right above
    int below = 0;
    int above = rows;
    for (int row = 0; row < rows; row++) {
      share[row] *= rows / sum;
      order[share[row] < 1 ? below++ : --above] = row;
    }
    while (below > 0 && above < rows) {
      int poor = order[--below];
      int rich = order[above];
      own[poor] = (int) Math.min(Integer.MAX_VALUE, share[poor] * 0x1p31);
      alias[poor] = rich;
      share[rich] -= 1 - share[poor];
      if (share[rich] < 1) {
        above++;
        order[below++] = rich;
      }
    }
    while (above < rows) { // rounding alone leaves some
      fill(order[above++]);
    }
    while (below > 0) {
      fill(order[--below]);
    }
  }

  private void fill(int row) {
    own[row] = Integer.MAX_VALUE;
    alias[row] = row;
  }

  @Override
  public int draw(Generator random) {
    long bits = random.nextLong();
    int row = (int) (((bits >>> 32) * own.length) >>> 32);
    int other = alias[row]; // read in any case: nobody can predict which it will be
    return ((int) bits & Integer.MAX_VALUE) < own[row] ? row : other;
  }

  @Override
  public int rows() {
    return own.length;
  }
}
