package wordmill.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Gradients of whole graphs against central differences, in double precision. */
final class GradientsTest {
  private static final int V = 7;
  private static final int D = 5;
  private static final int T = 4;
  private static final int B = 3;

  private static ComputationGraph twoLayers(Cell cell, boolean tied, DataType type) {
    SoftmaxLoss.Builder softmax = SoftmaxLoss.of(D, V).initRange(0.5);
    if (tied) {
      softmax.tiedTo("embedding");
    }
    return Networks.build(
        Windows.builder(type)
            .addLayer("embedding", Embedding.of(V, D).initRange(0.8).build(), "ids")
            .addLayer("first", Recurrent.of(cell, D, 6).initRange(0.6).build(), "embedding")
            .addLayer("second", Recurrent.of(cell, 6, D).initRange(0.6).build(), "first")
            .addLayer("softmax", softmax.build(), "second")
            .setOutputs("softmax")
            .build());
  }

  private static ComputationGraph bothWays(Cell cell) {
    return Networks.build(
        Windows.builder(DataType.DOUBLE)
            .addLayer("embedding", Embedding.of(V, D).initRange(0.8).build(), "ids")
            .addLayer(
                "first",
                Recurrent.of(cell, D, 6).initRange(0.6).bidirectional().build(),
                "embedding")
            .addLayer("softmax", SoftmaxLoss.of(12, V).initRange(0.5).build(), "first")
            .setOutputs("softmax")
            .build());
  }

  private static INDArray ids(long seed) {
    return Windows.ids(seed, T, B, V);
  }

  private static INDArray mask() {
    return Windows.mask(T, T, T - 1, T - 2);
  }

  private static double loss(ComputationGraph graph, boolean state, boolean masked) {
    long seed = 10;
    for (org.deeplearning4j.nn.api.Layer layer : graph.getLayers()) {
      if (layer instanceof RecurrentLayer recurrent) {
        recurrent.rnnClearPreviousState();
        if (state) {
          CellLayer cells = (CellLayer) layer;
          Map<String, INDArray> given = new LinkedHashMap<>();
          given.put("h", Windows.uniform(seed++, B, cells.layerConf().getNOut()));
          if (cells.layerConf().getCell().hasMemory()) {
            given.put("c", Windows.uniform(seed++, B, cells.layerConf().getNOut()));
          }
          recurrent.rnnSetPreviousState(given);
        }
      }
    }
    graph.setInputs(ids(1));
    graph.setLabels(ids(2));
    if (masked) {
      graph.setLayerMaskArrays(new INDArray[] {mask()}, new INDArray[] {mask()});
    }
    graph.computeGradientAndScore();
    return graph.score();
  }

  private static void check(ComputationGraph graph, boolean state, boolean masked) {
    Differences.check(graph, () -> loss(graph, state, masked));
  }

  @ParameterizedTest
  @EnumSource
  void gradientsAreRight(Cell cell) {
    check(twoLayers(cell, false, DataType.DOUBLE), false, false);
  }

  @ParameterizedTest
  @EnumSource
  void gradientsAreRightFromANonzeroState(Cell cell) {
    check(twoLayers(cell, false, DataType.DOUBLE), true, false);
  }

  @ParameterizedTest
  @EnumSource
  void gradientsAreRightUnderMasksAndFromANonzeroState(Cell cell) {
    check(twoLayers(cell, false, DataType.DOUBLE), true, true);
  }

  @ParameterizedTest
  @EnumSource
  void gradientsOfTiedWeightsAreRight(Cell cell) {
    check(twoLayers(cell, true, DataType.DOUBLE), true, false);
  }

  @ParameterizedTest
  @EnumSource
  void gradientsOfBothDirectionsAreRight(Cell cell) {
    check(bothWays(cell), false, true);
  }

  @ParameterizedTest
  @EnumSource
  void floatsGiveTheSameGradientsAsDoubles(Cell cell) {
    ComputationGraph doubles = twoLayers(cell, true, DataType.DOUBLE);
    ComputationGraph floats = twoLayers(cell, true, DataType.FLOAT);
    floats.params().assign(doubles.params().castTo(DataType.FLOAT));
    double expected = loss(doubles, false, false);
    floats.setInputs(ids(1).castTo(DataType.FLOAT));
    floats.setLabels(ids(2).castTo(DataType.FLOAT));
    floats.computeGradientAndScore();
    assertThat(floats.score()).isCloseTo(expected, within(1e-6));
    INDArray difference =
        floats.gradient().gradient().castTo(DataType.DOUBLE).sub(doubles.gradient().gradient());
    assertThat(difference.amaxNumber().doubleValue()).isLessThan(1e-6);
  }

  @Test
  void masksHideWhatFollows() {
    ComputationGraph graph = bothWays(Cell.LSTM);
    double before = loss(graph, false, true);
    INDArray other = ids(1);
    other.putScalar(T - 1, B - 1, (other.getInt(T - 1, B - 1) + 1) % V);
    graph.setInputs(other);
    graph.setLabels(ids(2));
    graph.setLayerMaskArrays(new INDArray[] {mask()}, new INDArray[] {mask()});
    graph.computeGradientAndScore();
    assertThat(graph.score()).isEqualTo(before);
  }
}
