package wordmill.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.SharedSpark;
import wordmill.averaging.DivergedException;
import wordmill.config.BadInputException;
import wordmill.config.Settings;
import wordmill.embeddings.Embeddings;
import wordmill.random.Generator;
import wordmill.random.Seeds;
import wordmill.store.Artifact;
import wordmill.store.ArtifactId;
import wordmill.store.Checkpoints;
import wordmill.store.Recipe;
import wordmill.store.StageResult;
import wordmill.store.Store;
import wordmill.text.TextOptions;
import wordmill.training.LearningCurve;
import wordmill.vocab.Vocabulary;
import wordmill.vocab.VocabularyOptions;
import wordmill.word2vec.Corpora;

/** A corpus whose right model is known: each of 12 words is followed by one of two, evenly. */
@Tag("spark")
final class SparkLanguageModelTest {
  private static final int WORDS = 12;

  @TempDir Path folder;

  /** Sentences of 4 words: the first by chance, word w is followed by w + 1 or w + 5 mod 12. */
  private static List<int[]> sentences(int count) {
    Generator random = new Generator(7);
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              int[] sentence = new int[4];
              sentence[0] = random.nextInt(WORDS);
              for (int t = 1; t < sentence.length; t++) {
                sentence[t] = (sentence[t - 1] + (random.nextInt(2) == 0 ? 1 : 5)) % WORDS;
              }
              return sentence;
            })
        .toList();
  }

  /** exp of (ln 12 + 3 ln 2 + 0) / 5: the sentence's first word, three more, and its end. */
  private static final double LEAST = Math.exp((Math.log(WORDS) + 3 * Math.log(2)) / 5);

  private static Vocabulary vocabulary() {
    List<String> words = IntStream.range(0, WORDS).mapToObj(i -> "w" + i).toList();
    return Vocabulary.of(words, new long[WORDS]);
  }

  private static Settings settings(String... changes) {
    List<String> all = new ArrayList<>(List.of("text.input=none", "text.tokenizer=whitespace"));
    Stream.of(
            "layers=1",
            "embedding-size=16",
            "hidden-size=24",
            "batch=4",
            "window=10",
            "updater=adam",
            "rate=0.01",
            "schedule=constant",
            "clip-at=1",
            "average-every=4",
            "epochs=3",
            "held-out=0.1")
        .map(change -> "lm." + change)
        .forEach(all::add);
    Stream.of(changes).map(change -> "lm." + change).forEach(all::add);
    return Settings.defaults(all);
  }

  private StageResult train(String name, Checkpoints checkpoints, Settings settings)
      throws Exception {
    Artifact corpus =
        Corpora.write(
            sentences(1_000), 3, Files.createDirectories(folder.resolve("corpus-" + name)));
    return SparkLanguageModel.train(
        SharedSpark.context(),
        new TrainingText(
            corpus,
            vocabulary(),
            VocabularyOptions.from(settings),
            TextOptions.from(settings),
            Optional.<Embeddings>empty()),
        LanguageModelOptions.from(settings),
        new Seeds(3),
        checkpoints,
        status -> {},
        Corpora.folder(Files.createDirectories(folder.resolve(name))));
  }

  private Checkpoints checkpoints(String name) {
    Store store = Store.at(folder.resolve("store").toString(), new Configuration());
    ArtifactId id = new ArtifactId("language-model", name, "1");
    SortedMap<String, String> none = new java.util.TreeMap<>();
    return new Checkpoints(
        store, id, new Recipe("language-model", 1, none, Optional.of(3L), List.of()), "test");
  }

  private LanguageModel model(String name, StageResult result) throws Exception {
    return LanguageModel.read(
        new Artifact(Corpora.folder(folder.resolve(name)), result.files(), result.metrics()));
  }

  private byte[] weights(String name) throws Exception {
    return Files.readAllBytes(folder.resolve(name).resolve(SparkLanguageModel.WEIGHTS));
  }

  @Test
  void theStructureOfTheCorpusIsLearned() throws Exception {
    for (String cell : List.of("rnn", "lstm", "gru")) {
      StageResult result = train(cell, checkpoints(cell), settings("cell=" + cell, "epochs=14"));
      double found = (double) result.metrics().get("validation-perplexity");
      assertThat(found).as(cell).isBetween(0.93 * LEAST, 1.15 * LEAST);
    }
  }

  @Test
  void aModelIsReadBackAndScoresAndGeneratesByWhatItLearned() throws Exception {
    StageResult result = train("asked", checkpoints("asked"), settings("epochs=10", "replicas=2"));
    LanguageModel model = model("asked", result);
    assertThat(model.score(sentences(80).iterator()).value())
        .isCloseTo(LEAST, within(0.15 * LEAST));
    List<String> text = new ArrayList<>();
    model.generate(
        model.ids(List.of("w3")),
        400,
        SamplingOptions.PLAIN.withTopP(0.9),
        new Generator(1),
        text::add);
    int right = 0;
    int pairs = 0;
    for (int i = 1; i < text.size(); i++) {
      if (!text.get(i - 1).equals("\n") && !text.get(i).equals("\n")) {
        int step =
            Integer.parseInt(text.get(i).substring(1))
                - Integer.parseInt(text.get(i - 1).substring(1));
        pairs++;
        right += Math.floorMod(step, WORDS) == 1 || Math.floorMod(step, WORDS) == 5 ? 1 : 0;
      }
    }
    assertThat(right).isGreaterThan((int) (0.95 * pairs));
    List<String> greedy = new ArrayList<>();
    model.generate(
        List.of(),
        5,
        SamplingOptions.GREEDY.without(java.util.Set.of(WORDS)),
        new Generator(1),
        greedy::add);
    assertThat(greedy).hasSize(5).doesNotContain("\n");
    assertThatThrownBy(() -> model.ids(List.of("unheard")))
        .isInstanceOf(BadInputException.class)
        .hasMessage("the model does not know the word unheard");
  }

  @Test
  void aTrainingThatStoppedGoesOnToTheSameBits() throws Exception {
    Settings settings =
        settings(
            "replicas=2",
            "checkpoint-rounds=3",
            "dropout=0.2",
            "updater=momentum",
            "rate=0.5",
            "schedule=plateau");
    SortedMap<String, Object> whole = train("whole", checkpoints("whole"), settings).metrics();
    Checkpoints checkpoints = checkpoints("stopped");
    int[] rounds = new int[1];
    for (int stopAfter : new int[] {4, 14, 25}) {
      rounds[0] = 0;
      assertThatThrownBy(
              () ->
                  SparkLanguageModel.train(
                      SharedSpark.context(),
                      new TrainingText(
                          Corpora.write(
                              sentences(1_000),
                              3,
                              Files.createDirectories(folder.resolve("again"))),
                          vocabulary(),
                          VocabularyOptions.from(settings),
                          TextOptions.from(settings),
                          Optional.empty()),
                      LanguageModelOptions.from(settings),
                      new Seeds(3),
                      checkpoints,
                      status -> {
                        if (++rounds[0] == stopAfter) {
                          throw new IllegalStateException("stopped");
                        }
                      },
                      Corpora.folder(Files.createDirectories(folder.resolve("nowhere")))))
          .hasMessage("stopped");
      assertThat(checkpoints.latest()).isPresent();
    }
    SortedMap<String, Object> stopped = train("stopped", checkpoints, settings).metrics();
    assertThat(weights("stopped")).isEqualTo(weights("whole"));
    assertThat(stopped)
        .containsEntry("training-curve", whole.get("training-curve"))
        .containsEntry("validation-curve", whole.get("validation-curve"));
  }

  @Test
  void replicasAveragedEveryStepAreOneOfAllTheirStreams() throws Exception {
    String[] plain = {"updater=sgd", "rate=0.5", "clip=none", "epochs=2"};
    train("one", checkpoints("one"), settings(with(plain, "replicas=1", "batch=4")));
    train(
        "four",
        checkpoints("four"),
        settings(with(plain, "replicas=4", "batch=1", "average-every=1")));
    float[] one = values("one");
    float[] four = values("four");
    assertThat(four).hasSameSizeAs(one);
    for (int i = 0; i < one.length; i++) {
      assertThat(four[i]).isCloseTo(one[i], within(1e-4f));
    }
  }

  private static String[] with(String[] some, String... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
  }

  /** All numbers of a weights file. */
  private float[] values(String name) throws Exception {
    ByteBuffer bytes = ByteBuffer.wrap(weights(name)).order(ByteOrder.LITTLE_ENDIAN);
    int header = Math.toIntExact(bytes.getLong());
    bytes.position(Long.BYTES + header);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  @Test
  void theBestEpochIsKept() throws Exception {
    StageResult result =
        train("best", checkpoints("best"), settings("epochs=10", "rate=0.03", "patience=2"));
    List<Double> curve = LearningCurve.parse((String) result.metrics().get("validation-curve"));
    double kept = (double) result.metrics().get("validation-perplexity");
    assertThat(curve).allMatch(perplexity -> perplexity > kept - 0.01);
  }

  @Test
  void aLossThatIsNoNumberStopsTraining() {
    assertThatThrownBy(
            () ->
                train(
                    "diverged",
                    checkpoints("diverged"),
                    settings("updater=sgd", "rate=3e38", "clip=none")))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("epoch")
        .hasMessageContaining("replica");
  }
}
