package wordmill.word2vec;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import wordmill.corpus.CorpusReader;
import wordmill.store.ArtifactFolder;
import wordmill.word2vec.Schedule.Slice;

/** Reads slices of the corpus sentence by sentence, in order. Several threads may pull chunks. */
final class Sentences implements Closeable {
  private static final int CHUNK_TOKENS = 8192;

  private final ArtifactFolder corpus;
  private final Iterator<Slice> slices;
  private CorpusReader reader;
  private Slice slice;
  private long position; // within the file

  Sentences(ArtifactFolder corpus, List<Slice> slices) {
    this.corpus = corpus;
    this.slices = slices.iterator();
  }

  /**
   * Fills a chunk with the next sentences.
   *
   * @return whether there were any
   */
  synchronized boolean next(Chunk chunk) throws IOException {
    chunk.clear();
    if (Thread.currentThread()
        .isInterrupted()) { // another thread has failed, or the task is killed
      throw new IllegalStateException("interrupted while training");
    }
    while (chunk.tokens < CHUNK_TOKENS) {
      if (reader == null && !open()) {
        break;
      }
      if (position >= slice.to() || !reader.next()) {
        close();
        if (chunk.tokens > 0) {
          break; // a chunk is of one slice
        }
        continue;
      }
      int[] sentence = reader.sentence();
      if (position >= slice.from()) {
        if (chunk.tokens == 0) {
          chunk.position = slice.position() + (position - slice.from());
        }
        chunk.add(sentence);
      }
      position += sentence.length;
    }
    return chunk.tokens > 0;
  }

  private boolean open() throws IOException {
    if (!slices.hasNext()) {
      return false;
    }
    slice = slices.next();
    position = 0;
    reader = new CorpusReader(corpus, slice.file().file());
    return true;
  }

  @Override
  public synchronized void close() throws IOException {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }

  /** Some sentences. */
  static final class Chunk {
    private final java.util.ArrayList<int[]> sentences = new java.util.ArrayList<>();
    private int tokens;
    private long position;

    private void clear() {
      sentences.clear();
      tokens = 0;
    }

    private void add(int[] sentence) {
      sentences.add(sentence);
      tokens += sentence.length;
    }

    List<int[]> sentences() {
      return sentences;
    }

    /** Of the first sentence's first token, among those of all epochs. */
    long position() {
      return position;
    }

    int tokens() {
      return tokens;
    }
  }
}
