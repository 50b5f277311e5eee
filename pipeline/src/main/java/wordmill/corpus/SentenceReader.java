package wordmill.corpus;

import java.io.Closeable;
import java.io.IOException;

/** Sentences of word ids, one after another. */
public interface SentenceReader extends Closeable {
  /** Moves to the next sentence; false at the end. */
  boolean next() throws IOException;

  /** The word ids of the sentence, one or more, a new array; to be asked for once. */
  int[] sentence();
}
