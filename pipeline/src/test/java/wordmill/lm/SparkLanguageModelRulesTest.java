package wordmill.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wordmill.SharedSpark;
import wordmill.averaging.DivergedException;
import wordmill.averaging.RoundReport;
import wordmill.config.Settings;
import wordmill.embeddings.Embeddings;
import wordmill.linalg.Matrix;
import wordmill.nn.Networks;
import wordmill.nn.Weights;
import wordmill.random.Generator;
import wordmill.random.Seeds;
import wordmill.store.ArtifactId;
import wordmill.store.Checkpoints;
import wordmill.store.HadoopConf;
import wordmill.store.Recipe;
import wordmill.store.StageResult;
import wordmill.store.Store;
import wordmill.store.TensorFile;
import wordmill.text.TextOptions;
import wordmill.vocab.Vocabulary;
import wordmill.vocab.VocabularyOptions;
import wordmill.word2vec.Corpora;

/** What single settings do to a training; at a rate of nearly nothing, the start can be seen. */
@Tag("spark")
final class SparkLanguageModelRulesTest {
  private static final int WORDS = 12;
  private static final int D = 6;
  private static final String STILL = "rate=1e-30";

  @TempDir Path folder;

  private List<int[]> sentences = sentences();

  private static List<int[]> sentences() {
    Generator random = new Generator(7);
    return IntStream.range(0, 150)
        .mapToObj(
            i ->
                IntStream.range(0, 1 + random.nextInt(6)).map(t -> random.nextInt(WORDS)).toArray())
        .toList();
  }

  /** Words a, b, c and so on: characters, too. */
  private static Vocabulary vocabulary() {
    return Vocabulary.of(
        IntStream.range(0, WORDS).mapToObj(i -> Character.toString('a' + i)).toList(),
        new long[WORDS]);
  }

  private static Settings settings(String... changes) {
    List<String> all = new ArrayList<>(List.of("text.input=none", "text.tokenizer=whitespace"));
    Stream.of(
            "layers=1",
            "embedding-size=" + D,
            "hidden-size=7",
            "batch=3",
            "window=5",
            "rate=1",
            "schedule=constant",
            "average-every=4",
            "epochs=1",
            "held-out=0.2")
        .map(change -> "lm." + change)
        .forEach(all::add);
    Stream.of(changes).map(c -> c.startsWith("text.") ? c : "lm." + c).forEach(all::add);
    return Settings.defaults(all);
  }

  private StageResult train(String name, Settings settings) throws Exception {
    return train(name, checkpoints(name), Optional.empty(), settings, status -> {});
  }

  private StageResult train(
      String name,
      Checkpoints checkpoints,
      Optional<Embeddings> vectors,
      Settings settings,
      TrainingStatus.Watcher watcher)
      throws Exception {
    return SparkLanguageModel.train(
        SharedSpark.context(),
        new TrainingText(
            Corpora.write(sentences, 2, Files.createTempDirectory(folder, "corpus")),
            vocabulary(),
            VocabularyOptions.from(settings),
            TextOptions.from(settings),
            vectors),
        LanguageModelOptions.from(settings),
        new Seeds(3),
        checkpoints,
        watcher,
        Corpora.folder(Files.createDirectories(folder.resolve(name))));
  }

  private Checkpoints checkpoints(String name) {
    Store store = Store.at(folder.resolve("store").toString(), new Configuration());
    Recipe recipe = new Recipe("language-model", 1, new TreeMap<>(), Optional.of(3L), List.of());
    return new Checkpoints(store, new ArtifactId("language-model", name, "1"), recipe, "test");
  }

  private Path weights(String name) {
    return folder.resolve(name).resolve(SparkLanguageModel.WEIGHTS);
  }

  private TensorFile open(String name) throws Exception {
    return TensorFile.open(
        new org.apache.hadoop.fs.Path(weights(name).toUri()), new HadoopConf(new Configuration()));
  }

