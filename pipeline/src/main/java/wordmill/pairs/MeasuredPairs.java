package wordmill.pairs;

import static wordmill.config.BadInputException.check;

import java.util.ArrayList;
import java.util.List;
import wordmill.text.TextOptions;

/** How many pairs are in each part, and what follows from that. */
final class MeasuredPairs {
  private final List<PairPart> parts;
  private final List<PairTally> tallies;

  /**
   * @param tallies of each of the parts
   */
  MeasuredPairs(List<PairPart> parts, List<PairTally> tallies) {
    this.parts = List.copyOf(parts);
    this.tallies = List.copyOf(tallies);
  }

  /** Of all parts. */
  PairTally tally() {
    return tallies.stream().reduce(PairTally.NONE, PairTally::merge);
  }

  /** Of the parts of one set. */
  PairTally tally(PairSet set) {
    PairTally sum = PairTally.NONE;
    for (int i = 0; i < parts.size(); i++) {
      sum = parts.get(i).set() == set ? sum.merge(tallies.get(i)) : sum;
    }
    return sum;
  }

  /**
   * Ends the job if a set is not fit for use.
   *
   * @throws wordmill.config.BadInputException if too much of its files is no text, or no pair of it
   *     is left
   */
  void checkSets(PairOptions options, TextOptions text) {
    for (PairSet set : PairSet.values()) {
      PairFiles files = options.files(set);
      if (!files.input().isEmpty()) {
        PairTally tally = tally(set);
        String key = files.isAligned() ? files.key() + " and " + files.targetKey() : files.key();
        tally.text().check(text.reading(key, files.input()));
        check(
            tally.kept() > 0,
            "%s: of %d pairs none is left: %d have a side without a token, %d have one of more than"
                + " pairs.max-length = %d",
            key,
            tally.all(),
            tally.droppedEmpty(),
            tally.droppedLong(),
            options.maxLength());
      }
    }
  }

  /**
   * The parts, with the last training pairs kept from training: of n the first ⌊(1 − share) · n⌋
   * stay.
   *
   * @param share above 0, below 1
   * @throws wordmill.config.BadInputException if nothing is left of either
   */
  List<PairPart> holdOut(double share) {
    long n = tally(PairSet.TRAINING).kept();
    long kept = (long) ((1 - share) * n);
    check(
        kept > 0 && kept < n,
        "pairs.held-out = %s leaves %d of the %d pairs to train on",
        share,
        kept,
        n);
    List<PairPart> divided = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      PairPart part = parts.get(i);
      if (part.set() == PairSet.TRAINING) {
        long trainedOn = Math.min(kept, tallies.get(i).kept());
        divided.add(part.trainingOn(trainedOn));
        kept -= trainedOn;
      } else {
        divided.add(part);
      }
    }
    return divided;
  }
}
