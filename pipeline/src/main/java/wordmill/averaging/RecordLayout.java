package wordmill.averaging;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;

/**
 * How values lie in a shuffle: each by itself, with nothing that refers to another.
 *
 * @param <V> of the values
 */
public interface RecordLayout<V> extends Serializable {
  /** Everything that {@link #read} needs. */
  void write(V value, DataOutputStream out) throws IOException;

  /** Exactly what was written for one value. */
  V read(DataInputStream in) throws IOException;
}