  /** The loss of an epoch in which nothing is learned, by a graph and windows of its own. */
  private double loss(String name, Settings settings) throws Exception {
    LanguageModelOptions options = LanguageModelOptions.from(settings);
    ComputationGraph graph =
        Networks.build(LanguageModelGraph.inference(options.network(), WORDS + 1));
    try (TensorFile file = open(name)) {
      Weights.read(file, graph);
    }
    List<Integer> tokens = PlainStreams.sequence(sentences, WORDS);
    StreamLayout layout = StreamLayout.training("corpus", tokens.size(), options);
    double nats = 0;
    int count = 0;
    for (List<List<List<Integer>>> round : PlainStreams.windows(tokens, layout)) {
      for (List<List<Integer>> window : round) {
        if (options.streams().state() == StateRule.RESET) {
          for (org.deeplearning4j.nn.api.Layer layer : graph.getLayers()) {
            if (layer instanceof RecurrentLayer recurrent) {
              recurrent.rnnClearPreviousState();
            }
          }
        }
        int[] inputs = window.get(0).stream().mapToInt(Integer::intValue).toArray();
        int[] targets = window.get(1).stream().mapToInt(Integer::intValue).toArray();
        TokenWindow given = new TokenWindow(options.streams().batch(), inputs, targets);
        nats += inputs.length * graph.score(LanguageModelGraph.minibatch(given), false);
        count += inputs.length;
      }
    }
    return nats / count;
  }

  @ParameterizedTest
  @EnumSource
  void windowsStartFromTheStateBeforeThemOrFromNone(StateRule state) throws Exception {
    String[] changes = {
      STILL, "state=" + state.name().toLowerCase(Locale.ROOT), "held-out=0", "init-range=1"
    };
    Settings settings = settings(changes);
    List<Double> losses = new ArrayList<>();
    String name = state.name();
    StageResult unused =
        train(
            name,
            checkpoints(name),
            Optional.empty(),
            settings,
            status -> losses.add(report(status).epochSums().meanLoss()));
    double found = losses.get(losses.size() - 1);
    assertThat(found).isCloseTo(loss(name, settings), within(1e-5));
    changes[1] = "state=" + (state == StateRule.RESET ? "carried" : "reset");
    assertThat(Math.abs(found - loss(name, settings(changes)))).isGreaterThan(1e-3);
  }

  @Test
  void wordsThatHaveVectorsStartWithThemAndOthersByChance() throws Exception {
    Embeddings vectors = new Embeddings(List.of("d", "unheard", "h"), new Matrix(3, D));
    Generator random = new Generator(1);
    for (int i = 0; i < 3 * D; i++) {
      vectors.vectors().values()[i] = (float) random.nextGaussian();
    }
    StageResult plain = train("plain", settings(STILL));
    StageResult given =
        train("given", checkpoints("given"), Optional.of(vectors), settings(STILL), status -> {});
    assertThat(given.metrics().get("parameters")).isEqualTo(plain.metrics().get("parameters"));
    float[] expected = embedding("plain");
    for (float value : expected) {
      assertThat(value).isBetween(-0.1f, 0.1f);
    }
    System.arraycopy(vectors.vector(0), 0, expected, 3 * D, D);
    System.arraycopy(vectors.vector(2), 0, expected, 7 * D, D);
    assertThat(embedding("given")).containsExactly(expected, within(1e-20f));
  }

  private float[] embedding(String name) throws Exception {
    try (TensorFile file = open(name)) {
      float[] values = new float[(WORDS + 1) * D];
      file.read("embedding/W", values);
      return values;
    }
  }

