package wordmill.corpus;

import java.io.IOException;
import java.util.Arrays;
import wordmill.store.HadoopConf;
import wordmill.text.TextCounts;
import wordmill.text.TextLines;
import wordmill.text.TextOptions;
import wordmill.text.TextSplit;

/**
 * Encodes a split of text while it is read, as the stage {@code corpus} does: lines of which no
 * word is left are no sentences. Memory: two of the longest lines.
 */
public final class TextSentences implements SentenceReader {
  private final TextLines lines;
  private final SentenceEncoder encoder;
  private int length;

  public TextSentences(
      TextSplit split, TextOptions options, SentenceEncoder encoder, HadoopConf hadoop) {
    this.lines = new TextLines(split, options, hadoop);
    this.encoder = encoder;
  }

  @Override
  public boolean next() {
    do {
      if (!lines.next()) {
        return false;
      }
      length = encoder.encode(lines.bytes(), lines.from(), lines.to());
    } while (length == 0);
    return true;
  }

  @Override
  public int[] sentence() {
    return Arrays.copyOf(encoder.ids(), length);
  }

  /** The lines read so far. */
  public TextCounts counts() {
    return lines.counts();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
