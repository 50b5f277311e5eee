package wordmill.linalg;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * A dense matrix of floats, rows × columns, row after row in one array: at most 2^31 − 1 elements.
 * The array is shared, not copied; who hands it over gives it away.
 */
public final class Matrix implements Externalizable {
  private static final long serialVersionUID = 1L;
  private static final int CHUNK_FLOATS = 1 << 14;

  private int rows;
  private int columns;
  private float[] values;

  /** For deserialization only. */
  public Matrix() {
    this(0, 0, new float[0]);
  }

  public Matrix(int rows, int columns) {
    this(rows, columns, new float[Math.multiplyExact(rows, columns)]);
  }

  public Matrix(int rows, int columns, float[] values) {
    if (values.length != Math.multiplyExact(rows, columns)) {
      throw new IllegalArgumentException(
          rows + " x " + columns + " does not fit " + values.length + " values");
    }
    this.rows = rows;
    this.columns = columns;
    this.values = values;
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /** The elements themselves: element (i, j) is at i · columns + j. */
  public float[] values() {
    return values;
  }

  public float get(int row, int column) {
    return values[row * columns + column];
  }

  public void set(int row, int column, float value) {
    values[row * columns + column] = value;
  }

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    out.writeInt(rows);
    out.writeInt(columns);
    ByteBuffer bytes = ByteBuffer.allocate(4 * CHUNK_FLOATS).order(ByteOrder.LITTLE_ENDIAN);
    FloatBuffer floats = bytes.asFloatBuffer();
    for (int at = 0; at < values.length; at += CHUNK_FLOATS) {
      int n = Math.min(CHUNK_FLOATS, values.length - at);
      floats.clear().put(values, at, n);
      out.write(bytes.array(), 0, 4 * n);
    }
  }

  @Override
  public void readExternal(ObjectInput in) throws IOException {
    rows = in.readInt();
    columns = in.readInt();
    values = new float[Math.multiplyExact(rows, columns)];
    ByteBuffer bytes = ByteBuffer.allocate(4 * CHUNK_FLOATS).order(ByteOrder.LITTLE_ENDIAN);
    FloatBuffer floats = bytes.asFloatBuffer();
    for (int at = 0; at < values.length; at += CHUNK_FLOATS) {
      int n = Math.min(CHUNK_FLOATS, values.length - at);
      in.readFully(bytes.array(), 0, 4 * n);
      floats.clear().get(values, at, n);
    }
  }
}
