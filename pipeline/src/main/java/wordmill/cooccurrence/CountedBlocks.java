package wordmill.cooccurrence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import scala.Tuple2;
import wordmill.corpus.CorpusFormat;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.TableReader;

/** Reads files of sentences and yields blocks of counted cells each time the counter is full. */
final class CountedBlocks implements Iterator<Tuple2<Integer, byte[]>> {
  private final ArtifactFolder corpus;
  private final Iterator<DataFile> files;
  private final WindowCounter counter;
  private final Queue<Tuple2<Integer, byte[]>> ready = new ArrayDeque<>();
  private TableReader open;
  private boolean ended;

  CountedBlocks(ArtifactFolder corpus, Iterator<DataFile> files, WindowCounter counter) {
    this.corpus = corpus;
    this.files = files;
    this.counter = counter;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && !ended) {
      try {
        countOn();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return !ready.isEmpty();
  }

  @Override
  public Tuple2<Integer, byte[]> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void countOn() throws IOException {
    while (!counter.isFull()) {
      if (open == null) {
        if (!files.hasNext()) {
          ended = true;
          ready.addAll(counter.frequentCells());
          break;
        }
        open = corpus.readTable(files.next(), CorpusFormat.SCHEMA);
      }
      if (open.next()) {
        counter.add(open.integers(0));
      } else {
        open.close();
        open = null;
      }
    }
    ready.addAll(counter.drain());
  }
}
