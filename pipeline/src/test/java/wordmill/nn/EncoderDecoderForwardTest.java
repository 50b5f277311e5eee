package wordmill.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What joins encoder and decoder, against its equations, written out in plain loops here. */
final class EncoderDecoderForwardTest {
  private static final int V = EncoderDecoders.V;
  private static final int D = EncoderDecoders.D;
  private static final int H = EncoderDecoders.H;
  private static final int S = 5;
  private static final int T = 4;
  private static final int B = 3;
  private static final int[] LENGTHS = {2, 5, 3};
  private static final double EXACT = 1e-12;

  private final INDArray sources = Windows.ids(1, S, B, V);
  private final INDArray targets = Windows.ids(2, T, B, V);

  /** All activations, copied. */
  private Map<String, INDArray> forward(ComputationGraph graph, boolean masked) {
    graph.setInputs(sources, targets);
    graph.clearLayerMaskArrays();
    if (masked) {
      graph.setLayerMaskArrays(new INDArray[] {Windows.mask(S, LENGTHS), null}, null);
    }
    Map<String, INDArray> all = graph.feedForward(false);
    all.replaceAll((name, array) -> array.dup());
    return all;
  }

  private static ComputationGraph build(GraphBuilder graph) {
    return Networks.build(graph.setOutputs("softmax").build());
  }

  private static double[] vector(INDArray window, int t, int b) {
    double[] vector = new double[(int) window.size(2)];
    for (int d = 0; d < vector.length; d++) {
      vector[d] = window.getDouble(t, b, d);
    }
    return vector;
  }

  private static void assertRow(INDArray window, int t, int b, double... expected) {
    assertThat(vector(window, t, b))
        .as("step %d, row %d", t, b)
        .containsExactly(expected, within(EXACT));
  }

  private static double[] joined(double[] left, double[] right) {
    double[] both = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }

