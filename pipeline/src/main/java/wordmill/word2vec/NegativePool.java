package wordmill.word2vec;

import wordmill.random.Generator;

/**
 * {@value #SIZE} negatives, drawn at once, each to be drawn again some {@value #USES} times before
 * others take their place: in the long run every row comes as often as by the sampler alone, but
 * what is used again lies in a core's second-level cache, where most rows of a large matrix do not,
 * and a draw looks no row up. One thread at a time.
 */
final class NegativePool implements Negatives {
  static final int SIZE = 256;
  static final int USES = 20;

  private final NegativeSampler sampler;
  private final int[] pool = new int[SIZE];
  private int left; // draws

  NegativePool(NegativeSampler sampler) {
    this.sampler = sampler;
  }

  @Override
  public int draw(Generator random) {
    if (left == 0) {
      for (int i = 0; i < SIZE; i++) {
        pool[i] = sampler.draw(random);
      }
      left = SIZE * USES;
    }
    left--;
    return pool[random.nextInt(SIZE)];
  }

  @Override
  public int rows() {
    return sampler.rows();
  }
}
