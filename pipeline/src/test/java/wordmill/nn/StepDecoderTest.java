package wordmill.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/** Step by step, against the same graph over the whole window. */
final class StepDecoderTest {
  private static final int V = EncoderDecoders.V;
  private static final int S = 5;
  private static final int T = 4;
  private static final int B = 3;
  private static final INDArray SOURCES = Windows.ids(1, S, B, V);
  private static final INDArray SOURCE_MASK = Windows.mask(S, 1, 5, 3);
  private static final float SINGLE = 1e-5f;

  static Stream<Arguments> graphs() {
    List<Arguments> all = new ArrayList<>();
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      for (boolean bothWays : new boolean[] {false, true}) {
        for (Cell cell : Cell.values()) {
          add(all, cell + " " + bothWays, EncoderDecoders.plain(cell, bothWays, type), type);
        }
        add(all, "peeky " + bothWays, EncoderDecoders.peeky(bothWays, type), type);
      }
      for (Scoring scoring : Scoring.values()) {
        add(all, scoring.toString(), EncoderDecoders.attentive(scoring, type), type);
        add(all, "fed " + scoring, EncoderDecoders.fed(Cell.LSTM, scoring, type), type);
      }
    }
    return all.stream();
  }

  private static void add(
      List<Arguments> all, String name, ComputationGraphConfiguration graph, DataType type) {
    all.add(Arguments.argumentSet(name + " " + type, graph, type));
  }

  /** Sources [S, B] of some sentences, with their masks, and target ids [T, B]. */
  private record Batch(INDArray sources, Optional<INDArray> mask, INDArray targets) {
    static Batch of(DataType type, boolean masked, INDArray targets) {
      return new Batch(
          SOURCES.castTo(type),
          masked ? Optional.of(SOURCE_MASK.castTo(type)) : Optional.empty(),
          targets.castTo(type));
    }

    /** [T, B, V], by a graph of its own. */
    INDArray whole(ComputationGraphConfiguration configuration) {
      INDArray[] masks = mask.map(each -> new INDArray[] {each, null}).orElse(null);
      return Networks.build(configuration)
          .output(false, new INDArray[] {sources, targets}, masks, null)[0];
    }

    int[] step(int t) {
      return targets.getRow(t).toIntVector();
    }
  }

  private static StepDecoder decoder(ComputationGraph graph) {
    return new StepDecoder(graph, "ids", "target");
  }

  private static void assertSteps(StepDecoder decoder, Batch batch, INDArray whole) {
    decoder.encode(batch.sources(), batch.mask());
    for (int t = 0; t < T; t++) {
      assertThat(decoder.step(batch.step(t)))
          .as("step %d", t)
          .containsExactly(row(whole, t, 0, 1, 2), within(SINGLE));
    }
  }

  /** Of [T, B, V] the step t of some rows. */
  private static float[] row(INDArray whole, int t, int... rows) {
    float[] numbers = new float[rows.length * V];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = whole.getFloat(t, rows[i / V], i % V);
    }
    return numbers;
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void stepsGiveWhatTheWholeWindowGives(ComputationGraphConfiguration graph, DataType type) {
    StepDecoder decoder = decoder(Networks.build(graph));
    Batch masked = Batch.of(type, true, Windows.ids(2, T, B, V));
    Batch whole = Batch.of(type, false, Windows.ids(3, T, B, V));
    assertThat(masked.whole(graph).sub(whole.whole(graph)).amaxNumber().doubleValue())
        .isGreaterThan(0.01);
    // The second batch has no mask, the third one again.
    for (Batch batch : List.of(masked, whole, masked)) {
      assertSteps(decoder, batch, batch.whole(graph));
    }
  }

  /** Rows go on from others: [0, 1, 2], [2, 0, 1, 1], [3, 1], [1, 1, 0]. */
  @ParameterizedTest
  @MethodSource("graphs")
  void selectedRowsGoOnFromTheRowsTheyWere(ComputationGraphConfiguration graph, DataType type) {
    int[][] chosen = {{0, 1, 2}, {2, 0, 1, 1}, {3, 1}, {1, 1, 0}};
    int[][] tokens = {{1, 2, 3}, {4, 5, 0, 1}, {2, 3}, {4, 0, 5}};
    // What these rows have read so far, by sentence.
    int[] sentences = {0, 1, 2};
    int[][] read = {{}, {}, {}};
    StepDecoder decoder = decoder(Networks.build(graph));
    decoder.encode(SOURCES.castTo(type), Optional.of(SOURCE_MASK.castTo(type)));
    for (int t = 0; t < chosen.length; t++) {
      int[] nextSentences = new int[chosen[t].length];
      int[][] nextRead = new int[chosen[t].length][];
      for (int i = 0; i < chosen[t].length; i++) {
        nextSentences[i] = sentences[chosen[t][i]];
        nextRead[i] = Arrays.copyOf(read[chosen[t][i]], t + 1);
        nextRead[i][t] = tokens[t][i];
      }
      sentences = nextSentences;
      read = nextRead;
      if (t > 0) {
        decoder.select(chosen[t]);
      }
      float[] found = decoder.step(tokens[t]);
      for (int i = 0; i < sentences.length; i++) {
        float[] expected = alone(graph, type, sentences[i], read[i]);
        float[] row = Arrays.copyOfRange(found, i * V, (i + 1) * V);
        assertThat(row).as("step %d, row %d", t, i).containsExactly(expected, within(SINGLE));
      }
    }
  }

  /** The last step of a target, its sentence alone in the window. */
  private static float[] alone(
      ComputationGraphConfiguration graph, DataType type, int sentence, int[] read) {
    INDArray targets = Windows.ids(1, read.length, B, V);
    for (int t = 0; t < read.length; t++) {
      targets.putScalar(t, sentence, read[t]);
    }
    return row(Batch.of(type, true, targets).whole(graph), read.length - 1, sentence);
  }

  /** The mask of the sentences that were decoded last is not one of the next batch. */
  @ParameterizedTest
  @MethodSource("graphs")
  void aDecodedBatchLeavesNoMaskBehind(ComputationGraphConfiguration graph, DataType type) {
    MultiDataSet pairs =
        new MultiDataSet(
            new INDArray[] {SOURCES.castTo(type), Windows.ids(2, T, B, V).castTo(type)},
            new INDArray[] {Windows.ids(3, T, B, V).castTo(type)});
    double expected = Networks.build(graph).score(pairs, false);
    ComputationGraph used = Networks.build(graph);
    StepDecoder decoder = decoder(used);
    decoder.encode(SOURCES.castTo(type), Optional.of(SOURCE_MASK.castTo(type)));
    float[] unused = decoder.step(new int[] {1, 2, 3});
    RecurrentStates.clear(used);
    assertThat(used.score(pairs, false)).isEqualTo(expected);
  }

  /** Another number of sentences than the one before had. */
  @ParameterizedTest
  @MethodSource("graphs")
  void theWholeWindowOfOneSentenceFollowsManySteps(
      ComputationGraphConfiguration graph, DataType type) {
    ComputationGraph used = Networks.build(graph);
    StepDecoder decoder = decoder(used);
    decoder.encode(SOURCES.castTo(type), Optional.of(SOURCE_MASK.castTo(type)));
    float[] unused = decoder.step(new int[] {1, 2, 3});
    INDArray source = Windows.ids(4, S, 1, V).castTo(type);
    INDArray target = Windows.ids(5, T, 1, V).castTo(type);
    INDArray expected = Networks.build(graph).output(false, source, target)[0];
    assertThat(used.output(false, source, target)[0]).isEqualTo(expected);
  }
}
