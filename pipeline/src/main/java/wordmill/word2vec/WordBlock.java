package wordmill.word2vec;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import wordmill.config.BadInputException;
import wordmill.linalg.SamplingKernel;

/**
 * One block of a matrix of word vectors: rows × D floats, each row padded to {@link
 * SamplingKernel#width}, and one row of zeros behind them.
 */
final class WordBlock implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int CHUNK_FLOATS = 1 << 14;

  private final int number;
  private final int rows;
  private final int dimension;
  private transient float[] values;

  private WordBlock(int number, int rows, int dimension, float[] values) {
    this.number = number;
    this.rows = rows;
    this.dimension = dimension;
    this.values = values;
  }

  /**
   * A block of zeros.
   *
   * @throws BadInputException if it does not fit one array
   */
  static WordBlock zeros(int number, Blocks blocks, int dimension) {
    int rows = blocks.rows(number);
    return new WordBlock(number, rows, dimension, new float[size(rows, dimension)]);
  }

  /**
   * Refuses blocks that do not fit an array of Java.
   *
   * @throws BadInputException naming word2vec.replicas
   */
  static void check(Blocks blocks, int dimension, int threads) {
    long floats =
        (blocks.mostRows() + 1L + (long) threads * FrequentRows.MOST) // private copies
            * SamplingKernel.width(dimension);
    long most = Integer.MAX_VALUE - 8;
    BadInputException.check(
        floats <= most,
        "word2vec.replicas is %d, too few for %d words of %d dimensions: a block must have at most"
            + " %d numbers, but would have %d; give %d or more",
        blocks.replicas(),
        blocks.words(),
        dimension,
        most,
        floats,
        (floats + most - 1) / most * blocks.replicas());
  }

  private static int size(int rows, int dimension) {
    return Math.multiplyExact(rows + 1, SamplingKernel.width(dimension));
  }

  WordBlock copy() {
    return new WordBlock(number, rows, dimension, values.clone());
  }

  /** A copy whose rows stand as they were dealt, part by part. */
  WordBlock dealt(Parts parts) {
    float[] dealt = new float[values.length];
    for (int place = 0; place < rows; place++) {
      System.arraycopy(values, parts.row(place) * width(), dealt, place * width(), width());
    }
    return new WordBlock(number, rows, dimension, dealt);
  }

  /** Takes the values of a block that was dealt from this one. */
  void takeBack(WordBlock dealt, Parts parts) {
    for (int place = 0; place < rows; place++) {
      System.arraycopy(dealt.values, place * width(), values, parts.row(place) * width(), width());
    }
  }

  int number() {
    return number;
  }

  int rows() {
    return rows;
  }

  int dimension() {
    return dimension;
  }

  int width() {
    return SamplingKernel.width(dimension);
  }

  /** The rows, one after another; to be changed by who owns the block. */
  float[] values() {
    return values;
  }

  /** A copy of one row's D values. */
  float[] row(int row) {
    int from = row * width();
    return java.util.Arrays.copyOfRange(values, from, from + dimension);
  }

  /** Whether all values are numbers. */
  boolean isFinite() {
    float sum = 0;
    for (float value : values) {
      sum += value * 0; // NaN for what is not finite
    }
    return sum == 0;
  }

  /** Writes rows · width floats, little-endian. */
  void writeValues(DataOutput out) throws IOException {
    byte[] chunk = new byte[4 * CHUNK_FLOATS];
    FloatBuffer floats = floats(chunk);
    int end = rows * width();
    for (int from = 0; from < end; from += CHUNK_FLOATS) {
      int length = Math.min(CHUNK_FLOATS, end - from);
      floats.put(0, values, from, length);
      out.write(chunk, 0, 4 * length);
    }
  }

  /** Reads what {@link #writeValues} wrote. */
  void readValues(DataInput in) throws IOException {
    byte[] chunk = new byte[4 * CHUNK_FLOATS];
    FloatBuffer floats = floats(chunk);
    int end = rows * width();
    for (int from = 0; from < end; from += CHUNK_FLOATS) {
      int length = Math.min(CHUNK_FLOATS, end - from);
      in.readFully(chunk, 0, 4 * length);
      floats.get(0, values, from, length);
    }
  }

  private static FloatBuffer floats(byte[] chunk) {
    return ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    writeValues(out);
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    values = new float[size(rows, dimension)];
    readValues(in);
  }
}
