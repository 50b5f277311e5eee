package wordmill.cooccurrence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import scala.Tuple2;
import wordmill.config.BadInputException;
import wordmill.linalg.RowGroups;

final class WindowCounterTest {
  // the=0 cat=1 sat=2 on=3 a=4 mat=5
  private static final int[] SIX_WORDS = {0, 1, 2, 3, 4, 5};

  /** "the cat sat on a mat", window 2: each word has those one and two further on. */
  @Test
  void flatCountsAreWhatAHandFinds() {
    assertThat(count(List.of(SIX_WORDS), 6, options(2, Weighting.FLAT)))
        .isEqualTo(
            Map.of(
                key(1, 0), 1L, // distance 1
                key(2, 1), 1L,
                key(3, 2), 1L,
                key(4, 3), 1L,
                key(5, 4), 1L,
                key(2, 0), 1L, // distance 2
                key(3, 1), 1L,
                key(4, 2), 1L,
                key(5, 3), 1L));
  }

  /** Window 3, unit lcm(1, 2, 3) = 6: 6 at distance 1, 3 at 2, 2 at 3. */
  @Test
  void harmonicCountsAreWhatAHandFinds() {
    assertThat(Weighting.HARMONIC.unit(3)).isEqualTo(6);
    assertThat(count(List.of(new int[] {3, 1, 2, 0}), 6, options(3, Weighting.HARMONIC)))
        .isEqualTo(
            Map.of(
                key(3, 1), 6L,
                key(2, 1), 6L,
                key(2, 0), 6L,
                key(3, 2), 3L,
                key(1, 0), 3L,
                key(3, 0), 2L));
  }

  /** Window 3, unit 3: 3 at distance 1, 2 at 2, 1 at 3. */
  @Test
  void linearCountsAreWhatAHandFinds() {
    assertThat(Weighting.LINEAR.unit(3)).isEqualTo(3);
    assertThat(count(List.of(new int[] {3, 1, 2, 0}), 6, options(3, Weighting.LINEAR)))
        .isEqualTo(
            Map.of(
                key(3, 1), 3L,
                key(2, 1), 3L,
                key(2, 0), 3L,
                key(3, 2), 2L,
                key(1, 0), 2L,
                key(3, 0), 1L));
  }

  @Test
  void windowDoesNotCrossSentences() {
    assertThat(count(List.of(new int[] {0, 1}, new int[] {2}, new int[] {3, 4}), 6, flat(10)))
        .isEqualTo(Map.of(key(1, 0), 1L, key(4, 3), 1L));
  }

  /** Positions 0 and 1 see each other, as do 1 and 2, and with window 2 also 0 and 2. */
  @Test
  void aWordBesideItselfIsCountedFromBothSides() {
    assertThat(count(List.of(new int[] {4, 4, 4}), 6, flat(1))).isEqualTo(Map.of(key(4, 4), 4L));
    assertThat(count(List.of(new int[] {4, 4, 4}), 6, flat(2))).isEqualTo(Map.of(key(4, 4), 6L));
    int rare = WindowCounter.FREQUENT + 7;
    assertThat(count(List.of(new int[] {rare, rare, rare}), rare + 1, flat(2)))
        .isEqualTo(Map.of(key(rare, rare), 6L));
  }

