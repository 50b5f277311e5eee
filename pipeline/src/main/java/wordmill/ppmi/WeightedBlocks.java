package wordmill.ppmi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import scala.Tuple2;
import wordmill.cooccurrence.CooccurrenceFormat;
import wordmill.linalg.ByteCoder;
import wordmill.linalg.RowGroups;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.TableReader;

/**
 * Reads a lower triangle of counts and yields both of each pair's weights, as blocks by key of the
 * group of their row: row, column (varints) and value. Memory: {@value #BUFFERED_BYTES} bytes.
 */
final class WeightedBlocks implements Iterator<Tuple2<Integer, byte[]>> {
  private static final int BUFFERED_BYTES = 32 << 20;

  private final ArtifactFolder counts;
  private final Iterator<DataFile> files;
  private final PointwiseMutualInformation information;
  private final ByteCoder[] coders; // by key
  private final int[] keyOf; // by row
  private final Queue<Tuple2<Integer, byte[]>> ready = new ArrayDeque<>();
  private TableReader open;
  private boolean ended;
  private long buffered;

  WeightedBlocks(
      ArtifactFolder counts,
      Iterator<DataFile> files,
      PointwiseMutualInformation information,
      RowGroups groups) {
    this.counts = counts;
    this.files = files;
    this.information = information;
    this.coders = new ByteCoder[groups.files() * groups.groups()];
    this.keyOf = groups.keysByRow();
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && !ended) {
      try {
        weighOn();
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

  private void weighOn() throws IOException {
    while (buffered < BUFFERED_BYTES) {
      if (open == null) {
        if (!files.hasNext()) {
          ended = true;
          break;
        }
        open = counts.readTable(files.next(), CooccurrenceFormat.CELLS);
      }
      if (open.next()) {
        weigh(open.integer(0), open.integers(1), open.longs(2));
      } else {
        open.close();
        open = null;
      }
    }
    buffered = 0;
    for (int key = 0; key < coders.length; key++) {
      if (coders[key] != null && !coders[key].isEmpty()) {
        ready.add(new Tuple2<>(key, coders[key].take()));
      }
    }
  }

  private void weigh(int row, int[] columns, long[] counted) {
    for (int i = 0; i < columns.length; i++) {
      double logCount = Math.log((double) counted[i]);
      emit(row, columns[i], information.positive(logCount, row, columns[i]));
      if (columns[i] != row) {
        emit(columns[i], row, information.positive(logCount, columns[i], row));
      }
    }
  }

  private void emit(int row, int column, float value) {
    if (value > 0) {
      int key = keyOf[row];
      ByteCoder coder = coders[key];
      if (coder == null) {
        coder = new ByteCoder();
        coders[key] = coder;
      }
      int before = coder.size();
      coder.unsigned(row).unsigned(column).number(value);
      buffered += coder.size() - before;
    }
  }
}
