package wordmill.vocab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import wordmill.store.HadoopConf;
import wordmill.text.TextLines;
import wordmill.text.TextOptions;
import wordmill.text.TextSplit;
import wordmill.text.Tokenizer;

/**
 * Counts the tokens of a split. Whenever its table is full it hands the counts over as blocks and
 * starts anew, so memory is bounded whatever the text: about 36 bytes an entry and the tokens'
 * bytes, and the same once more as blocks. A line's tokens may come on top.
 */
final class SplitCounter implements Iterator<CountedBlock> {
  private static final int MAX_TOKEN_BYTES = 64 << 20;

  private final TextLines lines;
  private final Tokenizer tokenizer;
  private final int parts;
  private final int maxEntries;
  private final TokenCounts counts = new TokenCounts();
  private final Queue<CountedBlock> ready = new ArrayDeque<>();
  private long sentences;
  private long tokens;
  private boolean done;

  /**
   * @param parts parts of the tokens, one reduce task each
   * @param maxEntries distinct tokens at which the table is full
   */
  SplitCounter(TextSplit split, TextOptions options, HadoopConf hadoop, int parts, int maxEntries) {
    this.lines = new TextLines(split, options, hadoop);
    this.tokenizer = options.tokenizer().start();
    this.parts = parts;
    this.maxEntries = maxEntries;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && !done) {
      try {
        done = !fillTable();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      handOver();
    }
    return !ready.isEmpty();
  }

  @Override
  public CountedBlock next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  /** Reads until the table is full, or the split ends: then false. */
  private boolean fillTable() throws IOException {
    try {
      while (lines.next()) {
        long before = tokens;
        tokenizer.tokens(lines.bytes(), lines.from(), lines.to(), this::count);
        if (tokens > before) {
          sentences++;
        }
        if (counts.size() >= maxEntries || counts.byteSize() >= MAX_TOKEN_BYTES) {
          return true;
        }
      }
    } catch (RuntimeException e) {
      lines.close();
      throw e;
    }
    lines.close();
    return false;
  }

  private void count(byte[] bytes, int from, int to) {
    counts.add(bytes, from, to, 1);
    tokens++;
  }

  private void handOver() {
    byte[][] blocks = counts.blocks(parts);
    counts.clear();
    for (int part = 0; part < parts; part++) {
      boolean last = done && part == parts - 1;
      if (blocks[part].length > 0 || last) {
        TextTally tally = last ? new TextTally(lines.counts(), sentences, tokens) : TextTally.NONE;
        ready.add(new CountedBlock(part, blocks[part], tally));
      }
    }
  }
}
