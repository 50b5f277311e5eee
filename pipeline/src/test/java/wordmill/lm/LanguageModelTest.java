package wordmill.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import wordmill.config.BadInputException;
import wordmill.evaluate.Perplexity;
import wordmill.nn.Cell;
import wordmill.nn.Networks;
import wordmill.nn.Weights;
import wordmill.random.Generator;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.text.Tokenization;
import wordmill.training.DropoutMask;
import wordmill.vocab.UnknownWords;
import wordmill.vocab.Vocabulary;
import wordmill.word2vec.Corpora;

/** Models that have learned nothing, but whose weights are known. */
final class LanguageModelTest {
  private static final int WORDS = 6;
  private static final NetworkOptions NETWORK =
      new NetworkOptions(Cell.LSTM, 2, 5, 7, 0, DropoutMask.STEP, false, NetworkOptions.NONE, 0.1);
  private static final ModelOptions OPTIONS =
      new ModelOptions(NETWORK, Tokenization.WHITESPACE, UnknownWords.DROP);

  @TempDir Path folder;

  private ComputationGraph graph;

  @BeforeEach
  void makeWeightsThatPrefer() {
    graph = Networks.build(LanguageModelGraph.inference(NETWORK, WORDS + 1));
    Generator random = new Generator(1);
    INDArray all = graph.params();
    for (long i = 0; i < all.length(); i++) {
      all.putScalar(i, 4 * random.nextDouble() - 2);
    }
  }

  private static Vocabulary vocabulary(int words) {
    return Vocabulary.of(
        IntStream.range(0, words).mapToObj(i -> "w" + i).toList(), new long[words]);
  }

  private Artifact write(SortedMap<String, String> metadata, int words) throws IOException {
    ArtifactFolder out = Corpora.folder(Files.createTempDirectory(folder, "model"));
    List<DataFile> files =
        List.of(
            Weights.write(graph, out, SparkLanguageModel.WEIGHTS, metadata),
            vocabulary(words).write(out));
    return new Artifact(out, files, Map.of());
  }

  private LanguageModel model() throws IOException {
    return LanguageModel.read(write(OPTIONS.metadata(), WORDS));
  }

  /** ln p of a token's followers, after those before it. */
  private double[] follow(int token) {
    INDArray p =
        graph
            .output(
                false, Nd4j.createFromArray(new float[] {token}).reshape('c', new long[] {1, 1}))[
            0];
    return IntStream.range(0, WORDS + 1).mapToDouble(v -> Math.log(p.getDouble(0, 0, v))).toArray();
  }

  private void forget() {
    for (org.deeplearning4j.nn.api.Layer layer : graph.getLayers()) {
      if (layer instanceof RecurrentLayer recurrent) {
        recurrent.rnnClearPreviousState();
      }
    }
  }

  private static List<int[]> sentences(int count) {
    Generator random = new Generator(2);
    return IntStream.range(0, count)
        .mapToObj(i -> random.nextGaussian() < -1 ? new int[0] : words(random))
        .toList();
  }

  private static int[] words(Generator random) {
    return IntStream.range(0, 1 + random.nextInt(9)).map(t -> random.nextInt(WORDS)).toArray();
  }

  /** Over several windows of the model's, and from the same state each time it is asked. */
  @Test
  void scoresAreSumsOfLogarithmsOfProbabilities() throws IOException {
    LanguageModel model = model();
    for (int count : new int[] {1, 2, 70}) {
      List<int[]> sentences = sentences(count);
      forget();
      int before = WORDS;
      double nats = 0;
      long tokens = 0;
      for (int token : PlainStreams.sequence(sentences, WORDS)) {
        nats -= follow(before)[token];
        before = token;
        tokens++;
      }
      Perplexity found = model.score(sentences.iterator());
      assertThat(found.tokens()).isEqualTo(tokens);
      assertThat(found.nats()).isCloseTo(nats, within(1e-4 * nats));
    }
  }

  @Test
  void noTextHasNoPerplexity() throws IOException {
    assertThat(model().score(List.<int[]>of().iterator())).isEqualTo(Perplexity.NONE);
  }

  private static List<String> generate(LanguageModel model, SamplingOptions sampling, long seed) {
    List<String> text = new ArrayList<>();
    model.generate(List.of(2, 0), 60, sampling, new Generator(seed), text::add);
    return text;
  }

