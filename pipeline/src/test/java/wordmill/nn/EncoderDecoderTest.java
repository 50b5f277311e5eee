package wordmill.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/** Gradients of encoders and decoders together, in double precision, of unequal lengths. */
final class EncoderDecoderTest {
  private static final int V = EncoderDecoders.V;
  private static final int S = 4;
  private static final int T = 3;
  private static final int B = 3;
  private static final INDArray SOURCE_MASK = Windows.mask(S, 4, 2, 1);
  private static final INDArray TARGET_MASK = Windows.mask(T, 2, 3, 1);

  private static ComputationGraph plain(Cell cell, boolean bothWays) {
    return Networks.build(EncoderDecoders.plain(cell, bothWays, DataType.DOUBLE));
  }

  private static ComputationGraph peeky(boolean bothWays) {
    return Networks.build(EncoderDecoders.peeky(bothWays, DataType.DOUBLE));
  }

  private static ComputationGraph attentive(Scoring scoring) {
    return Networks.build(EncoderDecoders.attentive(scoring, DataType.DOUBLE));
  }

  private static ComputationGraph fed(Cell cell, Scoring scoring) {
    return Networks.build(EncoderDecoders.fed(cell, scoring, DataType.DOUBLE));
  }

  private static double loss(ComputationGraph graph, boolean masked) {
    RecurrentStates.clear(graph);
    graph.setInputs(Windows.ids(1, S, B, V), Windows.ids(2, T, B, V));
    graph.setLabels(Windows.ids(3, T, B, V));
    graph.clearLayerMaskArrays();
    if (masked) {
      graph.setLayerMaskArrays(new INDArray[] {SOURCE_MASK, null}, new INDArray[] {TARGET_MASK});
    }
    graph.computeGradientAndScore();
    return graph.score();
  }

  @ParameterizedTest
  @EnumSource
  void gradientsFlowThroughTheHandover(Cell cell) {
    ComputationGraph graph = plain(cell, false);
    Differences.check(graph, () -> loss(graph, false));
    Differences.check(graph, () -> loss(graph, true));
  }

  @ParameterizedTest
  @EnumSource
  void gradientsFlowIntoBothDirections(Cell cell) {
    ComputationGraph graph = plain(cell, true);
    Differences.check(graph, () -> loss(graph, true));
  }

  static Stream<Boolean> bothWays() {
    return Stream.of(false, true);
  }

  @ParameterizedTest
  @MethodSource
  void peekyGradientsAreRight(boolean bothWays) {
    ComputationGraph graph = peeky(bothWays);
    Differences.check(graph, () -> loss(graph, false));
    Differences.check(graph, () -> loss(graph, true));
  }

  static Stream<Boolean> peekyGradientsAreRight() {
    return bothWays();
  }

  @ParameterizedTest
  @EnumSource
  void gradientsOfAttentionAreRight(Scoring scoring) {
    ComputationGraph graph = attentive(scoring);
    Differences.check(graph, () -> loss(graph, false));
    Differences.check(graph, () -> loss(graph, true));
  }

  @ParameterizedTest
  @EnumSource
  void gradientsFlowThroughWhatIsFed(Scoring scoring) {
    ComputationGraph graph = fed(Cell.LSTM, scoring);
    Differences.check(graph, () -> loss(graph, false));
    Differences.check(graph, () -> loss(graph, true));
  }

  @ParameterizedTest
  @EnumSource
  void gradientsOfFedCellsAreRight(Cell cell) {
    ComputationGraph graph = fed(cell, Scoring.GENERAL);
    Differences.check(graph, () -> loss(graph, true));
  }

  @ParameterizedTest
  @EnumSource
  void attentionWeightsSumToOneOverTheUnmasked(Scoring scoring) {
    ComputationGraph graph = attentive(scoring);
    loss(graph, true);
    float[] weights = ((AttentionVertex) graph.getVertex("attention")).weights();
    for (int row = 0; row < T * B; row++) {
      double sum = 0;
      for (int s = 0; s < S; s++) {
        float weight = weights[row * S + s];
        if (SOURCE_MASK.getDouble(s, row % B) == 0) {
          assertThat(weight).isZero();
        }
        sum += weight;
      }
      assertThat(sum).isBetween(1 - 1e-6, 1 + 1e-6);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsMaskedHasNoEffect(Scoring scoring) {
    ComputationGraph graph = attentive(scoring);
    double before = loss(graph, true);
    RecurrentStates.clear(graph);
    INDArray other = Windows.ids(1, S, B, V);
    other.putScalar(S - 1, B - 1, (other.getInt(S - 1, B - 1) + 1) % V);
    graph.setInputs(other, Windows.ids(2, T, B, V));
    graph.setLabels(Windows.ids(3, T, B, V));
    graph.setLayerMaskArrays(new INDArray[] {SOURCE_MASK, null}, new INDArray[] {TARGET_MASK});
    graph.computeGradientAndScore();
    assertThat(graph.score()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void aMaskIsOfOneBatchAlone(Scoring scoring) {
    MultiDataSet whole = batch(null, null);
    double expected = attentive(scoring).score(whole, false);
    ComputationGraph graph = attentive(scoring);
    double masked =
        graph.score(batch(new INDArray[] {SOURCE_MASK, null}, new INDArray[] {TARGET_MASK}), false);
    RecurrentStates.clear(graph);
    assertThat(graph.score(whole, false)).isEqualTo(expected).isNotEqualTo(masked);
    graph.fit(batch(new INDArray[] {SOURCE_MASK, null}, new INDArray[] {TARGET_MASK}));
    graph.params().assign(attentive(scoring).params());
    assertThat(graph.score(whole, false)).isEqualTo(expected);
  }

  /** Windows' updater is plain descent at a rate of 0.1. */
  @ParameterizedTest
  @EnumSource
  void parametersOfVerticesAreUpdatedAsThoseOfLayers(Scoring scoring) {
    for (ComputationGraph graph : List.of(attentive(scoring), fed(Cell.GRU, scoring))) {
      loss(graph, false);
      INDArray expected = graph.params().sub(graph.gradient().gradient().mul(0.1));
      RecurrentStates.clear(graph);
      graph.fit(batch(null, null));
      assertThat(graph.params().sub(expected).amaxNumber().doubleValue()).isLessThan(1e-12);
    }
  }

  private static MultiDataSet batch(INDArray[] masks, INDArray[] labelMasks) {
    return new MultiDataSet(
        new INDArray[] {Windows.ids(1, S, B, V), Windows.ids(2, T, B, V)},
        new INDArray[] {Windows.ids(3, T, B, V)},
        masks,
        labelMasks);
  }
}
