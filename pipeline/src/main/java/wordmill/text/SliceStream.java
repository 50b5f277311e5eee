package wordmill.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.hadoop.io.compress.CodecPool;
import org.apache.hadoop.io.compress.Decompressor;
import org.apache.hadoop.io.compress.GzipCodec;
import org.apache.hadoop.io.compress.SplitCompressionInputStream;
import org.apache.hadoop.io.compress.SplittableCompressionCodec.READ_MODE;
import wordmill.store.HadoopConf;

/**
 * The unpacked bytes of a file from the start of a slice on, and beyond its end: how far the slice
 * goes is told by {@link #ownBytes}.
 */
abstract class SliceStream implements Closeable {
  private final InputStream in;

  SliceStream(InputStream in) {
    this.in = in;
  }

  /**
   * Opens the file of {@code slice} where the slice starts.
   *
   * @param key the setting that names the file
   */
  static SliceStream open(TextSplit.Slice slice, String key, HadoopConf hadoop) throws IOException {
    Path path = new Path(slice.path());
    FileSystem fileSystem = hadoop.fileSystem(path);
    FSDataInputStream file = fileSystem.open(path);
    try {
      return switch (Packing.of(slice.path())) {
        case PLAIN -> plain(file, slice, key);
        case GZIP -> gzip(file, hadoop.get());
        case BZIP2 -> bzip2(file, slice, hadoop.get());
      };
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** A stream of which the first {@code ownBytes} belong to the slice. */
  static SliceStream of(InputStream in, long ownBytes) {
    return new SliceStream(in) {
      @Override
      long ownBytes() {
        return ownBytes;
      }
    };
  }

  /**
   * How many of the bytes that {@link #read} delivers belong to the slice: the line that contains
   * or begins at the byte after them is the slice's last. {@link Long#MAX_VALUE} while the end is
   * not in sight; it is known once that byte is read.
   */
  abstract long ownBytes();

  /** As {@link InputStream#read(byte[], int, int)}. */
  int read(byte[] bytes, int at, int length) throws IOException {
    return in.read(bytes, at, length);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private static SliceStream plain(FSDataInputStream file, TextSplit.Slice slice, String key)
      throws IOException {
    if (slice.from() > 0) {
      byte[] head = new byte[ByteOrderMark.MAX_BYTES];
      ByteOrderMark.check(head, file.readNBytes(head, 0, head.length), key + ": " + slice.path());
      file.seek(slice.from());
    }
    return of(file, slice.to() - slice.from());
  }

  private static SliceStream gzip(FSDataInputStream file, Configuration configuration)
      throws IOException {
    GzipCodec codec = new GzipCodec();
    codec.setConf(configuration);
    Decompressor decompressor = CodecPool.getDecompressor(codec);
    InputStream text = codec.createInputStream(file, decompressor);
    return new SliceStream(text) {
      @Override
      long ownBytes() {
        return Long.MAX_VALUE;
      }

      @Override
      public void close() throws IOException {
        super.close();
        CodecPool.returnDecompressor(decompressor);
      }
    };
  }

  private static SliceStream bzip2(
      FSDataInputStream file, TextSplit.Slice slice, Configuration configuration)
      throws IOException {
    BZip2Codec codec = new BZip2Codec();
    codec.setConf(configuration);
    SplitCompressionInputStream text =
        codec.createInputStream(
            file, codec.createDecompressor(), slice.from(), slice.to(), READ_MODE.BYBLOCK);
    return new Bzip2(text, slice.to());
  }

  /**
   * Hadoop's stream starts at the first block whose marker ends at the slice's start or later, and
   * its position, when just opened, is that marker's end. Reading on, it hands over the first byte
   * of each further block alone, and its position is then one more than that block's marker's end.
   */
  private static final class Bzip2 extends SliceStream {
    private static final int CHUNK_BYTES = 1 << 16;

    private final SplitCompressionInputStream text;
    private final long to;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private long position;
    private long delivered;
    private long own = Long.MAX_VALUE;

    private Bzip2(SplitCompressionInputStream text, long to) throws IOException {
      super(text);
      this.text = text;
      this.to = to;
      this.position = text.getPos();
      if (position >= to) {
        own = -1;
      }
    }

    @Override
    long ownBytes() {
      return own;
    }

    @Override
    int read(byte[] bytes, int at, int length) throws IOException {
      // Always into the start of an array: with an offset the stream would read too much there.
      int n = text.read(chunk, 0, Math.min(length, chunk.length));
      if (n <= 0) {
        return n;
      }
      if (text.getPos() != position) {
        position = text.getPos();
        if (position > to && own == Long.MAX_VALUE) {
          own = delivered;
        }
      }
      System.arraycopy(chunk, 0, bytes, at, n);
      delivered += n;
      return n;
    }
  }
}
