package wordmill.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static wordmill.nn.PlainRows.B;
import static wordmill.nn.PlainRows.LENGTHS;
import static wordmill.nn.PlainRows.S;
import static wordmill.nn.PlainRows.T;
import static wordmill.nn.PlainRows.assertRow;
import static wordmill.nn.PlainRows.forward;
import static wordmill.nn.PlainRows.joined;
import static wordmill.nn.PlainRows.parameter;
import static wordmill.nn.PlainRows.sigmoid;
import static wordmill.nn.PlainRows.times;
import static wordmill.nn.PlainRows.vector;

import java.util.Arrays;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What joins encoder and decoder, against its equations, written out in plain loops here. */
final class EncoderDecoderForwardTest {
  private static final int V = EncoderDecoders.V;
  private static final int D = EncoderDecoders.D;
  private static final int H = EncoderDecoders.H;

  private static ComputationGraph build(GraphBuilder graph) {
    return Networks.build(graph.setOutputs("softmax").build());
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
}
