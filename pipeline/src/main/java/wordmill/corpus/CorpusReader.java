package wordmill.corpus;

import java.io.IOException;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.TableReader;

/**
 * Reads one file of a corpus, sentence by sentence. Memory: one row group of the file, and one
 * sentence.
 */
public final class CorpusReader implements SentenceReader {
  private final TableReader table;

  /**
   * Opens the file once its content is checked.
   *
   * @throws wordmill.config.BadInputException naming the file, if it is missing or damaged
   */
  public CorpusReader(ArtifactFolder folder, DataFile file) throws IOException {
    this.table = folder.readTable(file, CorpusFormat.SCHEMA);
  }

  @Override
  public boolean next() throws IOException {
    return table.next();
  }

  @Override
  public int[] sentence() {
    return table.integers(0);
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
