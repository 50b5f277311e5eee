package wordmill.word2vec;

import java.io.IOException;
import java.util.Optional;

/** Pairs of a word and one of its window, in stretches that come in a fixed order. */
interface PairSource {
  /** The next stretch; empty at the end. One thread at a time. */
  Optional<Stretch> next() throws IOException;

  /** Where training was, for the sentence that tells of its divergence. */
  String place(long position);

  /** Some pairs that nobody has looked at yet. Several threads may each unpack one. */
  interface Stretch {
    /** Of its first token, among those of all epochs; 0 where that is not known. */
    long position();

    /** Tokens that it was made of; 0 where that is not known. */
    int tokens();

    /** About how many pairs it has, known before it is unpacked. */
    long likelyPairs();

    /** Gives out all pairs, as rows of the output and the input block. */
    void unpack(PairSorter to);
  }
}
