package wordmill.nn;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Arrays that a layer or vertex gives out: the same native memory window after window, as large as
 * the largest one was, so a training allocates nothing as it goes.
 */
final class OwnedArrays {
  private final DataType type;
  private final Map<String, INDArray> memories = new HashMap<>();
  private final Map<String, INDArray> shaped = new HashMap<>();

  OwnedArrays(DataType type) {
    this.type = type;
  }

  /** The array of a purpose, its numbers not set to anything. */
  INDArray of(String purpose, long... shape) {
    INDArray last = shaped.get(purpose);
    if (last != null && Arrays.equals(last.shape(), shape)) {
      return last;
    }
    long length = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    INDArray memory = memories.get(purpose);
    if (memory == null || memory.length() < length) {
      memory = Nd4j.createUninitializedDetached(type, length);
      memories.put(purpose, memory);
    }
    INDArray made = memory.get(NDArrayIndex.interval(0, length)).reshape('c', shape);
    shaped.put(purpose, made);
    return made;
  }
}
