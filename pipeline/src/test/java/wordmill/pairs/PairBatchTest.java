package wordmill.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PairBatchTest {
  private static final int END = 10;

  private static final List<EncodedPair> TWO = List.of(pair("3 4 5", "7"), pair("6", "8 9"));

  @Test
  void pairsStandSideBySide() {
    PairBatch batch = PairBatch.of(TWO, END, false);
    assertThat(batch.pairs()).isEqualTo(2);
    assertThat(batch.sourceSteps()).isEqualTo(3);
    assertThat(batch.sources())
        .containsExactly(
            3, 6, //
            4, 0, //
            5, 0);
    assertThat(batch.sourceMask())
        .containsExactly(
            1, 1, //
            1, 0, //
            1, 0);
    assertThat(batch.targetSteps()).isEqualTo(3);
    assertThat(batch.inputs())
        .containsExactly(
            END, END, //
            7, 8, //
            0, 9);
    assertThat(batch.labels())
        .containsExactly(
            7, 8, //
            END, 9, //
            0, END);
    assertThat(batch.targetMask())
        .containsExactly(
            1, 1, //
            1, 1, //
            0, 1);
    assertThat(batch.tokens()).isEqualTo(5);
    assertThat(batch.hasSourcePadding()).isTrue();
    assertThat(batch.hasTargetPadding()).isTrue();
  }

  @Test
  void onlySourcesAreReversedAndTheirPaddingStaysBehindThem() {
    PairBatch plain = PairBatch.of(TWO, END, false);
    PairBatch reversed = PairBatch.of(TWO, END, true);
    assertThat(reversed.sources())
        .containsExactly(
            5, 6, //
            4, 0, //
            3, 0);
    assertThat(reversed.sourceMask()).isEqualTo(plain.sourceMask());
    assertThat(reversed.inputs()).isEqualTo(plain.inputs());
    assertThat(reversed.labels()).isEqualTo(plain.labels());
  }

  @Test
  void eachSideKnowsItsOwnPadding() {
    PairBatch sources = PairBatch.of(List.of(pair("1 2", "3"), pair("1", "2")), END, false);
    assertThat(sources.hasSourcePadding()).isTrue();
    assertThat(sources.hasTargetPadding()).isFalse();
    PairBatch targets = PairBatch.of(List.of(pair("1", "3"), pair("1", "2 3")), END, false);
    assertThat(targets.hasSourcePadding()).isFalse();
    assertThat(targets.hasTargetPadding()).isTrue();
  }

  @Test
  void whatTheMasksLeaveIsWhatWasPutIn() {
    Random random = new Random(1);
    for (int trial = 0; trial < 100; trial++) {
      List<EncodedPair> pairs =
          IntStream.range(0, 1 + random.nextInt(6))
              .mapToObj(i -> new EncodedPair(words(random), words(random)))
              .toList();
      boolean reversed = random.nextBoolean();
      PairBatch batch = PairBatch.of(pairs, END, reversed);
      int tokens = 0;
      for (int b = 0; b < pairs.size(); b++) {
        List<Integer> source = list(pairs.get(b).source());
        if (reversed) {
          Collections.reverse(source);
        }
        List<Integer> inputs = list(pairs.get(b).target());
        inputs.add(0, END);
        List<Integer> labels = list(pairs.get(b).target());
        labels.add(END);
        tokens += labels.size();
        assertColumn(batch.sources(), batch.sourceMask(), b, pairs.size(), source);
        assertColumn(batch.inputs(), batch.targetMask(), b, pairs.size(), inputs);
        assertColumn(batch.labels(), batch.targetMask(), b, pairs.size(), labels);
      }
      assertThat(batch.tokens()).isEqualTo(tokens);
      assertThat(batch.hasSourcePadding()).isEqualTo(hasZero(batch.sourceMask()));
      assertThat(batch.hasTargetPadding()).isEqualTo(hasZero(batch.targetMask()));
    }
  }

  /** The words first, each with a mask of 1, then zeros with a mask of 0. */
  private static void assertColumn(int[] ids, float[] mask, int b, int B, List<Integer> expected) {
    assertThat(mask).hasSameSizeAs(ids);
    for (int t = 0; t * B < ids.length; t++) {
      boolean word = t < expected.size();
      assertThat(ids[t * B + b]).isEqualTo(word ? expected.get(t) : 0);
      assertThat(mask[t * B + b]).isEqualTo(word ? 1 : 0);
    }
    assertThat(ids.length / B).isGreaterThanOrEqualTo(expected.size());
  }

  private static boolean hasZero(float[] mask) {
    return IntStream.range(0, mask.length).anyMatch(place -> mask[place] == 0);
  }

  private static int[] words(Random random) {
    return random.ints(1 + random.nextInt(4), 0, END).toArray();
  }

  private static List<Integer> list(int[] ids) {
    return new ArrayList<>(IntStream.of(ids).boxed().toList());
  }

  @Test
  void noPairsMakeNoBatch() {
    assertThatThrownBy(() -> PairBatch.of(List.of(), END, false)).hasMessage("a batch of no pairs");
  }

  private static EncodedPair pair(String source, String target) {
    return new EncodedPair(ids(source), ids(target));
  }

  private static int[] ids(String words) {
    return List.of(words.split(" ")).stream().mapToInt(Integer::parseInt).toArray();
  }
}
