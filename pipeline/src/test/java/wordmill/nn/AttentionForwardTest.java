package wordmill.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static wordmill.nn.PlainRows.B;
import static wordmill.nn.PlainRows.LENGTHS;
import static wordmill.nn.PlainRows.S;
import static wordmill.nn.PlainRows.T;
import static wordmill.nn.PlainRows.assertRow;
import static wordmill.nn.PlainRows.dot;
import static wordmill.nn.PlainRows.forward;
import static wordmill.nn.PlainRows.parameter;
import static wordmill.nn.PlainRows.times;
import static wordmill.nn.PlainRows.vector;

import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Attention against its equations, written out in plain loops here. */
final class AttentionForwardTest {
  private static final int H = EncoderDecoders.H;

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

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void floatsGiveTheSameValuesAsDoubles(boolean masked) {
    for (Scoring scoring : Scoring.values()) {
      ComputationGraph doubles =
          Networks.build(EncoderDecoders.attentive(scoring, DataType.DOUBLE));
      ComputationGraph floats = Networks.build(EncoderDecoders.attentive(scoring, DataType.FLOAT));
      floats.params().assign(doubles.params().castTo(DataType.FLOAT));
      Map<String, INDArray> expected = forward(doubles, masked);
      INDArray[] masks = {PlainRows.SOURCE_MASK.castTo(DataType.FLOAT), null};
      INDArray[] inputs = {
        PlainRows.SOURCES.castTo(DataType.FLOAT), PlainRows.TARGETS.castTo(DataType.FLOAT)
      };
      INDArray found = floats.output(false, inputs, masked ? masks : null, null)[0];
      assertThat(found.dataType()).isEqualTo(DataType.FLOAT);
      INDArray difference = found.castTo(DataType.DOUBLE).sub(expected.get("softmax"));
      assertThat(difference.amaxNumber().doubleValue()).isLessThan(1e-6);
    }
  }
}
