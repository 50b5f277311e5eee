package wordmill.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import wordmill.config.BadInputException;
import wordmill.text.TextCounts;
import wordmill.text.TextOptions;
import wordmill.text.Tokenization;

final class MeasuredPairsTest {
  private static final PairSplit UNREAD =
      hadoop -> {
        throw new UnsupportedOperationException();
      };

  @Test
  void theLastPairsOfAllPartsAreHeldOut() {
    // of 3 + 0 + 4 + 3 = 10 pairs the first 6 stay: 3 + 0 + 3 + 0
    assertThat(trainedOn(0.4, 3, 0, 4, 3)).containsExactly(3L, 0L, 3L, 0L);
    // of 6 the first 5 = ⌊5.4⌋ stay
    assertThat(trainedOn(0.1, 6)).containsExactly(5L);
  }

  @Test
  void heldOutPairsAreValidatedOnAndTestsAreLeftAlone() {
    PairPart test = new PairPart(PairSet.TEST, 0, UNREAD, 0);
    List<PairPart> divided =
        new MeasuredPairs(List.of(training(0), test), List.of(kept(4), kept(9))).holdOut(0.5);
    assertThat(divided).containsExactly(training(0).trainingOn(2), test);
    assertThat(divided.get(0).trainingFile()).isEqualTo("training-00000.parquet");
    assertThat(divided.get(0).exampleFile()).isEqualTo("validation-00000.parquet");
    assertThat(test.exampleFile()).isEqualTo("test-00000.parquet");
  }

  @Test
  void aShareThatLeavesNothingToTrainOnIsRefused() {
    assertThatThrownBy(() -> trainedOn(0.5, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessage("pairs.held-out = 0.5 leaves 0 of the 1 pairs to train on");
    assertThatThrownBy(() -> trainedOn(1e-20, 5))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("leaves 5 of the 5 pairs");
  }

  @Test
  void aSetOfWhichNoPairIsLeftIsRefusedWithTheReasons() {
    PairTally nothing = new PairTally(TextCounts.NONE, 0, 3, 4);
    assertThatThrownBy(() -> check(nothing))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "pairs.input and pairs.target: of 7 pairs none is left: 3 have a side without a token,"
                + " 4 have one of more than pairs.max-length = 100");
  }

  @Test
  void aSetThatIsMostlyNoTextIsRefused() {
    PairTally noText = new PairTally(new TextCounts(9, 1, 4), 4, 0, 0);
    assertThatThrownBy(() -> check(noText))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("5 of 9 lines of pairs.input and pairs.target are not text");
  }

  @Test
  void talliesMergeInAnyOrder() {
    Random random = new Random(7);
    List<PairTally> tallies = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      TextCounts text = new TextCounts(random.nextInt(99), random.nextInt(99), random.nextInt(99));
      tallies.add(new PairTally(text, random.nextInt(99), random.nextInt(99), random.nextInt(99)));
    }
    PairTally sum = tallies.stream().reduce(PairTally.NONE, PairTally::merge);
    Collections.shuffle(tallies, random);
    PairTally left = tallies.subList(0, 4).stream().reduce(PairTally.NONE, PairTally::merge);
    PairTally right = tallies.subList(4, 9).stream().reduce(PairTally.NONE, PairTally::merge);
    assertThat(right.merge(left)).isEqualTo(sum);
    assertThat(sum.kept()).isEqualTo(tallies.stream().mapToLong(PairTally::kept).sum());
  }

  private static void check(PairTally tally) {
    TextOptions text = PairCases.text(Tokenization.WORDS, 1);
    PairOptions options = PairCases.training(PairCases.aligned(Path.of("s.txt"), Path.of("t.txt")));
    new MeasuredPairs(List.of(training(0)), List.of(tally)).checkSets(options, text);
  }

  private static List<Long> trainedOn(double share, long... kept) {
    List<PairPart> parts = new ArrayList<>();
    List<PairTally> tallies = new ArrayList<>();
    for (long each : kept) {
      parts.add(training(parts.size()));
      tallies.add(kept(each));
    }
    return new MeasuredPairs(parts, tallies)
        .holdOut(share).stream().map(PairPart::trainedOn).toList();
  }

  private static PairPart training(int index) {
    return new PairPart(PairSet.TRAINING, index, UNREAD, Long.MAX_VALUE);
  }

  private static PairTally kept(long pairs) {
    return new PairTally(TextCounts.NONE, pairs, 1, 2);
  }
}
