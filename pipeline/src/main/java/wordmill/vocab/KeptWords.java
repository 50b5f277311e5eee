package wordmill.vocab;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What is left of a part of the tokens once the rare ones are cut, or of several parts. Merging is
 * associative and commutative up to the order of the blocks, which says nothing.
 */
final class KeptWords implements Serializable {
  private static final long serialVersionUID = 1L;

  private final byte[] counts;
  private final long distinct;
  private final long largest;
  private final TextTally tally;

  private KeptWords(byte[] counts, long distinct, long largest, TextTally tally) {
    this.counts = counts;
    this.distinct = distinct;
    this.largest = largest;
    this.tally = tally;
  }

  /** Adds up a part of the tokens and keeps those that may become words. */
  static KeptWords of(Iterator<CountedBlock> part, VocabularyOptions options) {
    TokenCounts sums = new TokenCounts();
    TextTally tally = TextTally.NONE;
    while (part.hasNext()) {
      CountedBlock block = part.next();
      sums.addBlock(block.counts());
      tally = tally.merge(block.tally());
    }
    int marker = options.unknown() == UnknownWords.MARK ? Vocabulary.findMarker(sums.words()) : -1;
    IntPredicate isWord = id -> id != marker && sums.count(id) >= options.minCount();
    int[] kept = IntStream.range(0, sums.size()).filter(isWord).toArray();
    if (kept.length > options.wordLimit()) {
      kept = Arrays.copyOf(sums.ranked(IntStream.of(kept)), options.wordLimit());
    }
    long largest =
        IntStream.range(0, sums.size())
            .filter(id -> id != marker)
            .mapToLong(sums::count)
            .max()
            .orElse(0);
    return new KeptWords(sums.block(kept), sums.size(), largest, tally);
  }

  /** A block of {@link TokenCounts}: the kept words. */
  byte[] counts() {
    return counts;
  }

  /** Distinct tokens before the cut. */
  long distinct() {
    return distinct;
  }

  /** The largest count of a token, the marker aside. */
  long largest() {
    return largest;
  }

  TextTally tally() {
    return tally;
  }
}
