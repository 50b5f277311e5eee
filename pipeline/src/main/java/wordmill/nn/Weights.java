package wordmill.nn;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.javacpp.BytePointer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.TensorFile;
import wordmill.store.TensorType;
import wordmill.store.TensorValues;
import wordmill.store.TensorWriter;

/**
 * A graph's parameters at rest: safetensors named {@code layer/parameter}, row-major, in the
 * graph's precision. Copied piece by piece, without a second copy on the heap.
 */
public final class Weights {
  private Weights() {}

  /**
   * Writes all parameters.
   *
   * @param metadata texts to keep beside them
   */
  public static DataFile write(
      ComputationGraph graph, ArtifactFolder out, String name, Map<String, String> metadata)
      throws IOException {
    List<TensorValues> tensors = new ArrayList<>();
    table(graph)
        .forEach(
            (key, array) -> {
              BytePointer bytes = new BytePointer(array.data().addressPointer());
              int width = type(array).bytes();
              tensors.add(
                  TensorValues.of(
                      key,
                      type(array),
                      (from, into) -> {
                        byte[] piece = new byte[into.remaining()];
                        bytes.position(from * width).get(piece);
                        into.put(piece);
                      },
                      array.shape()));
            });
    return TensorWriter.write(out, name, tensors, metadata);
  }

  /**
   * Compares names and shapes with those of a graph of our layers that is not made yet.
   *
   * @throws wordmill.config.BadInputException if a name or shape is not the graph's
   */
  public static void check(TensorFile file, ComputationGraphConfiguration configuration) {
    Map<String, long[]> shapes = new TreeMap<>();
    configuration
        .getVertices()
        .forEach(
            (name, vertex) -> {
              layout(vertex).shapes().forEach((key, shape) -> shapes.put(name + "/" + key, shape));
            });
    file.expect(shapes);
  }

  private static ParameterLayout layout(org.deeplearning4j.nn.conf.graph.GraphVertex vertex) {
    if (vertex instanceof LayerVertex layer) {
      return ((WindowConf) layer.getLayerConf().getLayer()).layout();
    }
    return vertex instanceof WindowVertexConf ours ? ours.layout() : new ParameterLayout();
  }

  /**
   * Reads all parameters into the graph.
   *
   * @throws wordmill.config.BadInputException if a name, shape or precision is not the graph's;
   *     then the graph is as it was
   */
  public static void read(TensorFile file, ComputationGraph graph) throws IOException {
    Map<String, INDArray> table = table(graph);
    Map<String, long[]> shapes = new TreeMap<>();
    table.forEach((key, array) -> shapes.put(key, array.shape()));
    file.expect(shapes);
    table.forEach((key, array) -> file.expect(key, type(array)));
    for (Map.Entry<String, INDArray> entry : table.entrySet()) {
      BytePointer bytes = new BytePointer(entry.getValue().data().addressPointer());
      int width = type(entry.getValue()).bytes();
      file.read(
          entry.getKey(),
          (from, piece) -> {
            byte[] copied = new byte[piece.remaining()];
            ByteBuffer unused = piece.get(copied);
            bytes.position(from * width).put(copied);
          });
    }
  }

  private static TensorType type(INDArray array) {
    return array.dataType() == DataType.DOUBLE ? TensorType.F64 : TensorType.F32;
  }

  private static Map<String, INDArray> table(ComputationGraph graph) {
    Map<String, INDArray> table = new TreeMap<>();
    for (GraphVertex vertex : graph.getVertices()) {
      if (vertex.numParams() > 0) {
        vertex
            .paramTable(false)
            .forEach((key, array) -> table.put(vertex.getVertexName() + "/" + key, array));
      }
    }
    return table;
  }
}