  @Test
  void emptyAndOneWordSentencesCountNothing() {
    assertThat(count(List.of(new int[] {}, new int[] {3}), 6, flat(5))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Weighting.class)
  void countsEqualTheDenseOnesThoughTheTableSpills(Weighting weighting) {
    int words = WindowCounter.FREQUENT + 900;
    List<int[]> sentences = CorpusFiles.zipf(3_000, words, 11);
    CooccurrenceOptions options = options(4, weighting);
    double[][] dense = DenseCounter.count(sentences, words, weighting, 4);
    assertThat(count(sentences, words, options))
        .isEqualTo(DenseCounter.lowerTriangle(dense, weighting.unit(4)));
  }

  @Test
  void sentencesInAnyOrderCountTheSame() {
    int words = WindowCounter.FREQUENT + 500;
    List<int[]> sentences = CorpusFiles.zipf(1_000, words, 12);
    List<int[]> shuffled = new ArrayList<>(sentences);
    Collections.shuffle(shuffled, new Random(1));
    CooccurrenceOptions options = options(5, Weighting.HARMONIC);
    assertThat(count(shuffled, words, options)).isEqualTo(count(sentences, words, options));
  }

  /** 1/d in parts of 1/unit is a whole number up to window 22, whose lcm is 232,792,560. */
  @Test
  void harmonicWeightsAreExactWhereTheUnitFits() {
    for (int window = 1; window <= 22; window++) {
      long unit = Weighting.HARMONIC.unit(window);
      for (int distance = 1; distance <= window; distance++) {
        assertThat(unit % distance).as("1/%d of %d", distance, unit).isZero();
        assertThat(Weighting.HARMONIC.weight(distance, window) * distance).isEqualTo(unit);
      }
    }
    assertThat(Weighting.HARMONIC.unit(22)).isEqualTo(232_792_560L);
    assertThat(Weighting.HARMONIC.unit(10_000)).isEqualTo(1L << 32);
  }

  @Test
  void badOptionsAreRefusedNamingTheKey() {
    assertThatThrownBy(() -> new CooccurrenceOptions(0, Weighting.FLAT, 1024, 0))
        .isInstanceOf(BadInputException.class)
        .hasMessage("cooccurrence.window must be 1 to 10000, but is 0");
    assertThatThrownBy(() -> new CooccurrenceOptions(10_001, Weighting.FLAT, 1024, 0))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("cooccurrence.window ");
    assertThatThrownBy(() -> new CooccurrenceOptions(5, Weighting.FLAT, 1023, 0))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("cooccurrence.cells-in-memory must be 1024 to ");
    assertThatThrownBy(() -> new CooccurrenceOptions(5, Weighting.FLAT, 1024, -1))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("cooccurrence.partitions ");
  }

  @Test
  void partitionsFollowTheCorpusUnlessSetAndNeverOutnumberTheWords() {
    assertThat(flat(5).partitionsFor(1_000, 50)).isEqualTo(1);
    assertThat(flat(5).partitionsFor(24_000_000, 50)).isEqualTo(11);
    assertThat(flat(5).partitionsFor(Long.MAX_VALUE / 100, 50)).isEqualTo(50);
    CooccurrenceOptions set = new CooccurrenceOptions(5, Weighting.FLAT, 1024, 7);
    assertThat(set.partitionsFor(1_000, 50)).isEqualTo(7);
    assertThat(set.partitionsFor(1_000, 3)).isEqualTo(3);
  }

  /** Counts as one task does, draining a full table, and adds the blocks up again. */
  private static SortedMap<Long, Long> count(
      List<int[]> sentences, int words, CooccurrenceOptions options) {
    RowGroups groups = RowGroups.of(words, Math.min(words, 3), 1_000, row -> row + 1L);
    WindowCounter counter = new WindowCounter(options, groups);
    List<Tuple2<Integer, byte[]>> blocks = new ArrayList<>();
    for (int[] sentence : sentences) {
      counter.add(sentence);
      if (counter.isFull()) {
        blocks.addAll(counter.drain());
        assertThat(counter.isFull()).isFalse();
      }
    }
    blocks.addAll(counter.drain());
    blocks.addAll(counter.frequentCells());
    int[] keyOf = groups.keysByRow();
    SortedMap<Long, Long> cells = new TreeMap<>();
    for (int key : blocks.stream().map(Tuple2::_1).distinct().toList()) {
      GroupSum sum = new GroupSum();
      blocks.stream().filter(block -> block._1() == key).forEach(block -> sum.add(block._2()));
      sum.drainTo(
          (row, columns, counts, n) -> {
            assertThat(keyOf[row]).isEqualTo(key);
            for (int i = 0; i < n; i++) {
              assertThat(i == 0 || columns[i - 1] < columns[i]).isTrue();
              assertThat(cells.put(key(row, columns[i]), counts[i])).isNull();
            }
          });
    }
    return cells;
  }

  private static CooccurrenceOptions flat(int window) {
    return options(window, Weighting.FLAT);
  }

  private static CooccurrenceOptions options(int window, Weighting weighting) {
    return new CooccurrenceOptions(window, weighting, 1024, 0);
  }

  private static long key(int row, int column) {
    return DenseCounter.key(row, column);
  }
}
