package wordmill.pairs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.TableReader;

/**
 * The rows of one file of pairs, from first to last; closed behind the last. Memory: one row group
 * of the file, and one pair.
 */
final class PairReader<T> implements Iterator<T> {
  private final TableReader table;
  private final Function<TableReader, T> row;
  private boolean onRow;

  private PairReader(TableReader table, Function<TableReader, T> row) {
    this.table = table;
    this.row = row;
    advance();
  }

  /**
   * Opens a file of pairs to train on once its content is checked.
   *
   * @throws wordmill.config.BadInputException naming the file, if it is missing or damaged
   */
  static PairReader<EncodedPair> ofTraining(ArtifactFolder folder, DataFile file)
      throws IOException {
    return new PairReader<>(folder.readTable(file, PairFormat.TRAINING), PairReader::pair);
  }

  /** Opens a file of pairs to measure on in the same way. */
  static PairReader<ExamplePair> ofExamples(ArtifactFolder folder, DataFile file)
      throws IOException {
    return new PairReader<>(folder.readTable(file, PairFormat.EXAMPLES), PairReader::example);
  }

  @Override
  public boolean hasNext() {
    return onRow;
  }

  @Override
  public T next() {
    if (!onRow) {
      throw new NoSuchElementException();
    }
    T read = row.apply(table);
    advance();
    return read;
  }

  private void advance() {
    try {
      onRow = table.next();
      if (!onRow) {
        table.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EncodedPair pair(TableReader table) {
    return new EncodedPair(table.integers(PairFormat.SOURCE), table.integers(PairFormat.TARGET));
  }

  private static ExamplePair example(TableReader table) {
    EncodedPair pair = pair(table);
    return new ExamplePair(
        pair, table.text(PairFormat.SOURCE_TEXT), table.text(PairFormat.TARGET_TEXT));
  }
}
