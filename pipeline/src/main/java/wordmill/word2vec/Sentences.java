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
  private final ArtifactFolder corpus;
  private final Iterator<Slice> slices;
  private final int chunkTokens;
  private CorpusReader reader;
  private Slice slice;
  private long position; // within the file

  /** Reads them in chunks of 8,192 tokens. */
  Sentences(ArtifactFolder corpus, List<Slice> slices) {
    this(corpus, slices, 8192);
  }

  Sentences(ArtifactFolder corpus, List<Slice> slices, int chunkTokens) {
    this.corpus = corpus;
    this.slices = slices.iterator();
    this.chunkTokens = chunkTokens;
  }

  /**
   * Fills a chunk with the next sentences.
   *
   * @return whether there were any
   */
  synchronized boolean next(Chunk chunk) throws IOException {
    chunk.clear();
    Team.checkInterrupted();
    while (chunk.tokens < chunkTokens) {
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
