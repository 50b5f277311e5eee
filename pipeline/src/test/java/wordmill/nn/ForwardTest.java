package wordmill.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What layers give out against their equations, written out in plain loops here. */
final class ForwardTest {
  private static final int V = 9;
  private static final int D = 5;
  private static final int H = 6;
  private static final int T = 4;
  private static final int B = 3;
  private static final int[] LENGTHS = {4, 2, 3};
  private static final double EXACT = 1e-12;
  private static final double SINGLE = 1e-4;

  private static ComputationGraph network(Cell cell, boolean bidirectional, DataType type) {
    Recurrent.Builder cells = Recurrent.of(cell, D, H);
    if (bidirectional) {
      cells.bidirectional();
    }
    return withParameters(
        Networks.build(
            Windows.builder(type)
                .addLayer("embedding", Embedding.of(V, D).build(), "ids")
                .addLayer("cells", cells.build(), "embedding")
                .addLayer("softmax", SoftmaxLoss.of(bidirectional ? 2 * H : H, V).build(), "cells")
                .setOutputs("softmax")
                .build()));
  }

  private static ComputationGraph tied(DataType type) {
    return withParameters(
        Networks.build(
            Windows.builder(type)
                .addLayer("embedding", Embedding.of(V, D).build(), "ids")
                .addLayer("softmax", SoftmaxLoss.of(D, V).tiedTo("embedding").build(), "embedding")
                .setOutputs("softmax")
                .build()));
  }

  /** All parameters, biases too, uniform in ± 1. */
  private static ComputationGraph withParameters(ComputationGraph graph) {
    INDArray all = Windows.uniform(5, graph.numParams());
    graph.params().assign(all.castTo(graph.params().dataType()));
    return graph;
  }

  private static CellLayer cells(ComputationGraph graph) {
    return (CellLayer) graph.getLayer("cells");
  }

  private static INDArray forward(CellLayer layer, INDArray x) {
    layer.setInput(x, LayerWorkspaceMgr.noWorkspaces());
    return layer.activate(true, LayerWorkspaceMgr.noWorkspaces()).dup();
  }

  private static Map<String, INDArray> state(Cell cell) {
    Map<String, INDArray> state = new LinkedHashMap<>();
    state.put("h", Windows.uniform(11, B, H));
    if (cell == Cell.LSTM) {
      state.put("c", Windows.uniform(12, B, H).mul(2));
    }
    return state;
  }