  @Test
  void modelsOfCharactersAreMeasuredInBits() throws Exception {
    Path text = folder.resolve("test.txt");
    Files.writeString(text, "a b c a b\nl k j l k j\na b\n");
    String test = "test=[\"" + text + "\"]";
    StageResult words = train("words", settings(test));
    assertThat(words.metrics().keySet()).noneMatch(key -> key.contains("bits"));
    StageResult found = train("characters", settings(test, "text.tokenizer=characters"));
    for (String what : new String[] {"validation", "test"}) {
      double perplexity = (double) found.metrics().get(what + "-perplexity");
      assertThat((double) found.metrics().get(what + "-bits-per-character"))
          .isCloseTo(Math.log(perplexity) / Math.log(2), within(1e-12))
          .isBetween(1.0, 9.0);
    }
  }

  /** No epoch is better than the first: the second keeps its rate, and each later one halves it. */
  @Test
  void aPlateauLowersTheRateAndPatienceEndsTheTraining() throws Exception {
    Settings settings =
        settings("epochs=9", "patience=3", "schedule=plateau", "decay=0.5", "updater=sgd", STILL);
    TreeMap<Integer, Double> rates = new TreeMap<>();
    StageResult result =
        train(
            "first",
            checkpoints("stopping"),
            Optional.empty(),
            settings,
            status -> rates.put(report(status).epoch(), report(status).sums().rate()));
    assertThat(rates.values()).containsExactly(1e-30, 1e-30, 5e-31, 2.5e-31);
    assertThat(result.metrics()).containsEntry("epochs", 4).containsEntry("best-epoch", 1);
    StageResult again =
        train(
            "again",
            checkpoints("stopping"),
            Optional.empty(),
            settings,
            status -> {
              throw new IllegalStateException(
                  "killed after it had stopped, it is to train no more");
            });
    assertThat(again.metrics()).containsEntry("epochs", 4).containsEntry("best-epoch", 1);
    assertThat(Files.readAllBytes(weights("again")))
        .isEqualTo(Files.readAllBytes(weights("first")));
  }

  @Test
  void divergedTrainingSaysWhereAndKeepsItsLastGoodCheckpoint() throws Exception {
    StageResult whole = train("whole", settings("epochs=3"));
    Checkpoints checkpoints = checkpoints("diverging");
    StageResult unused =
        train("short", checkpoints, Optional.empty(), settings("epochs=2"), status -> {});
    String kept = checkpoints.latest().orElseThrow().folder().path().toString();
    Settings wild = settings("epochs=3", "rate=1e30", "clip=none");
    assertThatThrownBy(() -> train("nowhere", checkpoints, Optional.empty(), wild, status -> {}))
        .isInstanceOf(DivergedException.class)
        .hasMessageMatching(
            "training diverged in epoch 2, round \\d+, replica 1 at a learning rate of 1\\.0E30:"
                + " after \\d steps the mean loss is (NaN|Infinity|[0-9.E]+), the gradient's norm"
                + " (NaN|Infinity|[0-9.E]+), the parameters' norm (NaN|Infinity|[0-9.E]+); lower"
                + " the rate or clip gradients");
    assertThat(weights("nowhere")).doesNotExist();
    assertThat(checkpoints.latest().orElseThrow().folder().path().toString()).isEqualTo(kept);
    StageResult mended =
        train("mended", checkpoints, Optional.empty(), settings("epochs=3"), status -> {});
    assertThat(mended.metrics().get("validation-curve"))
        .isEqualTo(whole.metrics().get("validation-curve"));
    assertThat(Files.readAllBytes(weights("mended")))
        .isEqualTo(Files.readAllBytes(weights("whole")));
  }

  @Test
  void whatIsHeldOutIsMeasuredAndNotLearned() throws Exception {
    StageResult held = train("held", settings("held-out=0.2"));
    sentences = sentences.subList(0, 120); // of 150
    StageResult first = train("first", settings("held-out=0"));
    assertThat(held.metrics()).containsKeys("validation-perplexity", "validation-curve");
    assertThat(first.metrics()).doesNotContainKeys("validation-perplexity", "validation-curve");
    assertThat(Files.readAllBytes(weights("held"))).isEqualTo(Files.readAllBytes(weights("first")));
  }

  private static RoundReport report(TrainingStatus status) {
    return status.progress().report();
  }
}
