package wordmill.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import wordmill.config.BadInputException;
import wordmill.nn.Cell;
import wordmill.nn.Differences;
import wordmill.nn.Networks;
import wordmill.nn.Scoring;
import wordmill.pairs.EncodedPair;
import wordmill.pairs.PairBatch;

/** Networks as options make them, in double precision. */
final class Seq2SeqGraphTest {
  private static final int SOURCE_WORDS = 5;
  private static final int TARGET_WORDS = 4;
  private static final int END = TARGET_WORDS - 1;

  /** Of unequal lengths on both sides. */
  private static final List<EncodedPair> PAIRS =
      List.of(
          new EncodedPair(new int[] {1, 4, 2, 2}, new int[] {0}),
          new EncodedPair(new int[] {3}, new int[] {2, 1, 0}),
          new EncodedPair(new int[] {0, 1}, new int[] {1, 1}));

  static Stream<NetworkOptions> networks() {
    List<NetworkOptions> all = new ArrayList<>();
    for (DecoderKind decoder : DecoderKind.values()) {
      for (boolean bothWays : new boolean[] {false, true}) {
        SmallNetworks network = SmallNetworks.of(decoder).bidirectional(bothWays);
        all.add(network.options());
        all.add(network.cell(Cell.GRU).residual().options());
      }
    }
    SmallNetworks attentive = SmallNetworks.of(DecoderKind.ATTENTION).bidirectional(true);
    all.add(attentive.options(Scoring.DOT));
    all.add(attentive.options(Scoring.ADDITIVE));
    all.add(attentive.withoutAttentionalState().options());
    all.add(attentive.fed().options());
    all.add(attentive.residual().fed().options(Scoring.DOT));
    return all.stream();
  }

  private static ComputationGraph exact(NetworkOptions network) {
    return Networks.build(Seq2SeqGraph.exact(network, SOURCE_WORDS, TARGET_WORDS, 3));
  }

  private static double loss(ComputationGraph graph, List<EncodedPair> pairs, boolean reversed) {
    for (org.deeplearning4j.nn.api.Layer layer : graph.getLayers()) {
      if (layer instanceof RecurrentLayer recurrent) {
        recurrent.rnnClearPreviousState();
      }
    }
    MultiDataSet batch = Seq2SeqGraph.minibatch(PairBatch.of(pairs, END, reversed));
    graph.setInputs(doubles(batch.getFeatures()));
    graph.setLabels(doubles(batch.getLabels()));
    graph.clearLayerMaskArrays();
    if (batch.hasMaskArrays()) {
      graph.setLayerMaskArrays(
          doubles(batch.getFeaturesMaskArrays()), doubles(batch.getLabelsMaskArrays()));
    }
    graph.computeGradientAndScore();
    return graph.score();
  }

  private static INDArray[] doubles(INDArray[] arrays) {
    return Stream.of(arrays)
        .map(array -> array == null ? null : array.castTo(DataType.DOUBLE))
        .toArray(INDArray[]::new);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void gradientsAreRight(NetworkOptions network) {
    ComputationGraph graph = exact(network);
    Differences.check(graph, () -> loss(graph, PAIRS, false));
  }

  /** Padding counts for nothing: n pairs have the loss of each alone, weighted by its tokens. */
  @ParameterizedTest
  @MethodSource("networks")
  void aBatchIsItsPairsOneByOne(NetworkOptions network) {
    ComputationGraph graph = exact(network);
    double sum = 0;
    int tokens = 0;
    for (EncodedPair pair : PAIRS) {
      int count = pair.target().length + 1;
      sum += count * loss(exact(network), List.of(pair), false);
      tokens += count;
    }
    assertThat(loss(graph, PAIRS, false)).isCloseTo(sum / tokens, within(1e-12));
  }

  @ParameterizedTest
  @EnumSource
  void aReversedSourceIsReadFromItsEnd(DecoderKind decoder) {
    NetworkOptions network = SmallNetworks.of(decoder).options();
    List<EncodedPair> turned =
        List.of(
            new EncodedPair(new int[] {2, 2, 4, 1}, new int[] {0}),
            new EncodedPair(new int[] {3}, new int[] {2, 1, 0}),
            new EncodedPair(new int[] {1, 0}, new int[] {1, 1}));
    double expected = loss(exact(network), turned, false);
    assertThat(loss(exact(network), PAIRS, true))
        .isEqualTo(expected)
        .isNotEqualTo(loss(exact(network), PAIRS, false));
  }

  @Test
  void inferenceHasTheParametersOfTraining() {
    for (NetworkOptions network : networks().toList()) {
      ComputationGraph asked =
          Networks.build(Seq2SeqGraph.inference(network, SOURCE_WORDS, TARGET_WORDS));
      ComputationGraph trained = exact(network);
      assertThat(asked.params().dataType()).isEqualTo(DataType.FLOAT);
      assertThat(asked.paramTable().keySet()).isEqualTo(trained.paramTable().keySet());
      assertThat(asked.numParams()).isEqualTo(trained.numParams());
    }
  }

  @Test
  void vocabulariesThatFloatsCannotCountAreRefused() {
    NetworkOptions network = SmallNetworks.of(DecoderKind.PLAIN).options();
    assertThatThrownBy(() -> Seq2SeqGraph.inference(network, (1 << 24) + 1, 10))
        .isInstanceOf(BadInputException.class)
        .hasMessage("a vocabulary may have 16777215 words, but they have 16777217 and 9");
    assertThatThrownBy(() -> Seq2SeqGraph.inference(network, 10, (1 << 24) + 1))
        .isInstanceOf(BadInputException.class);
  }
}
