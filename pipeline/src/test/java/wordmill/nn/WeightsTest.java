package wordmill.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import wordmill.config.BadInputException;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.HadoopConf;
import wordmill.store.Tensor;
import wordmill.store.TensorFile;
import wordmill.store.TensorValues;
import wordmill.store.TensorWriter;

final class WeightsTest {
  private static final HadoopConf HADOOP = new HadoopConf(new Configuration());
  private static final String NAME = "weights.safetensors";
  private static final int V = 9;
  private static final int D = 5;
  private static final int H = 6;

  @TempDir Path folder;

  private static ComputationGraph graph(Cell cell, int hidden, DataType type) {
    return Networks.build(
        Windows.builder(type)
            .addLayer("embedding", Embedding.of(V, D).build(), "ids")
            .addLayer("cells", Recurrent.of(cell, D, hidden).build(), "embedding")
            .addLayer("softmax", SoftmaxLoss.of(hidden, V).build(), "cells")
            .setOutputs("softmax")
            .build());
  }

  private static ComputationGraph lstm() {
    return graph(Cell.LSTM, H, DataType.FLOAT);
  }

  private ArtifactFolder artifact() {
    return new ArtifactFolder(new org.apache.hadoop.fs.Path(folder.toUri()), HADOOP);
  }

  private org.apache.hadoop.fs.Path path() {
    return new org.apache.hadoop.fs.Path(folder.resolve(NAME).toUri());
  }

  private TensorFile open() throws IOException {
    return TensorFile.open(path(), HADOOP);
  }

  private void write(ComputationGraph graph) throws IOException {
    artifact().fileSystem().delete(path(), false);
    DataFile unused = Weights.write(graph, artifact(), NAME, Map.of());
  }

  /** All of a graph's tensors but one, and more. */
  private void write(ComputationGraph graph, String without, TensorValues... more)
      throws IOException {
    write(graph);
    List<TensorValues> tensors = new ArrayList<>(List.of(more));
    try (TensorFile file = open()) {
      for (Tensor tensor : file.tensors()) {
        if (!tensor.name().equals(without)) {
          float[] values = new float[Math.toIntExact(tensor.values())];
          file.read(tensor.name(), values);
          long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
          tensors.add(TensorValues.of(tensor.name(), values, shape));
        }
      }
    }
    artifact().fileSystem().delete(path(), false);
    DataFile unused = TensorWriter.write(artifact(), NAME, tensors, Map.of());
  }

  private static ComputationGraph random(ComputationGraph graph, long seed) {
    INDArray all = Windows.uniform(seed, graph.numParams());
    graph.params().assign(all.castTo(graph.params().dataType()));
    return graph;
  }

  private void read(ComputationGraph graph) throws IOException {
    try (TensorFile file = open()) {
      Weights.read(file, graph);
    }
  }

