package wordmill.seq2seq;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import wordmill.nn.AttentionWeights;
import wordmill.nn.Networks;
import wordmill.nn.Weights;
import wordmill.pairs.PairVocabularies;
import wordmill.random.Generator;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.text.Tokenization;
import wordmill.vocab.Vocabulary;

/** A model that has learned nothing, but whose weights are known; and its graph, asked plainly. */
final class ToyTranslations {
  static final List<String> SOURCE = List.of("<unk>", "a", "b", "c", "d", "e");
  static final List<String> TARGET = List.of("<unk>", "p", "q", "r", "s");

  /** Id of the end of a target. */
  static final int END = TARGET.size();

  private final NetworkOptions network;
  private final ComputationGraph graph;

  private ToyTranslations(NetworkOptions network, ComputationGraph graph) {
    this.network = network;
    this.graph = graph;
  }

  /**
   * Weights uniform in ± 3, but no bias of the softmax; the same for networks of the same shape.
   */
  static ToyTranslations of(NetworkOptions network) {
    ComputationGraph graph =
        Networks.build(Seq2SeqGraph.inference(network, SOURCE.size(), TARGET.size() + 1));
    Generator random = new Generator(3);
    INDArray all = graph.params();
    for (long i = 0; i < all.length(); i++) {
      all.putScalar(i, 6 * random.nextDouble() - 3);
    }
    INDArray unused = graph.getLayer(Seq2SeqGraph.SOFTMAX).getParam("b").assign(0);
    return new ToyTranslations(network, graph);
  }

  /** The same, with a token that is more probable, or less. */
  ToyTranslations preferring(int token, double score) {
    ComputationGraph copy = copy();
    INDArray bias = copy.getLayer(Seq2SeqGraph.SOFTMAX).getParam("b");
    bias.putScalar(token, bias.getDouble(token) + score);
    return new ToyTranslations(network, copy);
  }

  private ComputationGraph copy() {
    ComputationGraph copy =
        Networks.build(Seq2SeqGraph.inference(network, SOURCE.size(), TARGET.size() + 1));
    copy.params().assign(graph.params());
    return copy;
  }

  static Vocabulary vocabulary(List<String> words) {
    return Vocabulary.of(words, new long[words.size()]);
  }

  TranslationModel model() {
    return new TranslationModel(
        new PairVocabularies(vocabulary(SOURCE), vocabulary(TARGET)),
        new ModelOptions(network, Tokenization.WHITESPACE),
        copy());
  }

  Artifact write(ArtifactFolder out) throws IOException {
    return write(out, SOURCE, TARGET, metadata());
  }

  SortedMap<String, String> metadata() {
    return new ModelOptions(network, Tokenization.WHITESPACE).metadata();
  }

  Artifact write(
      ArtifactFolder out,
      List<String> source,
      List<String> target,
      SortedMap<String, String> metadata)
      throws IOException {
    List<DataFile> files =
        new ArrayList<>(new PairVocabularies(vocabulary(source), vocabulary(target)).write(out));
    files.add(Weights.write(graph, out, SparkSeq2Seq.WEIGHTS, metadata));
    return new Artifact(out, files, Map.of());
  }

  /** Lines of 1 to 7 words by chance, some of them unknown. */
  static List<String> lines(int count) {
    Generator random = new Generator(5);
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                String.join(
                    " ",
                    IntStream.rangeClosed(0, random.nextInt(7))
                        .mapToObj(t -> random.nextInt(5) == 0 ? "x" + t : word(random))
                        .toList()))
        .toList();
  }

  private static String word(Generator random) {
    return SOURCE.get(1 + random.nextInt(SOURCE.size() - 1));
  }

  static int[] source(String line) {
    return Arrays.stream(line.split(" "))
        .mapToInt(word -> Math.max(0, SOURCE.indexOf(word)))
        .toArray();
  }

  static int[] target(String text) {
    return text.isEmpty()
        ? new int[0]
        : Arrays.stream(text.split(" ")).mapToInt(TARGET::indexOf).toArray();
  }

  /** p of each token after each of a target, [n + 1, 1, V], by a graph that was asked nothing. */
  INDArray probabilities(String line, int... target) {
    return asked(line, target).output;
  }

  /** The weights of the source's tokens, in its order, for the target's token t. */
  float[] attention(String line, int t, int... target) {
    Asked asked = asked(line, target);
    int S = source(line).length;
    float[] row = new float[S];
    for (int s = 0; s < S; s++) {
      int read = network.reversed() ? S - 1 - s : s;
      row[s] = AttentionWeights.of(asked.graph)[t * S + read];
    }
    return row;
  }

  private record Asked(ComputationGraph graph, INDArray output) {}

  private Asked asked(String line, int... target) {
    int[] source = source(line);
    int[] read = new int[source.length];
    for (int s = 0; s < read.length; s++) {
      read[s] = source[network.reversed() ? read.length - 1 - s : s];
    }
    int[] inputs = IntStream.concat(IntStream.of(END), IntStream.of(target)).toArray();
    ComputationGraph fresh = copy();
    INDArray output =
        fresh.output(false, Seq2SeqGraph.array(read, 1), Seq2SeqGraph.array(inputs, 1))[0];
    return new Asked(fresh, output);
  }
}
