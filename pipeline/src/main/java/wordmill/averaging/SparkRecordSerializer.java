package wordmill.averaging;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import org.apache.spark.serializer.DeserializationStream;
import org.apache.spark.serializer.SerializationStream;
import org.apache.spark.serializer.Serializer;
import org.apache.spark.serializer.SerializerInstance;
import scala.reflect.ClassTag;

/**
 * Numbered values in a shuffle, as an int and the value's own layout. Java's serialization would
 * read large ones a kilobyte at a time, and spend more on many small ones than their use does.
 */
final class SparkRecordSerializer<V> extends Serializer implements Serializable {
  private static final long serialVersionUID = 1L;

  private final RecordLayout<V> layout;

  SparkRecordSerializer(RecordLayout<V> layout) {
    this.layout = layout;
  }

  @Override
  public SerializerInstance newInstance() {
    return new Streams<>(layout);
  }

  /** So Spark may sort records as bytes. */
  @Override
  public boolean supportsRelocationOfSerializedObjects() {
    return true;
  }

  private static final class Streams<V> extends SerializerInstance {
    private final RecordLayout<V> layout;

    private Streams(RecordLayout<V> layout) {
      this.layout = layout;
    }

    @Override
    public SerializationStream serializeStream(OutputStream out) {
      return new Writer<>(layout, new DataOutputStream(out));
    }

    @Override
    public DeserializationStream deserializeStream(InputStream in) {
      return new Reader<>(layout, new DataInputStream(in));
    }

    @Override
    public <T> ByteBuffer serialize(T value, ClassTag<T> type) {
      throw recordsOnly();
    }

    @Override
    public <T> T deserialize(ByteBuffer bytes, ClassTag<T> type) {
      throw recordsOnly();
    }

    @Override
    public <T> T deserialize(ByteBuffer bytes, ClassLoader loader, ClassTag<T> type) {
      throw recordsOnly();
    }
  }

  private static final class Writer<V> extends SerializationStream {
    private final RecordLayout<V> layout;
    private final DataOutputStream out;

    private Writer(RecordLayout<V> layout, DataOutputStream out) {
      this.layout = layout;
      this.out = out;
    }

    @Override
    public <T> SerializationStream writeKey(T key, ClassTag<T> type) {
      try {
        out.writeInt((Integer) key);
      } catch (IOException e) {
        throw thrown(e);
      }
      return this;
    }

    @SuppressWarnings("unchecked")
    @Override
    public <T> SerializationStream writeValue(T value, ClassTag<T> type) {
      try {
        layout.write((V) value, out);
      } catch (IOException e) {
        throw thrown(e);
      }
      return this;
    }

    @Override
    public <T> SerializationStream writeObject(T value, ClassTag<T> type) {
      throw recordsOnly();
    }

    @Override
    public void flush() {
      try {
        out.flush();
      } catch (IOException e) {
        throw thrown(e);
      }
    }

    @Override
    public void close() {
      try {
        out.close();
      } catch (IOException e) {
        throw thrown(e);
      }
    }
  }

  private static final class Reader<V> extends DeserializationStream {
    private final RecordLayout<V> layout;
    private final DataInputStream in;

    private Reader(RecordLayout<V> layout, DataInputStream in) {
      this.layout = layout;
      this.in = in;
    }

    @SuppressWarnings("unchecked")
    @Override
    public <T> T readKey(ClassTag<T> type) {
      try {
        return (T) (Integer) in.readInt();
      } catch (IOException e) {
        throw thrown(e);
      }
    }

    @SuppressWarnings("unchecked")
    @Override
    public <T> T readValue(ClassTag<T> type) {
      try {
        return (T) layout.read(in);
      } catch (IOException e) {
        throw thrown(e);
      }
    }

    @Override
    public <T> T readObject(ClassTag<T> type) {
      throw recordsOnly();
    }

    @Override
    public void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw thrown(e);
      }
    }
  }

  private static UnsupportedOperationException recordsOnly() {
    return new UnsupportedOperationException("a shuffle's streams of numbers and values only");
  }

  /** As it is: Scala declares no exceptions, and Spark tells the end of a stream by its own. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> RuntimeException thrown(IOException e) throws E {
    throw (E) e;
  }
}
