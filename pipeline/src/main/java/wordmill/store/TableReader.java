package wordmill.store;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopStreams;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import wordmill.config.BadInputException;

/**
 * Reads a file of {@link TableWriter} row by row, straight from the columns: no record is assembled
 * and nothing is boxed. After {@link #next}, each field is read at most once. Memory: one row
 * group.
 */
public final class TableReader implements Closeable {
  private final MessageType schema;
  private final String createdBy;
  private final ParquetFileReader file;
  private final ColumnReader[] columns;
  private final boolean[] read;
  private int[] integers = new int[64];
  private long[] longs = new long[64];
  private float[] floats = new float[64];
  private double[] doubles = new double[64];
  private long rowsLeft;

  /** Opens a file that no manifest lists, unchecked. */
  public TableReader(Path path, MessageType schema, HadoopConf hadoop) throws IOException {
    this.schema = schema;
    this.file = ParquetFileReader.open(new Source(hadoop.fileSystem(path), path));
    MessageType found = file.getFileMetaData().getSchema();
    if (!found.equals(schema)) {
      file.close();
      throw new BadInputException("%s holds rows of %s, but %s is needed", path, found, schema);
    }
    this.createdBy = file.getFileMetaData().getCreatedBy();
    this.columns = new ColumnReader[schema.getFieldCount()];
    this.read = new boolean[columns.length];
  }

  /** Moves to the next row; false at the end of the file. */
  public boolean next() throws IOException {
    skipUnread();
    while (rowsLeft == 0) {
      PageReadStore group = file.readNextRowGroup();
      if (group == null) {
        return false;
      }
      rowsLeft = group.getRowCount();
      ColumnReadStoreImpl store =
          new ColumnReadStoreImpl(group, NoConverter.INSTANCE, schema, createdBy);
      for (ColumnDescriptor column : schema.getColumns()) {
        columns[schema.getFieldIndex(column.getPath()[0])] = store.getColumnReader(column);
      }
      Arrays.fill(read, true);
    }
    rowsLeft--;
    Arrays.fill(read, false);
    return true;
  }

  public int integer(int field) {
    ColumnReader column = use(field);
    int value = column.getInteger();
    column.consume();
    return value;
  }

  public long longInteger(int field) {
    ColumnReader column = use(field);
    long value = column.getLong();
    column.consume();
    return value;
  }

  public double number(int field) {
    ColumnReader column = use(field);
    double value = column.getDouble();
    column.consume();
    return value;
  }

  public String text(int field) {
    ColumnReader column = use(field);
    String value = column.getBinary().toStringUsingUTF8();
    column.consume();
    return value;
  }

  /** The field's list as a new array. */
  public int[] integers(int field) {
    ColumnReader column = use(field);
    int level = column.getDescriptor().getMaxDefinitionLevel();
    int n = 0;
    do {
      if (column.getCurrentDefinitionLevel() == level) {
        if (n == integers.length) {
          integers = Arrays.copyOf(integers, 2 * n);
        }
        integers[n++] = column.getInteger();
      }
      column.consume();
    } while (column.getCurrentRepetitionLevel() > 0);
    return Arrays.copyOf(integers, n);
  }

  /** The field's list as a new array. */
  public long[] longs(int field) {
    ColumnReader column = use(field);
    int level = column.getDescriptor().getMaxDefinitionLevel();
    int n = 0;
    do {
      if (column.getCurrentDefinitionLevel() == level) {
        if (n == longs.length) {
          longs = Arrays.copyOf(longs, 2 * n);
        }
        longs[n++] = column.getLong();
      }
      column.consume();
    } while (column.getCurrentRepetitionLevel() > 0);
    return Arrays.copyOf(longs, n);
  }

  /** The field's list as a new array. */
  public float[] floats(int field) {
    ColumnReader column = use(field);
    int level = column.getDescriptor().getMaxDefinitionLevel();
    int n = 0;
    do {
      if (column.getCurrentDefinitionLevel() == level) {
        if (n == floats.length) {
          floats = Arrays.copyOf(floats, 2 * n);
        }
        floats[n++] = column.getFloat();
      }
      column.consume();
    } while (column.getCurrentRepetitionLevel() > 0);
    return Arrays.copyOf(floats, n);
  }

  /** The field's list as a new array. */
  public double[] doubles(int field) {
    ColumnReader column = use(field);
    int level = column.getDescriptor().getMaxDefinitionLevel();
    int n = 0;
    do {
      if (column.getCurrentDefinitionLevel() == level) {
        if (n == doubles.length) {
          doubles = Arrays.copyOf(doubles, 2 * n);
        }
        doubles[n++] = column.getDouble();
      }
      column.consume();
    } while (column.getCurrentRepetitionLevel() > 0);
    return Arrays.copyOf(doubles, n);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private ColumnReader use(int field) {
    if (read[field]) {
      throw new IllegalStateException("field " + field + " of this row was read before");
    }
    read[field] = true;
    return columns[field];
  }

  private void skipUnread() {
    for (int field = 0; field < columns.length; field++) {
      if (columns[field] != null && !read[field]) {
        ColumnReader column = columns[field];
        do {
          if (column.getCurrentDefinitionLevel()
              == column.getDescriptor().getMaxDefinitionLevel()) {
            column.skip();
          }
          column.consume();
        } while (column.getCurrentRepetitionLevel() > 0);
        read[field] = true;
      }
    }
  }

  private record Source(FileSystem fileSystem, Path path) implements InputFile {
    @Override
    public long getLength() throws IOException {
      return fileSystem.getFileStatus(path).getLen();
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
      FSDataInputStream in = fileSystem.open(path);
      return HadoopStreams.wrap(in);
    }
  }

  /** Columns are read by hand, so nothing is ever converted. */
  private static final class NoConverter extends GroupConverter {
    private static final NoConverter INSTANCE = new NoConverter();

    @Override
    public Converter getConverter(int field) {
      return new PrimitiveConverter() {};
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }
}
