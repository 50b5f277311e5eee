package wordmill.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/** Gradients of encoders and decoders together, in double precision, of unequal lengths. */
final class EncoderDecoderTest {
  private static final int V = 6;
  private static final int D = 4;
  private static final int H = 6;
  private static final int S = 4;
  private static final int T = 3;
  private static final int B = 3;
  private static final INDArray SOURCE_MASK = Windows.mask(S, 4, 2, 1);
  private static final INDArray TARGET_MASK = Windows.mask(T, 2, 3, 1);

  /** Encoder layers; the last one is {@code encoder}. */
  private static GraphBuilder encoder(Cell cell, boolean bothWays) {
    int units = bothWays ? H / 2 : H;
    Recurrent.Builder layer = Recurrent.of(cell, D, units).initRange(0.7).startingFromZero();
    if (bothWays) {
      layer.bidirectional();
    }
    return Windows.builder(DataType.DOUBLE)
        .addInputs("target")
        .addLayer("words", Embedding.of(V, D).initRange(0.8).build(), "ids")
        .addLayer("encoder", layer.build(), "words")
        .addLayer("outWords", Embedding.of(V, D).initRange(0.8).build(), "target");
  }

  private static ComputationGraph plain(Cell cell, boolean bothWays) {
    GraphBuilder graph =
        encoder(cell, bothWays)
            .addVertex("handover", new Handover("encoder", "decoder"), "outWords", "encoder")
            .addLayer("decoder", Recurrent.of(cell, D, H).initRange(0.7).build(), "handover");
    return softmax(graph, "decoder", H);
  }

  private static ComputationGraph peeky(boolean bothWays) {
    GraphBuilder graph =
        encoder(Cell.LSTM, bothWays)
            .addVertex("last", new LastStep(bothWays), "encoder")
            .addVertex("peeked", new Beside(), "outWords", "last")
            .addVertex("handover", new Handover("encoder", "decoder"), "peeked", "encoder")
            .addLayer(
                "decoder", Recurrent.of(Cell.LSTM, D + H, H).initRange(0.7).build(), "handover")
            .addVertex("both", new Beside(), "decoder", "last");
    return softmax(graph, "both", 2 * H);
  }

  private static ComputationGraph attentive(Scoring scoring) {
    GraphBuilder graph =
        encoder(Cell.GRU, true)
            .addVertex("handover", new Handover("encoder", "decoder"), "outWords", "encoder")
            .addLayer("decoder", Recurrent.of(Cell.GRU, D, H).initRange(0.7).build(), "handover")
            .addVertex("attention", new Attention(scoring, H, H, 5, 0.9), "decoder", "encoder")
            .addVertex("both", new Beside(), "attention", "decoder")
            .addLayer("state", Projection.of(2 * H, D).initRange(0.7).build(), "both");
    return softmax(graph, "state", D);
  }

  private static ComputationGraph fed(Cell cell, Scoring scoring) {
    Attention attention = new Attention(scoring, H, H, 5, 0.9);
    GraphBuilder graph =
        encoder(cell, true)
            .addVertex("handover", new Handover("encoder", "decoder"), "outWords", "encoder")
            .addVertex(
                "decoder", new FedAttention(cell, D, H, 5, attention, 0.7), "handover", "encoder");
    return softmax(graph, "decoder", 5);
  }

  private static ComputationGraph softmax(GraphBuilder graph, String below, int width) {
    return Networks.build(
        graph
            .addLayer("softmax", SoftmaxLoss.of(width, V).initRange(0.7).build(), below)
            .setOutputs("softmax")
            .build());
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