  /** Refused, and nothing of the graph has changed. */
  private void assertRefused(ComputationGraph graph, String sentence) {
    INDArray before = graph.params().dup();
    assertThatThrownBy(() -> read(graph))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(NAME)
        .hasMessageEndingWith(sentence);
    assertThat(graph.params()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void parametersComeBackWithAllTheirBits(Cell cell) throws IOException {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      ComputationGraph written = random(graph(cell, H, type), 1);
      INDArray numbers = written.params().reshape(written.numParams());
      numbers.putScalar(0, -0.0).putScalar(1, 4e-44).putScalar(2, 1 / 3.0);
      write(written);
      ComputationGraph found = graph(cell, H, type);
      read(found);
      byte[] expected = NativeNumbers.copyOf(written.params()).block(0);
      assertThat(Arrays.equals(NativeNumbers.copyOf(found.params()).block(0), expected)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void tensorsAreNamedByLayerAndParameter(Cell cell) throws IOException {
    write(graph(cell, H, DataType.FLOAT));
    try (TensorFile file = open()) {
      Map<String, List<Long>> shapes =
          file.tensors().stream().collect(Collectors.toMap(Tensor::name, Tensor::shape));
      long gates = cell == Cell.RNN ? 1 : cell == Cell.LSTM ? 4 : 3;
      long biases = cell == Cell.GRU ? 4 : gates;
      assertThat(shapes)
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "embedding/W", List.of((long) V, (long) D),
                  "cells/Wx", List.of((long) D, gates * H),
                  "cells/Wh", List.of((long) H, gates * H),
                  "cells/b", List.of(biases * H),
                  "softmax/W", List.of((long) V, (long) H),
                  "softmax/b", List.of((long) V)));
    }
  }

  @Test
  void sharedWeightsAreWrittenOnce() throws IOException {
    write(
        Networks.build(
            Windows.builder(DataType.FLOAT)
                .addLayer("embedding", Embedding.of(V, D).build(), "ids")
                .addLayer("softmax", SoftmaxLoss.of(D, V).tiedTo("embedding").build(), "embedding")
                .setOutputs("softmax")
                .build()));
    try (TensorFile file = open()) {
      assertThat(file.tensors().stream().map(Tensor::name))
          .containsExactlyInAnyOrder("embedding/W", "softmax/b");
    }
  }

  /** Whatever joins encoders and decoders is in the configuration, and all it has in the file. */
  @ParameterizedTest
  @EnumSource
  void verticesComeBackFromConfigurationAndWeights(Scoring scoring) throws IOException {
    for (ComputationGraphConfiguration each :
        List.of(
            EncoderDecoders.attentive(scoring, DataType.FLOAT),
            EncoderDecoders.peeky(true, DataType.FLOAT),
            EncoderDecoders.plain(Cell.LSTM, false, DataType.FLOAT))) {
      ComputationGraph written = random(Networks.build(each), 1);
      write(written);
      ComputationGraph found = Networks.ofJson(Networks.configuration(written));
      assertThat(found.getConfiguration().getVertices())
          .isEqualTo(written.getConfiguration().getVertices());
      INDArray[] inputs = {
        Windows.ids(1, 4, 2, EncoderDecoders.V).castTo(DataType.FLOAT),
        Windows.ids(2, 3, 2, EncoderDecoders.V).castTo(DataType.FLOAT)
      };
      INDArray expected = written.output(false, inputs)[0];
      assertThat(found.output(false, inputs)[0]).isNotEqualTo(expected);
      read(found);
      assertThat(found.output(false, inputs)[0]).isEqualTo(expected);
    }
  }

  @Test
  void aConfigurationIsComparedBeforeItsGraphIsMade() throws IOException {
    ComputationGraphConfiguration additive =
        EncoderDecoders.attentive(Scoring.ADDITIVE, DataType.FLOAT);
    write(Networks.build(additive));
    try (TensorFile file = open()) {
      assertThat(file.tensors().stream().map(Tensor::name))
          .contains("attention/W", "attention/U", "attention/v", "state/W", "encoder/WxBack");
      Weights.check(file, additive);
      assertThatThrownBy(
              () -> Weights.check(file, EncoderDecoders.attentive(Scoring.GENERAL, DataType.FLOAT)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining(
              NAME + ": its tensor attention/W has the shape [6 x 5], but [6 x 6] is needed");
    }
    write(Networks.build(EncoderDecoders.attentive(Scoring.GENERAL, DataType.FLOAT)));
    try (TensorFile file = open()) {
      assertThatThrownBy(() -> Weights.check(file, additive))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining(NAME + " has no tensor attention/U");
      assertThatThrownBy(
              () -> Weights.check(file, EncoderDecoders.plain(Cell.GRU, true, DataType.FLOAT)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining(
              NAME + ": its tensor softmax/W has the shape [6 x 4], but [6 x 6] is needed");
    }
  }

  @Test
  void aMissingTensorIsNamed() throws IOException {
    write(lstm(), "cells/Wh");
    assertRefused(
        random(lstm(), 2),
        " has no tensor cells/Wh; it has [cells/Wx, cells/b, embedding/W, softmax/W, softmax/b]");
  }

  @Test
  void aTensorThatNobodyNeedsIsNamed() throws IOException {
    write(lstm(), "", TensorValues.of("extra", new float[6], 2, 3));
    assertRefused(
        random(lstm(), 2),
        ": its tensor extra of shape [2 x 3] is not needed; needed are [cells/Wh, cells/Wx,"
            + " cells/b, embedding/W, softmax/W, softmax/b]");
  }

  @Test
  void theWeightsOfAnotherHiddenSizeAreRefused() throws IOException {
    write(graph(Cell.LSTM, 7, DataType.FLOAT));
    assertRefused(
        random(lstm(), 2), ": its tensor cells/Wh has the shape [7 x 28], but [6 x 24] is needed");
  }

  @Test
  void theWeightsOfAnotherCellAreRefused() throws IOException {
    write(graph(Cell.GRU, H, DataType.FLOAT));
    assertRefused(
        random(lstm(), 2), ": its tensor cells/Wh has the shape [6 x 18], but [6 x 24] is needed");
  }

  /** Of as many numbers, so that only the shape tells. */
  @Test
  void aTransposedTensorIsRefused() throws IOException {
    write(lstm(), "cells/Wh", TensorValues.of("cells/Wh", new float[24 * 6], 24, 6));
    assertRefused(
        random(lstm(), 2), ": its tensor cells/Wh has the shape [24 x 6], but [6 x 24] is needed");
  }

  @Test
  void theWeightsOfAnotherPrecisionAreRefused() throws IOException {
    write(graph(Cell.LSTM, H, DataType.DOUBLE));
    assertRefused(random(lstm(), 2), ": its tensor cells/Wh holds F64, but F32 is needed");
    write(lstm());
    assertRefused(
        random(graph(Cell.LSTM, H, DataType.DOUBLE), 2),
        ": its tensor cells/Wh holds F32, but F64 is needed");
  }

  @Test
  void aFileCutShortIsRefusedWhereverItIsCut() throws IOException {
    write(lstm());
    byte[] whole = Files.readAllBytes(folder.resolve(NAME));
    for (int length : new int[] {0, 7, 8, 100, whole.length - 1000, whole.length - 1}) {
      Files.write(folder.resolve(NAME), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> read(lstm()))
          .as("%d bytes of %d", length, whole.length)
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining(NAME + " is cut short");
    }
  }

  /** 2^40 values, of which none need be allocated to refuse them. */
  @Test
  void aFileThatClaimsATeraOfValuesIsRefused() throws IOException {
    for (String offsets : new String[] {"[0,16]", "[0,4398046511104]"}) {
      String header =
          "{\"cells/Wh\":{\"dtype\":\"F32\",\"shape\":[1048576,1048576],\"data_offsets\":"
              + offsets
              + "}}";
      ByteBuffer bytes = ByteBuffer.allocate(8 + header.length() + 16);
      bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(header.length());
      bytes.put(header.getBytes(StandardCharsets.UTF_8));
      Files.write(folder.resolve(NAME), bytes.array());
      assertRefused(
          random(lstm(), 2),
          offsets.equals("[0,16]")
              ? " is damaged: its tensor cells/Wh claims [1048576 x 1048576] values of F32, but has"
                  + " 16 bytes"
              : " is cut short: its tensors take 4398046511104 bytes, but it has 16 behind its"
                  + " header");
    }
  }
}
