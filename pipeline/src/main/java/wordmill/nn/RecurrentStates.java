package wordmill.nn;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.recurrent.BidirectionalLayer;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import wordmill.averaging.Precision;

/**
 * The state that a graph's recurrent layers carry, as bytes: for each layer that has some its name
 * and for each of its arrays name, shape and numbers, row by row.
 */
final class RecurrentStates {
  private RecurrentStates() {}

  static byte[] of(ComputationGraph graph) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (Map.Entry<String, RecurrentLayer> layer : layers(graph).entrySet()) {
        Map<String, INDArray> state = layer.getValue().rnnGetPreviousState();
        if (state != null && !state.isEmpty()) {
          out.writeUTF(layer.getKey());
          out.writeInt(state.size());
          for (Map.Entry<String, INDArray> array : new TreeMap<>(state).entrySet()) {
            out.writeUTF(array.getKey());
            write(out, array.getValue());
          }
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /** Layers of which the bytes say nothing begin with no state. */
  static void into(ComputationGraph graph, byte[] states) {
    clear(graph);
    SortedMap<String, RecurrentLayer> layers = layers(graph);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(states))) {
      while (in.available() > 0) {
        String name = in.readUTF();
        RecurrentLayer layer = layers.get(name);
        if (layer == null) {
          throw new IllegalStateException("carried state of " + name + ", which is no layer here");
        }
        Map<String, INDArray> state = new LinkedHashMap<>();
        int arrays = in.readInt();
        for (int a = 0; a < arrays; a++) {
          state.put(in.readUTF(), read(in));
        }
        layer.rnnSetPreviousState(state);
      }
    } catch (IOException e) {
      throw new IllegalStateException("carried state is cut short", e);
    }
  }

  static void clear(ComputationGraph graph) {
    layers(graph).values().forEach(RecurrentLayer::rnnClearPreviousState);
  }

  /** By name; DL4J's own bidirectional layers carry none. */
  private static SortedMap<String, RecurrentLayer> layers(ComputationGraph graph) {
    SortedMap<String, RecurrentLayer> layers = new TreeMap<>();
    for (Layer layer : graph.getLayers()) {
      Layer inner = layer instanceof BaseWrapperLayer wrapper ? wrapper.getUnderlying() : layer;
      if (inner instanceof RecurrentLayer recurrent && !(inner instanceof BidirectionalLayer)) {
        layers.put(layer.conf().getLayer().getLayerName(), recurrent);
      }
    }
    return layers;
  }

  private static void write(DataOutputStream out, INDArray array) throws IOException {
    Precision precision = NativeNumbers.precision(array.dataType());
    out.writeUTF(precision.name());
    out.writeInt(array.rank());
    for (long size : array.shape()) {
      out.writeLong(size);
    }
    INDArray flat = array.dup('c');
    for (long i = 0; i < flat.length(); i++) {
      if (precision == Precision.FLOAT) {
        out.writeFloat(flat.data().getFloat(i));
      } else {
        out.writeDouble(flat.data().getDouble(i));
      }
    }
  }

  private static INDArray read(DataInputStream in) throws IOException {
    Precision precision = Precision.valueOf(in.readUTF());
    long[] shape = new long[in.readInt()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = in.readLong();
    }
    DataType type = precision == Precision.FLOAT ? DataType.FLOAT : DataType.DOUBLE;
    INDArray array = Nd4j.createUninitialized(type, shape, 'c');
    for (long i = 0; i < array.length(); i++) {
      if (precision == Precision.FLOAT) {
        array.data().put(i, in.readFloat());
      } else {
        array.data().put(i, in.readDouble());
      }
    }
    return array;
  }
}
