package wordmill.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import wordmill.config.BadInputException;

final class PairBatchOptionsTest {
  @Test
  void everyRoundIsFullButTheLastWhichIsEven() {
    for (int[] each : new int[][] {{1, 1, 1, 1}, {57, 3, 2, 4}, {48, 3, 2, 4}, {2, 5, 3, 1}}) {
      int pairs = each[0];
      int replicas = each[1];
      int share = each[2] * each[3];
      PairBatchOptions options = new PairBatchOptions(replicas, each[2], each[3], 0, false);
      int[] counts = new int[options.partitions(pairs)];
      for (int position = 0; position < pairs; position++) {
        counts[options.partition(position)]++;
      }
      int last = counts.length - replicas;
      int left = pairs - last * share;
      assertThat(left).isBetween(1, share * replicas);
      for (int p = 0; p < counts.length; p++) {
        assertThat(counts[p])
            .isBetween(
                p < last ? share : left / replicas,
                p < last ? share : (left + replicas - 1) / replicas);
      }
    }
  }

  @Test
  void whatMakesNoRoundsIsRefused() {
    assertRefused(0, 1, 1, 0, "replicas must be 1 or more, but is 0");
    assertRefused(1, 0, 1, 0, "batch must be 1 or more, but is 0");
    assertRefused(1, 1, 0, 0, "steps-per-round must be 1 or more, but is 0");
    assertRefused(1, 1, 1, -1, "the end of a sentence must have an id of 0 or more, but has -1");
    PairBatchOptions small = new PairBatchOptions(4, 10, 2, 0, false);
    assertThat(small.partitions(20_000_000)).isEqualTo(1_000_000);
    assertThatThrownBy(() -> small.partitions(20_000_001))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "20000001 pairs make 250001 rounds of 2 steps, but no more than 250000 can be kept"
                + " track of; raise steps-per-round");
  }

  private static void assertRefused(
      int replicas, int batch, int roundSteps, int end, String sentence) {
    assertThatThrownBy(() -> new PairBatchOptions(replicas, batch, roundSteps, end, false))
        .isInstanceOf(BadInputException.class)
        .hasMessage(sentence);
  }
}