  @Test
  void theSeedDecidesWhatIsGenerated() throws IOException {
    LanguageModel model = model();
    List<String> text = generate(model, SamplingOptions.PLAIN, 1);
    assertThat(text).hasSize(60);
    assertThat(generate(model, SamplingOptions.PLAIN, 1)).isEqualTo(text);
    assertThat(generate(model(), SamplingOptions.PLAIN, 1)).isEqualTo(text);
    assertThat(generate(model, SamplingOptions.PLAIN, 2)).isNotEqualTo(text);
    assertThat(generate(model, SamplingOptions.GREEDY, 1))
        .isEqualTo(generate(model, SamplingOptions.GREEDY, 2));
  }

  @Test
  void greedyTextIsMadeOfTheMostProbableWords() throws IOException {
    forget();
    double[] next = follow(WORDS);
    for (int id : new int[] {2, 0}) {
      next = follow(id);
    }
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int most = 0;
      for (int id = 1; id <= WORDS; id++) {
        most = next[id] > next[most] ? id : most;
      }
      expected.add(most == WORDS ? "\n" : "w" + most);
      next = follow(most);
    }
    assertThat(generate(model(), SamplingOptions.GREEDY, 1)).isEqualTo(expected);
  }

  @Test
  void forbiddenWordsAreNotGenerated() throws IOException {
    LanguageModel model = model();
    assertThat(generate(model, SamplingOptions.PLAIN, 1)).contains("w1", "\n");
    assertThat(generate(model, SamplingOptions.PLAIN.without(Set.of(1, WORDS)), 1))
        .hasSize(60)
        .doesNotContain("w1", "\n");
  }

  private void assertRefused(Artifact artifact, String... parts) {
    assertThatThrownBy(() -> LanguageModel.read(artifact))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(parts);
  }

  @Test
  void damagedOptionsAreRefused() throws IOException {
    for (String key : OPTIONS.metadata().keySet()) {
      for (String value : new String[] {"", "0", "elman", "99999999999"}) {
        SortedMap<String, String> metadata = OPTIONS.metadata();
        metadata.put(key, value);
        if (!key.equals("tied")) { // whatever is not true is false
          assertRefused(write(metadata, WORDS), SparkLanguageModel.WEIGHTS, key);
        }
        metadata.remove(key);
        if (!key.equals("tied")) {
          assertRefused(write(metadata, WORDS), SparkLanguageModel.WEIGHTS);
        }
      }
    }
    assertRefused(write(new TreeMap<>(), WORDS), "is no language model");
  }

  /** 16 layers of 10,000 units would need 51 GB. */
  @Test
  void optionsThatAreNotThoseOfTheWeightsAreRefusedBeforeMemoryIsTaken() throws IOException {
    SortedMap<String, String> metadata = OPTIONS.metadata();
    metadata.put("hidden-size", "10000");
    metadata.put("layers", "16");
    assertRefused(
        write(metadata, WORDS),
        SparkLanguageModel.WEIGHTS,
        "its tensor recurrent1/Wh has the shape [7 x 28], but [10000 x 40000] is needed");
    metadata = OPTIONS.metadata();
    metadata.put("layers", "1");
    assertRefused(
        write(metadata, WORDS), SparkLanguageModel.WEIGHTS, "its tensor recurrent2/Wh of shape");
  }

  @Test
  void theVocabularyOfAnotherModelIsRefused() throws IOException {
    assertRefused(
        write(OPTIONS.metadata(), WORDS + 1),
        SparkLanguageModel.WEIGHTS,
        "its tensor embedding/W has the shape [7 x 5], but [8 x 5] is needed");
  }

  @Test
  void damagedAndMissingFilesAreNamed() throws IOException {
    Artifact artifact = write(OPTIONS.metadata(), WORDS);
    Artifact without = new Artifact(artifact.folder(), artifact.files(Vocabulary.FILE), Map.of());
    assertRefused(without, "there is no ", SparkLanguageModel.WEIGHTS);
    Path weights = Path.of(artifact.folder().path().toUri()).resolve(SparkLanguageModel.WEIGHTS);
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length - 1] ^= 1;
    Files.write(weights, bytes);
    assertRefused(artifact, SparkLanguageModel.WEIGHTS, " is damaged: its SHA-256 is ");
  }
}
