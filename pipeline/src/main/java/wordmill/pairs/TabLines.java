package wordmill.pairs;

import static wordmill.config.BadInputException.check;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import wordmill.store.HadoopConf;
import wordmill.text.TextCounts;
import wordmill.text.TextLines;
import wordmill.text.TextOptions;
import wordmill.text.TextSplit;
import wordmill.text.Utf8;

/**
 * Pairs in lines {@code source<TAB>target} of a split of text. A line of white space alone is a
 * pair of two empty sides.
 */
final class TabLines implements PairLines {
  private static final byte TAB = '\t';

  private final Iterator<TextSplit.Slice> slices;
  private final TextOptions options;
  private final HadoopConf hadoop;
  private final SideText source = new SideText();
  private final SideText target = new SideText();
  private TextSplit.Slice slice;
  private TextLines lines;
  private TextCounts earlier = TextCounts.NONE; // of the slices before this one

  TabLines(TextSplit split, TextOptions options, HadoopConf hadoop) {
    this.slices = split.slices().iterator();
    this.options = options;
    this.hadoop = hadoop;
    open(slices.next());
  }

  @Override
  public boolean next() throws IOException {
    while (!lines.next()) {
      if (!slices.hasNext()) {
        return false;
      }
      lines.close();
      earlier = counts();
      open(slices.next());
    }
    cut(lines.bytes(), lines.from(), lines.to());
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
    return earlier.merge(lines.counts());
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private void open(TextSplit.Slice next) {
    slice = next;
    lines = lines(next);
  }

  private TextLines lines(TextSplit.Slice some) {
    return new TextLines(new TextSplit(List.of(some)), options, hadoop);
  }

  private void cut(byte[] line, int from, int to) throws IOException {
    if (Utf8.trimmedFrom(line, from, to) == to) {
      source.show(line, to, to);
      target.show(line, to, to);
      return;
    }
    int tab = Utf8.indexOf(TAB, line, from, to);
    boolean isPair = !lines.isCut() && tab < to && Utf8.indexOf(TAB, line, tab + 1, to) == to;
    if (!isPair) {
      refuse(tab < to);
    }
    source.show(line, from, tab);
    target.show(line, tab + 1, to);
  }

  /** Reads the file up to the line, to tell its number. */
  private void refuse(boolean hasTab) throws IOException {
    long number = linesBefore() + lines.counts().lines();
    check(
        !lines.isCut(),
        "%s: line %d of %s is longer than text.max-line-bytes = %d",
        options.key(),
        number,
        slice.path(),
        options.maxLineBytes());
    check(
        false,
        "%s: line %d of %s has %s; a line is a source, a tab and a target",
        options.key(),
        number,
        slice.path(),
        hasTab ? "more than one tab" : "no tab");
  }

  private long linesBefore() throws IOException {
    if (slice.from() == 0) {
      return 0;
    }
    try (TextLines before = lines(new TextSplit.Slice(slice.path(), 0, slice.from()))) {
      while (before.next()) {}
      return before.counts().lines();
    }
  }
}
