package wordmill.pairs;

import static wordmill.config.BadInputException.check;

import java.io.IOException;
import wordmill.text.TextCounts;
import wordmill.text.TextLines;

/**
 * Pairs in two files, line i of one with line i of the other. A line that is left out since it is
 * no text takes its counterpart with it.
 */
final class AlignedLines implements PairLines {
  private final AlignedFiles files;
  private final TextLines sources;
  private final TextLines targets;
  private final SideText source = new SideText();
  private final SideText target = new SideText();

  AlignedLines(AlignedFiles files, TextLines sources, TextLines targets) {
    this.files = files;
    this.sources = sources;
    this.targets = targets;
  }

  /**
   * @throws wordmill.config.BadInputException at the end, if one file has more lines
   */
  @Override
  public boolean next() {
    boolean bothGoOn = sources.next() && targets.next();
    while (bothGoOn && number(sources) != number(targets)) {
      bothGoOn = number(sources) < number(targets) ? sources.next() : targets.next();
    }
    if (!bothGoOn) {
      checkSameLength();
      return false;
    }
    checkWhole(sources, files.sources().key(), files.source().path());
    checkWhole(targets, files.targets().key(), files.target().path());
    source.show(sources.bytes(), sources.from(), sources.to());
    target.show(targets.bytes(), targets.from(), targets.to());
    return true;
  }

  @Override
  public SideText source() {
    return source;
  }

  @Override
  public SideText target() {
    return target;
  }

  @Override
  public TextCounts counts() {
    return sources.counts().merge(targets.counts());
  }

  @Override
  public void close() throws IOException {
    try (sources) {
      targets.close();
    }
  }

  /** Of the line, from 1: lines that are left out count. */
  private static long number(TextLines lines) {
    return lines.counts().lines();
  }

  private void checkWhole(TextLines lines, String key, String path) {
    check(
        !lines.isCut(),
        "%s: line %d of %s is longer than text.max-line-bytes = %d",
        key,
        number(lines),
        path,
        files.sources().maxLineBytes());
  }

  private void checkSameLength() {
    while (sources.next()) {}
    while (targets.next()) {}
    check(
        number(sources) == number(targets),
        "%s and %s: %s has %d lines, but %s has %d; line i of one must belong to line i of the"
            + " other",
        files.sources().key(),
        files.targets().key(),
        files.source().path(),
        number(sources),
        files.target().path(),
        number(targets));
  }
}
