package wordmill.store;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/**
 * Writes one Parquet file row by row. Fields are addressed by position and written in that order;
 * array fields are {@code repeated} primitives, which every reader shows as a list of required
 * elements. Integers are delta-packed, so sorted columns and small counts take a byte or two.
 * Memory: one row group, {@value #ROW_GROUP_BYTES} bytes.
 */
public final class TableWriter implements Closeable {
  private static final long ROW_GROUP_BYTES = 32L << 20;

  private final HashedOutput output;
  private final ParquetWriter<Consumer<Row>> writer;

  TableWriter(HashedOutput output, MessageType schema, Configuration configuration)
      throws IOException {
    this.output = output;
    this.writer = new Builder(new Target(output), schema).withConf(configuration).build();
  }

  /** Appends the row that {@code fill} writes. */
  public void write(Consumer<Row> fill) throws IOException {
    writer.write(fill);
  }

  /** Closes the file, gives it its name and returns its entry for the manifest. */
  public DataFile finish() throws IOException {
    writer.close();
    return output.finish();
  }

  /** Drops the file unless it is finished. */
  @Override
  public void close() throws IOException {
    output.close();
  }

  /** The fields of the row being written; each method returns the row for the next field. */
  public static final class Row {
    private final RecordConsumer out;
    private final MessageType schema;

    private Row(RecordConsumer out, MessageType schema) {
      this.out = out;
      this.schema = schema;
    }

    public Row integer(int field, int value) {
      start(field);
      out.addInteger(value);
      return end(field);
    }

    public Row longInteger(int field, long value) {
      start(field);
      out.addLong(value);
      return end(field);
    }

    public Row number(int field, double value) {
      start(field);
      out.addDouble(value);
      return end(field);
    }

    public Row text(int field, String value) {
      start(field);
      out.addBinary(Binary.fromString(value));
      return end(field);
    }

    /** {@code values[from, to)}; none at all writes an empty list. */
    public Row integers(int field, int[] values, int from, int to) {
      if (from < to) {
        start(field);
        for (int i = from; i < to; i++) {
          out.addInteger(values[i]);
        }
        end(field);
      }
      return this;
    }

    public Row longs(int field, long[] values, int from, int to) {
      if (from < to) {
        start(field);
        for (int i = from; i < to; i++) {
          out.addLong(values[i]);
        }
        end(field);
      }
      return this;
    }

    public Row floats(int field, float[] values, int from, int to) {
      if (from < to) {
        start(field);
        for (int i = from; i < to; i++) {
          out.addFloat(values[i]);
        }
        end(field);
      }
      return this;
    }

    public Row doubles(int field, double[] values, int from, int to) {
      if (from < to) {
        start(field);
        for (int i = from; i < to; i++) {
          out.addDouble(values[i]);
        }
        end(field);
      }
      return this;
    }

    private void start(int field) {
      out.startField(schema.getFieldName(field), field);
    }

    private Row end(int field) {
      out.endField(schema.getFieldName(field), field);
      return this;
    }
  }

  private static final class RowSupport extends WriteSupport<Consumer<Row>> {
    private final MessageType schema;
    private RecordConsumer out;
    private Row row;

    private RowSupport(MessageType schema) {
      this.schema = schema;
    }

    @Override
    public WriteContext init(Configuration configuration) {
      return new WriteContext(schema, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      out = consumer;
      row = new Row(consumer, schema);
    }

    @Override
    public void write(Consumer<Row> fill) {
      out.startMessage();
      fill.accept(row);
      out.endMessage();
    }
  }

  private static final class Builder extends ParquetWriter.Builder<Consumer<Row>, Builder> {
    private final MessageType schema;

    private Builder(OutputFile file, MessageType schema) {
      super(file);
      this.schema = schema;
      withWriterVersion(WriterVersion.PARQUET_2_0);
      withDictionaryEncoding(false);
      withCompressionCodec(CompressionCodecName.UNCOMPRESSED);
      withRowGroupSize(ROW_GROUP_BYTES);
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<Consumer<Row>> getWriteSupport(Configuration configuration) {
      return new RowSupport(schema);
    }
  }

  /** Parquet's view of the hashed file; Parquet may close the stream, only we finish it. */
  private record Target(HashedOutput output) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return new PositionOutputStream() {
        @Override
        public long getPos() {
          return output.getPos();
        }

        @Override
        public void write(int b) throws IOException {
          output.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
          output.write(bytes, from, length);
        }
      };
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }
}
