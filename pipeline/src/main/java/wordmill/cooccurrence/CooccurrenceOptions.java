package wordmill.cooccurrence;

import java.io.Serializable;
import wordmill.config.BadInputException;
import wordmill.config.Settings;

/**
 * Who counts as a neighbour, and how the counting is bounded.
 *
 * @param window tokens on each side, 1 to 10,000; windows never cross a sentence's end
 * @param weighting what a neighbour counts by its distance
 * @param cellsInMemory distinct cells a task holds before it spills them into the shuffle, 1,024 or
 *     more; about 32 bytes each
 * @param partitions reduce tasks, hence files; 0 derives them from the corpus
 */
public record CooccurrenceOptions(
    int window, Weighting weighting, int cellsInMemory, int partitions) implements Serializable {
  private static final long EVENTS_A_PARTITION = 12_000_000;

  public CooccurrenceOptions {
    BadInputException.check(
        window >= 1 && window <= 10_000,
        "cooccurrence.window must be 1 to 10000, but is %d",
        window);
    BadInputException.check(
        cellsInMemory >= 1024 && cellsInMemory <= 1 << 28,
        "cooccurrence.cells-in-memory must be 1024 to 268435456, but is %d",
        cellsInMemory);
    BadInputException.check(
        partitions >= 0 && partitions <= 1_000_000,
        "cooccurrence.partitions must be auto or 1 to 1000000, but is %d",
        partitions);
  }

  public static CooccurrenceOptions from(Settings settings) {
    return new CooccurrenceOptions(
        settings.integer("cooccurrence.window"),
        settings.choice("cooccurrence.weighting", Weighting.class),
        settings.integer("cooccurrence.cells-in-memory"),
        settings.is("cooccurrence.partitions", "auto")
            ? 0
            : settings.integer("cooccurrence.partitions"));
  }

  /** Files for a corpus: as set, or one for each 12 million pairs; never more than words. */
  public int partitionsFor(long tokens, int words) {
    long wanted = partitions > 0 ? partitions : 1 + tokens * window / EVENTS_A_PARTITION;
    return (int) Math.min(Math.min(wanted, words), 1_000_000);
  }
}
