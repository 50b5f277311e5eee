package wordmill.word2vec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import wordmill.random.Generator;

final class NegativePoolTest {
  private static final int DRAWS = NegativePool.SIZE * NegativePool.USES;

  private final NegativeSampler sampler = new NegativeSampler(1_000, row -> 1.0 / (1 + row));

  @Test
  void aPoolIsUsedAgainAndThenDrawnAnew() {
    NegativePool pool = new NegativePool(sampler);
    Generator random = new Generator(1);
    int[] first = draws(pool, DRAWS, random);
    int[] second = draws(pool, DRAWS, random);
    int[] drawn = draws(sampler, NegativePool.SIZE, new Generator(1));
    assertThat(rows(first)).isEqualTo(rows(drawn)); // all are used, and no others
    assertThat(rows(second)).isNotEqualTo(rows(first)).hasSizeLessThanOrEqualTo(NegativePool.SIZE);
  }

  /** Rows of one pool come together, so each draw of the sampler counts, not each of the pool. */
  @Test
  void rowsComeAsOftenAsByTheSampler() {
    int pools = 2_000;
    NegativePool pool = new NegativePool(sampler);
    Generator random = new Generator(2);
    long[] counts = new long[sampler.rows()];
    for (int i = 0; i < pools; i++) {
      for (int row : draws(pool, DRAWS, random)) {
        counts[row]++;
      }
    }
    double all = IntStream.range(0, counts.length).mapToDouble(row -> 1.0 / (1 + row)).sum();
    double independent = (double) pools * NegativePool.SIZE;
    double spread = 1 + 1.0 / NegativePool.USES; // of both draws' variances
    double chiSquare = 0;
    for (int row = 0; row < counts.length; row++) {
      double expected = independent / (1 + row) / all;
      double found = (double) counts[row] / NegativePool.USES;
      chiSquare += (found - expected) * (found - expected) / expected / spread;
    }
    int freedom = counts.length - 1;
    assertThat(chiSquare)
        .isBetween(freedom - 4 * Math.sqrt(2.0 * freedom), freedom + 4 * Math.sqrt(2.0 * freedom));
  }

  private static SortedSet<Integer> rows(int[] draws) {
    return IntStream.of(draws).boxed().collect(Collectors.toCollection(TreeSet::new));
  }

  private static int[] draws(Negatives negatives, int count, Generator random) {
    return IntStream.range(0, count).map(i -> negatives.draw(random)).toArray();
  }
}