  /**
   * One row's sequence by the equations: x [T, D], from h and c, which change; gives h of steps.
   */
  private static double[][] byEquations(
      CellLayer layer, String suffix, double[][] x, double[] h, double[] c) {
    double[][] Wx = layer.getParam("Wx" + suffix).toDoubleMatrix();
    double[][] Wh = layer.getParam("Wh" + suffix).toDoubleMatrix();
    double[] b = layer.getParam("b" + suffix).toDoubleVector();
    double[][] all = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[] W = times(x[t], Wx);
      double[] U = times(h, Wh);
      for (int j = 0; j < H; j++) {
        switch (layer.layerConf().getCell()) {
          case RNN -> h[j] = Math.tanh(W[j] + U[j] + b[j]);
          case LSTM -> {
            double i = sigmoid(W[j] + U[j] + b[j]);
            double f = sigmoid(W[H + j] + U[H + j] + b[H + j]);
            double g = Math.tanh(W[2 * H + j] + U[2 * H + j] + b[2 * H + j]);
            double o = sigmoid(W[3 * H + j] + U[3 * H + j] + b[3 * H + j]);
            c[j] = f * c[j] + i * g;
            h[j] = o * Math.tanh(c[j]);
          }
          case GRU -> {
            double r = sigmoid(W[j] + U[j] + b[j]);
            double z = sigmoid(W[H + j] + U[H + j] + b[H + j]);
            double n = Math.tanh(W[2 * H + j] + b[2 * H + j] + r * (U[2 * H + j] + b[3 * H + j]));
            h[j] = (1 - z) * n + z * h[j];
          }
        }
      }
      all[t] = h.clone();
    }
    return all;
  }

  private static double sigmoid(double a) {
    return 1 / (1 + Math.exp(-a));
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

  /** The first steps of row b of a window. */
  private static double[][] row(INDArray window, int b, int steps) {
    double[][] row = new double[steps][(int) window.size(2)];
    for (int t = 0; t < steps; t++) {
      for (int d = 0; d < row[t].length; d++) {
        row[t][d] = window.getDouble(t, b, d);
      }
    }
    return row;
  }

  private static double[][] reversed(double[][] row) {
    double[][] reversed = new double[row.length][];
    for (int t = 0; t < row.length; t++) {
      reversed[t] = row[row.length - 1 - t];
    }
    return reversed;
  }

  private static double[][] columns(double[][] row, int from) {
    return Arrays.stream(row)
        .map(step -> Arrays.copyOfRange(step, from, from + H))
        .toArray(double[][]::new);
  }

  private static void assertSame(double[][] found, double[][] expected) {
    assertThat(found).hasDimensions(expected.length, H);
    for (int t = 0; t < expected.length; t++) {
      assertThat(found[t]).as("step " + t).containsExactly(expected[t], within(EXACT));
    }
  }

  private static void assertSame(INDArray found, INDArray expected, double tolerance) {
    assertThat(found.shape()).isEqualTo(expected.shape());
    INDArray difference = found.castTo(DataType.DOUBLE).sub(expected.castTo(DataType.DOUBLE));
    assertThat(difference.amaxNumber().doubleValue()).isLessThanOrEqualTo(tolerance);
  }

  /** Fewer rows than the table has, and more. */
  @ParameterizedTest
  @ValueSource(ints = {1, T})
  void embeddingsAreRowsOfTheirTable(int steps) {
    ComputationGraph graph = network(Cell.RNN, false, DataType.DOUBLE);
    INDArray ids = Windows.ids(1, steps, B, V);
    INDArray vectors = graph.feedForward(ids, false).get("embedding");
    INDArray W = graph.getLayer("embedding").getParam("W");
    for (int t = 0; t < steps; t++) {
      for (int b = 0; b < B; b++) {
        for (int d = 0; d < D; d++) {
          assertThat(vectors.getDouble(t, b, d)).isEqualTo(W.getDouble(ids.getInt(t, b), d));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, T})
  void gradientsOfEmbeddingsAddUpWordByWord(int steps) {
    ComputationGraph graph = network(Cell.RNN, false, DataType.DOUBLE);
    graph.initGradientsView();
    Layer embedding = graph.getLayer("embedding");
    LayerWorkspaceMgr workspaces = LayerWorkspaceMgr.noWorkspaces();
    INDArray ids = Windows.ids(1, steps, B, 2); // each more than once
    INDArray epsilon = Windows.uniform(2, steps, B, D);
    double[][] expected = new double[V][D];
    for (int t = 0; t < steps; t++) {
      for (int b = 0; b < B; b++) {
        for (int d = 0; d < D; d++) {
          expected[ids.getInt(t, b)][d] += epsilon.getDouble(t, b, d);
        }
      }
    }
    for (int time = 0; time < 2; time++) { // the second overwrites what the first has left
      embedding.activate(ids, true, workspaces);
      INDArray found =
          embedding.backpropGradient(epsilon, workspaces).getFirst().getGradientFor("W");
      assertThat(found.toDoubleMatrix()).isDeepEqualTo(expected);
    }
  }

  @Test
  void idsOutsideTheTableAreRefused() {
    ComputationGraph graph = network(Cell.RNN, false, DataType.DOUBLE);
    for (int id : new int[] {-1, V}) {
      INDArray ids = Windows.ids(1, T, B, V).putScalar(1, 2, id);
      assertThatThrownBy(() -> graph.feedForward(ids, false))
          .hasMessage("word id " + id + " is not from 0 to 8");
    }
  }

  @ParameterizedTest
  @EnumSource
  void cellsFollowTheirEquationsFromANonzeroState(Cell cell) {
    CellLayer layer = cells(network(cell, false, DataType.DOUBLE));
    INDArray x = Windows.uniform(2, T, B, D);
    Map<String, INDArray> state = state(cell);
    layer.rnnSetPreviousState(state);
    INDArray y = forward(layer, x);
    for (int b = 0; b < B; b++) {
      double[] h = state.get("h").getRow(b).toDoubleVector();
      double[] c = cell == Cell.LSTM ? state.get("c").getRow(b).toDoubleVector() : new double[0];
      assertSame(row(y, b, T), byEquations(layer, "", row(x, b, T), h, c));
      Map<String, INDArray> after = layer.rnnGetPreviousState();
      assertThat(after.get("h").getRow(b).toDoubleVector()).containsExactly(h, within(EXACT));
      if (cell == Cell.LSTM) {
        assertThat(after.get("c").getRow(b).toDoubleVector()).containsExactly(c, within(EXACT));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachSequenceIsReadFromItsOwnEndBackwards(Cell cell) {
    CellLayer layer = cells(network(cell, true, DataType.DOUBLE));
    INDArray x = Windows.uniform(2, T, B, D);
    layer.setMaskArray(Windows.mask(T, LENGTHS));
    INDArray y = forward(layer, x);
    for (int b = 0; b < B; b++) {
      double[][] steps = row(x, b, LENGTHS[b]);
      double[][] found = row(y, b, LENGTHS[b]);
      double[][] ahead = byEquations(layer, "", steps, new double[H], new double[H]);
      double[][] back =
          reversed(byEquations(layer, "Back", reversed(steps), new double[H], new double[H]));
      assertSame(columns(found, 0), ahead);
      assertSame(columns(found, H), back);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theLossIsTheMeanCrossEntropyOfTokensThatCount(boolean tied) {
    ComputationGraph graph =
        tied ? tied(DataType.DOUBLE) : network(Cell.GRU, false, DataType.DOUBLE);
    INDArray ids = Windows.ids(1, T, B, V);
    INDArray labels = Windows.ids(2, T, B, V);
    INDArray x = graph.feedForward(ids, false).get(tied ? "embedding" : "cells").dup();
    double[][] W = graph.getLayer(tied ? "embedding" : "softmax").getParam("W").toDoubleMatrix();
    INDArray bias = graph.getLayer("softmax").getParam("b");
    bias.muli(800); // exp of these overflows and underflows
    double[] b = bias.toDoubleVector();
    INDArray mask = Windows.mask(T, LENGTHS);
    double nats = 0;
    double masked = 0;
    for (int t = 0; t < T; t++) {
      for (int n = 0; n < B; n++) {
        double[] scores = b.clone();
        for (int v = 0; v < V; v++) {
          for (int d = 0; d < W[v].length; d++) {
            scores[v] += x.getDouble(t, n, d) * W[v][d];
          }
        }
        double most = Arrays.stream(scores).max().orElseThrow();
        double logSum = most + Math.log(Arrays.stream(scores).map(s -> Math.exp(s - most)).sum());
        double lost = logSum - scores[labels.getInt(t, n)];
        nats += lost;
        masked += mask.getInt(t, n) * lost;
      }
    }
    assertThat(nats).isGreaterThan(1000);
    RecurrentStates.clear(graph);
    assertThat(graph.score(new MultiDataSet(ids, labels), false))
        .isCloseTo(nats / (T * B), within(1e-9));
    RecurrentStates.clear(graph);
    MultiDataSet unequal =
        new MultiDataSet(
            new INDArray[] {ids}, new INDArray[] {labels}, null, new INDArray[] {mask});
    assertThat(graph.score(unequal, false)).isCloseTo(masked / (4 + 2 + 3), within(1e-9));
    RecurrentStates.clear(graph);
    graph.clearLayerMaskArrays(); // which score leaves
    graph.setInputs(ids);
    graph.setLabels(labels);
    graph.computeGradientAndScore();
    assertThat(graph.score()).isCloseTo(nats / (T * B), within(1e-9));
  }

  @Test
  void probabilitiesAreTheSoftmaxOfTheScores() {
    ComputationGraph graph = tied(DataType.DOUBLE);
    INDArray ids = Windows.ids(1, T, B, V);
    INDArray p = graph.output(false, ids)[0];
    double[][] W = graph.getLayer("embedding").getParam("W").toDoubleMatrix();
    double[] b = graph.getLayer("softmax").getParam("b").toDoubleVector();
    for (int t = 0; t < T; t++) {
      for (int n = 0; n < B; n++) {
        double[] weights = new double[V];
        for (int v = 0; v < V; v++) {
          double score = b[v];
          for (int d = 0; d < D; d++) {
            score += W[ids.getInt(t, n)][d] * W[v][d];
          }
          weights[v] = Math.exp(score);
        }
        double sum = Arrays.stream(weights).sum();
        for (int v = 0; v < V; v++) {
          assertThat(p.getDouble(t, n, v)).isCloseTo(weights[v] / sum, within(EXACT));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void floatsGiveTheSameValuesAsDoubles(Cell cell) {
    for (boolean bidirectional : new boolean[] {false, true}) {
      ComputationGraph doubles = network(cell, bidirectional, DataType.DOUBLE);
      ComputationGraph floats = network(cell, bidirectional, DataType.FLOAT);
      INDArray ids = Windows.ids(1, T, B, V);
      Map<String, INDArray> expected = doubles.feedForward(ids, false);
      Map<String, INDArray> found = floats.feedForward(ids.castTo(DataType.FLOAT), false);
      for (String layer : new String[] {"embedding", "cells", "softmax"}) {
        assertThat(found.get(layer).dataType()).isEqualTo(DataType.FLOAT);
        assertSame(found.get(layer), expected.get(layer), SINGLE);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWindowIsTwoHalvesWithTheStateCarriedAcross(Cell cell) {
    CellLayer layer = cells(network(cell, false, DataType.DOUBLE));
    INDArray x = Windows.uniform(2, 2 * T, B, D);
    INDArray whole = forward(layer, x);
    INDArray end = layer.rnnGetPreviousState().get("h").dup();
    layer.rnnClearPreviousState();
    INDArray first = forward(layer, steps(x, 0, T));
    INDArray second = forward(layer, steps(x, T, 2 * T));
    assertSame(first, steps(whole, 0, T), EXACT);
    assertSame(second, steps(whole, T, 2 * T), EXACT);
    assertSame(layer.rnnGetPreviousState().get("h"), end, EXACT);
    layer.rnnClearPreviousState();
    assertThat(layer.rnnGetPreviousState()).isEmpty();
    INDArray fromZero = forward(layer, steps(x, T, 2 * T));
    assertThat(fromZero.sub(second).amaxNumber().doubleValue()).isGreaterThan(0.01);
    layer.rnnClearPreviousState();
    assertSame(forward(layer, x), whole, 0);
  }

  private static INDArray steps(INDArray window, int from, int to) {
    return window.get(NDArrayIndex.interval(from, to)).dup('c');
  }

  /** Streams would else go on with the state of others. */
  @ParameterizedTest
  @EnumSource
  void aWindowOfAnotherNumberOfStreamsNeedsAClearedState(Cell cell) {
    CellLayer layer = cells(network(cell, false, DataType.DOUBLE));
    INDArray x = Windows.uniform(2, T, B, D);
    INDArray wider = Windows.uniform(3, T, B + 1, D);
    INDArray kept = forward(layer, x);
    INDArray state = layer.rnnGetPreviousState().get("h").dup();
    assertThatThrownBy(() -> forward(layer, wider))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the carried state has 3 streams, the window 4; clear the state first");
    assertSame(layer.rnnGetPreviousState().get("h"), state, 0);
    layer.rnnClearPreviousState();
    INDArray fresh = forward(layer, wider);
    assertThat(fresh.shape()).containsExactly(T, B + 1, H);
    layer.rnnClearPreviousState();
    assertSame(forward(layer, x), kept, 0);
  }

  @ParameterizedTest
  @EnumSource
  void aMaskedStepPassesTheStateOn(Cell cell) {
    CellLayer layer = cells(network(cell, false, DataType.DOUBLE));
    INDArray x = Windows.uniform(2, T, B, D);
    INDArray mask = Windows.mask(T, T, T, T).putScalar(1, 2, 0).putScalar(0, 1, 0);
    layer.rnnSetPreviousState(state(cell));
    layer.setMaskArray(mask);
    INDArray y = forward(layer, x);
    Map<String, INDArray> after = copy(layer.rnnGetPreviousState());
    assertThat(row(y, 2, T)[1]).isEqualTo(row(y, 2, T)[0]);
    assertThat(row(y, 1, T)[0]).isEqualTo(state(cell).get("h").getRow(1).toDoubleVector());
    INDArray other = x.dup().putScalar(1, 2, 3, 77).putScalar(0, 1, 0, 88);
    layer.rnnSetPreviousState(state(cell));
    assertSame(forward(layer, other), y, 0);
    assertThat(layer.rnnGetPreviousState()).isEqualTo(after);
  }

  private static Map<String, INDArray> copy(Map<String, INDArray> state) {
    Map<String, INDArray> copy = new LinkedHashMap<>();
    state.forEach((name, array) -> copy.put(name, array.dup()));
    return copy;
  }

  @ParameterizedTest
  @EnumSource
  void maskedTokensChangeNeitherLossNorGradient(Cell cell) {
    ComputationGraph graph = network(cell, true, DataType.DOUBLE);
    INDArray mask = Windows.mask(T, LENGTHS);
    INDArray ids = Windows.ids(1, T, B, V);
    INDArray labels = Windows.ids(2, T, B, V);
    double loss = train(graph, ids, labels, mask);
    INDArray gradient = graph.gradient().gradient().dup();
    for (int b = 0; b < B; b++) {
      for (int t = LENGTHS[b]; t < T; t++) {
        ids.putScalar(t, b, (ids.getInt(t, b) + 1) % V);
        labels.putScalar(t, b, (labels.getInt(t, b) + 1) % V);
      }
    }
    assertThat(train(graph, ids, labels, mask)).isEqualTo(loss);
    assertThat(graph.gradient().gradient()).isEqualTo(gradient);
  }

  private static double train(
      ComputationGraph graph, INDArray ids, INDArray labels, INDArray mask) {
    graph.setInputs(ids);
    graph.setLabels(labels);
    graph.setLayerMaskArrays(new INDArray[] {mask}, new INDArray[] {mask});
    graph.computeGradientAndScore();
    return graph.score();
  }
}