  /** x M. */
  private static double[] times(double[] x, double[][] M) {
    double[] y = new double[M[0].length];
    for (int d = 0; d < x.length; d++) {
      for (int j = 0; j < y.length; j++) {
        y[j] += x[d] * M[d][j];
      }
    }
    return y;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  /** The step that each direction reads last: a sentence's last word, and its first. */
  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void theLastStepIsTheOneReadLast(boolean bothWays, boolean masked) {
    Map<String, INDArray> all =
        forward(Networks.build(EncoderDecoders.peeky(bothWays, DataType.DOUBLE)), masked);
    assertThat(all.get("last").shape()).containsExactly(1, B, H);
    for (int b = 0; b < B; b++) {
      double[] end = vector(all.get("encoder"), masked ? LENGTHS[b] - 1 : S - 1, b);
      double[] start = vector(all.get("encoder"), 0, b);
      double[] expected =
          bothWays ? joined(Arrays.copyOf(end, H / 2), Arrays.copyOfRange(start, H / 2, H)) : end;
      assertRow(all.get("last"), 0, b, expected);
    }
  }

  @Test
  void oneStepStandsBesideEach() {
    Map<String, INDArray> all =
        forward(Networks.build(EncoderDecoders.peeky(false, DataType.DOUBLE)), true);
    assertThat(all.get("peeked").shape()).containsExactly(T, B, D + H);
    for (int t = 0; t < T; t++) {
      for (int b = 0; b < B; b++) {
        double[] last = vector(all.get("last"), 0, b);
        assertRow(all.get("peeked"), t, b, joined(vector(all.get("outWords"), t, b), last));
        assertRow(all.get("both"), t, b, joined(vector(all.get("decoder"), t, b), last));
      }
    }
  }

  @Test
  void equalWindowsStandSideBySide() {
    Map<String, INDArray> all =
        forward(Networks.build(EncoderDecoders.attentive(Scoring.DOT, DataType.DOUBLE)), true);
    for (int t = 0; t < T; t++) {
      for (int b = 0; b < B; b++) {
        double[] context = vector(all.get("attention"), t, b);
        assertRow(all.get("both"), t, b, joined(context, vector(all.get("decoder"), t, b)));
      }
    }
  }

  @Test
  void windowsOfUnequalLengthsDoNotStandSideBySide() {
    ComputationGraph graph =
        build(
            Windows.builder(DataType.DOUBLE)
                .addInputs("target")
                .addLayer("words", Embedding.of(V, D).build(), "ids")
                .addLayer("outWords", Embedding.of(V, D).build(), "target")
                .addVertex("both", new Beside(), "words", "outWords")
                .addLayer("softmax", SoftmaxLoss.of(2 * D, V).build(), "both"));
    assertThatThrownBy(() -> forward(graph, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a window of 5 steps beside one of 4");
  }

  /** The decoder as a graph of its own, which is told the encoder's end. */
  @ParameterizedTest
  @EnumSource
  void theDecoderStartsWithTheStateInWhichTheEncoderEnds(Cell cell) {
    for (boolean bothWays : new boolean[] {false, true}) {
      ComputationGraph graph =
          Networks.build(EncoderDecoders.plain(cell, bothWays, DataType.DOUBLE));
      Map<String, INDArray> all = forward(graph, true);
      for (int b = 0; b < B; b++) {
        double[][] end = end(cell, graph, all.get("words"), b, bothWays);
        double[] h = end[0];
        double[] c = end[1];
        for (int t = 0; t < T; t++) {
          step(cell, graph, "decoder", "", vector(all.get("outWords"), t, b), h, c);
          assertRow(all.get("decoder"), t, b, h);
        }
      }
    }
  }

  /** h and c behind row b's sentence. */
  private static double[][] end(
      Cell cell, ComputationGraph graph, INDArray words, int b, boolean bothWays) {
    int units = bothWays ? H / 2 : H;
    double[][] ahead = new double[2][units];
    double[][] back = new double[2][bothWays ? units : 0];
    for (int s = 0; s < LENGTHS[b]; s++) {
      step(cell, graph, "encoder", "", vector(words, s, b), ahead[0], ahead[1]);
    }
    for (int s = LENGTHS[b] - 1; s >= 0 && bothWays; s--) {
      step(cell, graph, "encoder", "Back", vector(words, s, b), back[0], back[1]);
    }
    return new double[][] {joined(ahead[0], back[0]), joined(ahead[1], back[1])};
  }

  /** One step of one row, which changes h and c. */
  private static void step(
      Cell cell,
      ComputationGraph graph,
      String layer,
      String suffix,
      double[] x,
      double[] h,
      double[] c) {
    double[] W = times(x, parameter(graph, layer, "Wx" + suffix));
    double[] U = times(h, parameter(graph, layer, "Wh" + suffix));
    double[] b = graph.getLayer(layer).getParam("b" + suffix).toDoubleVector();
    int n = h.length;
    for (int j = 0; j < n; j++) {
      switch (cell) {
        case RNN -> h[j] = Math.tanh(W[j] + U[j] + b[j]);
        case LSTM -> {
          double i = sigmoid(W[j] + U[j] + b[j]);
          double f = sigmoid(W[n + j] + U[n + j] + b[n + j]);
          double g = Math.tanh(W[2 * n + j] + U[2 * n + j] + b[2 * n + j]);
          double o = sigmoid(W[3 * n + j] + U[3 * n + j] + b[3 * n + j]);
          c[j] = f * c[j] + i * g;
          h[j] = o * Math.tanh(c[j]);
        }
        case GRU -> {
          double r = sigmoid(W[j] + U[j] + b[j]);
          double z = sigmoid(W[n + j] + U[n + j] + b[n + j]);
          double N = Math.tanh(W[2 * n + j] + b[2 * n + j] + r * (U[2 * n + j] + b[3 * n + j]));
          h[j] = (1 - z) * N + z * h[j];
        }
      }
    }
  }

  private static double sigmoid(double a) {
    return 1 / (1 + Math.exp(-a));
  }

  private static double[][] parameter(ComputationGraph graph, String vertex, String name) {
    return graph.getVertex(vertex).paramTable(false).get(name).toDoubleMatrix();
  }

  @ParameterizedTest
  @EnumSource
  void contextsAreMeansOfMemoriesUnderTheSoftmaxOfTheirScores(Scoring scoring) {
    for (boolean masked : new boolean[] {false, true}) {
      ComputationGraph graph = Networks.build(EncoderDecoders.attentive(scoring, DataType.DOUBLE));
      Map<String, INDArray> all = forward(graph, masked);
      float[] weights = AttentionWeights.of(graph);
      assertThat(weights).hasSize(T * B * S);
      for (int t = 0; t < T; t++) {
        for (int b = 0; b < B; b++) {
          double[] query = vector(all.get("decoder"), t, b);
          double[] context = new double[H];
          double[] expected = new double[S];
          int length = masked ? LENGTHS[b] : S;
          double sum = 0;
          for (int s = 0; s < length; s++) {
            expected[s] = Math.exp(score(scoring, graph, query, vector(all.get("encoder"), s, b)));
            sum += expected[s];
          }
          for (int s = 0; s < S; s++) {
            expected[s] /= sum;
            assertThat((double) weights[(t * B + b) * S + s]).isCloseTo(expected[s], within(1e-7));
            for (int j = 0; j < H; j++) {
              context[j] += expected[s] * all.get("encoder").getDouble(s, b, j);
            }
          }
          assertRow(all.get("attention"), t, b, context);
        }
      }
    }
  }

  private static double score(
      Scoring scoring, ComputationGraph graph, double[] query, double[] memory) {
    if (scoring == Scoring.DOT) {
      return dot(query, memory);
    }
    double[] met = times(query, parameter(graph, "attention", "W"));
    if (scoring == Scoring.GENERAL) {
      return dot(met, memory);
    }
    double[] key = times(memory, parameter(graph, "attention", "U"));
    double[] v = parameter(graph, "attention", "v")[0];
    double sum = 0;
    for (int i = 0; i < v.length; i++) {
      sum += v[i] * Math.tanh(met[i] + key[i]);
    }
    return sum;
  }

  @Test
  void onlyAttentionHasWeights() {
    ComputationGraph graph =
        Networks.build(EncoderDecoders.plain(Cell.RNN, false, DataType.DOUBLE));
    assertThatThrownBy(() -> AttentionWeights.of(graph))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the graph has no attention");
  }

  @Test
  void dotScoresNeedEqualSizes() {
    assertThatThrownBy(() -> new Attention(Scoring.DOT, 4, 5, 6, 0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dot scores need queries as long as memories, not 4 and 5");
    assertThat(new Attention(Scoring.GENERAL, 4, 5, 6, 0.1).getMemories()).isEqualTo(5);
  }

  @Test
  void aProjectionIsTanhOfAProductAndABias() {
    ComputationGraph graph =
        Networks.build(EncoderDecoders.attentive(Scoring.GENERAL, DataType.DOUBLE));
    graph.getLayer("state").getParam("b").assign(Windows.uniform(7, D));
    Map<String, INDArray> all = forward(graph, true);
    double[][] W = parameter(graph, "state", "W");
    double[] bias = graph.getLayer("state").getParam("b").toDoubleVector();
    for (int t = 0; t < T; t++) {
      for (int b = 0; b < B; b++) {
        double[] expected = times(vector(all.get("both"), t, b), W);
        for (int j = 0; j < D; j++) {
          expected[j] = Math.tanh(expected[j] + bias[j]);
        }
        assertRow(all.get("state"), t, b, expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void floatsGiveTheSameValuesAsDoubles(boolean masked) {
    for (Scoring scoring : Scoring.values()) {
      ComputationGraph doubles =
          Networks.build(EncoderDecoders.attentive(scoring, DataType.DOUBLE));
      ComputationGraph floats = Networks.build(EncoderDecoders.attentive(scoring, DataType.FLOAT));
      floats.params().assign(doubles.params().castTo(DataType.FLOAT));
      Map<String, INDArray> expected = forward(doubles, masked);
      INDArray[] masks = {Windows.mask(S, LENGTHS).castTo(DataType.FLOAT), null};
      INDArray[] inputs = {sources.castTo(DataType.FLOAT), targets.castTo(DataType.FLOAT)};
      INDArray found = floats.output(false, inputs, masked ? masks : null, null)[0];
      assertThat(found.dataType()).isEqualTo(DataType.FLOAT);
      INDArray difference = found.castTo(DataType.DOUBLE).sub(expected.get("softmax"));
      assertThat(difference.amaxNumber().doubleValue()).isLessThan(1e-6);
    }
  }
}
