package wordmill.word2vec;

import wordmill.random.Generator;

/** Where negatives come from. */
interface Negatives {
  /** A row below {@link #rows}. */
  int draw(Generator random);

  int rows();
}
