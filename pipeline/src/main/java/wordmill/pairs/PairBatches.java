package wordmill.pairs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import wordmill.random.Generator;

/**
 * The batches of one replica in one round: pairs of like length side by side, so that little is
 * padded, but short and long batches in an order of chance. Pairs are chosen from among the k · B
 * of the round, so the more steps a round has, the less is padded.
 */
final class PairBatches {
  private PairBatches() {}

  /**
   * Sorts by length, cuts every B pairs (the longest few may be fewer), and shuffles the batches.
   *
   * @param entries in any order; it makes no difference
   */
  static Iterator<PairBatch> cut(
      Iterator<PairBatchEntry> entries, PairBatchOptions options, Generator random) {
    List<PairBatchEntry> sorted = new ArrayList<>();
    entries.forEachRemaining(sorted::add);
    sorted.sort(PairBatchEntry.BY_LENGTH);
    List<EncodedPair> pairs = sorted.stream().map(PairBatchEntry::pair).toList();
    List<List<EncodedPair>> batches = new ArrayList<>();
    for (int from = 0; from < pairs.size(); from += options.batch()) {
      batches.add(pairs.subList(from, Math.min(pairs.size(), from + options.batch())));
    }
    shuffle(batches, random);
    return batches.stream()
        .map(batch -> PairBatch.of(batch, options.end(), options.reversed()))
        .iterator();
  }

  /** Each order alike (Fisher & Yates, as Durstenfeld 1964, doi:10.1145/364520.364540). */
  private static void shuffle(List<?> list, Generator random) {
    for (int i = list.size() - 1; i > 0; i--) {
      Collections.swap(list, i, random.nextInt(i + 1));
    }
  }
}
