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
 * Numbered pieces in a shuffle, as an int and the piece's own layout. Java's serialization would
 * read them a kilobyte at a time.
 */
final class SparkPieceSerializer extends Serializer implements Serializable {
  private static final long serialVersionUID = 1L;

  @Override
  public SerializerInstance newInstance() {
    return new Streams();
  }

  private static final class Streams extends SerializerInstance {
    @Override
    public SerializationStream serializeStream(OutputStream out) {
      return new Writer(new DataOutputStream(out));
    }

    @Override
    public DeserializationStream deserializeStream(InputStream in) {
      return new Reader(new DataInputStream(in));
    }

    @Override
    public <T> ByteBuffer serialize(T value, ClassTag<T> type) {
      throw streamsOnly();
    }

    @Override
    public <T> T deserialize(ByteBuffer bytes, ClassTag<T> type) {
      throw streamsOnly();
    }

    @Override
    public <T> T deserialize(ByteBuffer bytes, ClassLoader loader, ClassTag<T> type) {
      throw streamsOnly();
    }

    private static UnsupportedOperationException streamsOnly() {
      return new UnsupportedOperationException("shuffles use streams only");
    }
  }

  private static final class Writer extends SerializationStream {
    private final DataOutputStream out;

    private Writer(DataOutputStream out) {
      this.out = out;
    }

    @Override
    public <T> SerializationStream writeObject(T value, ClassTag<T> type) {
      try {
        if (value instanceof Piece piece) {
          piece.writeTo(out);
        } else {
          out.writeInt((Integer) value);
        }
      } catch (IOException e) {
        throw thrown(e);
      }
      return this;
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

  private static final class Reader extends DeserializationStream {
    private final DataInputStream in;

    private Reader(DataInputStream in) {
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
        return (T) Piece.readFrom(in);
      } catch (IOException e) {
        throw thrown(e);
      }
    }

    @Override
    public <T> T readObject(ClassTag<T> type) {
      throw new UnsupportedOperationException("keys and values only");
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

  /** As it is: Scala declares no exceptions, and Spark tells the end of a stream by its own. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> RuntimeException thrown(IOException e) throws E {
    throw (E) e;
  }
}
