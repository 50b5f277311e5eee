package wordmill.text;

import java.io.Serializable;
import wordmill.config.BadInputException;

/**
 * What was read.
 *
 * @param lines lines and pieces of cut lines, the left out ones included
 * @param nulLines lines with a NUL byte
 * @param illFormedLines lines without a NUL byte that are not valid UTF-8
 */
public record TextCounts(long lines, long nulLines, long illFormedLines) implements Serializable {
  public static final TextCounts NONE = new TextCounts(0, 0, 0);

  public TextCounts merge(TextCounts other) {
    return new TextCounts(
        lines + other.lines, nulLines + other.nulLines, illFormedLines + other.illFormedLines);
  }

  /** Lines that are not text, of either kind. */
  public long invalidLines() {
    return nulLines + illFormedLines;
  }

  /**
   * Ends the job if too much of the input was no text.
   *
   * @throws BadInputException naming the counts by kind
   */
  public void check(TextOptions options) {
    BadInputException.check(
        invalidLines() <= options.maxInvalidShare() * lines,
        "%d of %d lines of %s are not text (%d have NUL bytes, %d are not valid UTF-8),"
            + " more than text.max-invalid-share = %s allows; is it UTF-8?",
        invalidLines(),
        lines,
        options.key(),
        nulLines,
        illFormedLines,
        options.maxInvalidShare());
  }
}
