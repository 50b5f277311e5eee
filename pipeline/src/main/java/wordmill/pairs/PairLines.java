package wordmill.pairs;

import java.io.Closeable;
import java.io.IOException;
import wordmill.text.TextCounts;

/** Pairs of text, one after another. A side may be empty. */
interface PairLines extends Closeable {
  /**
   * Moves to the next pair; false after the last.
   *
   * @throws wordmill.config.BadInputException naming file and line, where the text is no pairs
   */
  boolean next() throws IOException;

  /** The pair's source, until the next. */
  SideText source();

  /** The pair's target, until the next. */
  SideText target();

  /** The lines read so far, of all files. */
  TextCounts counts();
}
