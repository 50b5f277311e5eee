package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.jobs.Launcher.Outcome;
import wordmill.store.ArtifactId;
import wordmill.store.Manifest;
import wordmill.store.Store;
import wordmill.vocab.Vocabulary;

/** The first command of the README, with its store elsewhere, and the commands it says to try. */
class QuickstartIT {
  private static final String CONFIG = Launcher.HOME.resolve("conf/quickstart.conf").toString();

  @TempDir private static Path folder;
  private static Outcome first;

  @BeforeAll
  static void run() throws Exception {
    first = wordmill("run");
    assertThat(first.code()).as(first.err()).isZero();
  }

  /** A command on the quickstart's config with the store of this test. */
  private static Outcome wordmill(String command, String... more) throws Exception {
    return Launcher.run(
        folder,
        Map.of(),
        Stream.concat(
                Stream.of(command, CONFIG, "--set", "store.path=" + folder.resolve("store")),
                Arrays.stream(more))
            .toArray(String[]::new));
  }

  /** The one artifact of a kind, or of a kind and a name. */
  private static Manifest manifest(String prefix) throws IOException {
    Store store = Store.at(folder.resolve("store").toString(), new Configuration());
    List<ArtifactId> ids = store.list(prefix);
    assertThat(ids).hasSize(1);
    return store.find(ids.get(0)).orElseThrow();
  }

  private static double metric(String prefix, String name) throws IOException {
    return ((Number) manifest(prefix).metrics().get(name)).doubleValue();
  }

  @Test
  void everyStageIsCommittedAndWhole() throws Exception {
    for (Job job : Jobs.ALL) {
      String prefix = job.kind() + "/" + job.artifactName("quickstart");
      assertThat(manifest(prefix).files()).as(prefix).isNotEmpty();
      assertThat(first.out()).containsPattern(job.name() + " +made");
    }
    Outcome verified =
        Launcher.run(folder, Map.of(), "verify", "--store", folder.resolve("store").toString());
    assertThat(verified.out()).isEqualTo("13 artifacts are whole\n");
    assertThat(Files.readString(folder.resolve("store/runs/quickstart/status.json")))
        .contains("\"state\" : \"done\"");
  }

  @Test
  void countsAreExact() throws IOException {
    assertThat(metric("vocabulary", "words")).isEqualTo(2_666);
    assertThat(metric("vocabulary", "kept-tokens")).isEqualTo(301_364);
    assertThat(metric("corpus", "tokens")).isEqualTo(301_364);
    assertThat(metric("cooccurrence", "nonzeros")).isEqualTo(599_738);
    assertThat(metric("cooccurrence", "sum")).isEqualTo(2_150_240);
    // The last bit of a logarithm decides on cells at zero.
    assertThat(metric("ppmi", "nonzeros")).isCloseTo(510_088, within(5.0));
  }

  @Test
  void plantedStructureIsFound() throws IOException {
    assertThat(metric("svd", "energy")).isCloseTo(585_228, within(585.0));
    String counted = "evaluate/quickstart-svd";
    assertThat(metric(counted, "similarity-planted-similarity")).isGreaterThanOrEqualTo(90);
    assertThat(metric(counted, "analogies-planted-analogies")).isGreaterThanOrEqualTo(88);
    String predicted = "evaluate/quickstart-word2vec"; // 96 and 88, varying by some points
    assertThat(metric(predicted, "similarity-planted-similarity")).isGreaterThanOrEqualTo(90);
    assertThat(metric(predicted, "analogies-planted-analogies")).isGreaterThanOrEqualTo(75);
  }

  @Test
  void scoresStandSideBySide() {
    assertThat(first.out())
        .containsPattern("score +svd +word2vec\n")
        .containsPattern("similarity-planted-similarity( +-?\\d+(\\.\\d+)?){2}\n");
  }

  @Test
  void word2VecTellsItsThreadsAndItsSpeed() {
    assertThat(first.err())
        .containsPattern("word2vec: 1 replica of \\d+ threads? \\(local mode, \\d+ cores?\\)\n")
        .containsPattern("word2vec: done in \\S+ s, \\S+ words/s\n");
  }

  @Test
  void theLanguageModelTellsWhereItIs() {
    assertThat(first.err())
        .containsPattern(
            "lm: epoch \\d, \\S+/627\\.4k tokens, \\S+ tokens/s, rate \\S+, loss \\S+,"
                + " perplexity \\S+, gradient norm \\S+ \\(\\d+ % clipped\\), about \\d+ s left\n")
        .containsPattern("lm: done in \\S+ s, \\S+ tokens/s\n");
  }

  @Test
  void theLanguageModelKnowsMoreThanTheWordsCounts() throws IOException {
    assertThat(metric("language-model", "words")).isEqualTo(2_667); // and the sentence's end
    assertThat(metric("language-model", "parameters"))
        .isEqualTo(2_667 * 64 + 4 * 64 * (64 + 64 + 1) + 2_667 * 65);
    assertThat(metric("language-model", "epochs")).isEqualTo(2);
    // 372; of 2,667 words whose counts alone give 640.
    assertThat(metric("language-model", "validation-perplexity"))
        .isLessThan(400)
        .isLessThan(0.7 * unigramPerplexity());
  }

  /** exp of the entropy of all words and sentences' ends: what a model of no order can reach. */
  private static double unigramPerplexity() throws IOException {
    Store store = Store.at(folder.resolve("store").toString(), new Configuration());
    Vocabulary words = Vocabulary.read(store.open(manifest("vocabulary")));
    double sentences = metric("corpus", "sentences");
    double tokens = words.total() + sentences;
    double nats = -sentences / tokens * Math.log(sentences / tokens);
    for (int id = 0; id < words.size(); id++) {
      nats -= words.count(id) / tokens * Math.log(words.count(id) / tokens);
    }
    return Math.exp(nats);
  }

  @Test
  void aSentenceIsMadeUpOfTheTextsWords() throws IOException {
    List<String> said =
        first
            .out()
            .lines()
            .dropWhile(line -> !line.equals("Made up by the language model:"))
            .toList();
    Store store = Store.at(folder.resolve("store").toString(), new Configuration());
    Vocabulary words = Vocabulary.read(store.open(manifest("vocabulary")));
    assertThat(said.get(1).strip().split(" ")).allMatch(word -> words.id(word).isPresent());
    assertThat(said.get(2)).isEmpty();
  }

  @Test
  void mostHeldOutDatesAreRight() throws IOException {
    assertThat(metric("pairs", "pairs")).isEqualTo(4_500);
    assertThat(metric("seq2seq", "epochs")).isEqualTo(4);
    // 99.6 %
    assertThat(metric("translation-scores", "exact")).isGreaterThan(90);
    assertThat(first.out())
        .containsPattern("Of 500 validation pairs: 9\\S+ % exact, .*\n(  [✔✘] .* → .*\n){5}")
        .containsPattern("Attention of the first: file:\\S+/attention.svg\n");
  }

  @Test
  void secondRunKeepsEverythingAndStartsNoSpark() throws Exception {
    Outcome second = wordmill("run");
    assertThat(second.code()).isZero();
    assertThat(second.err()).doesNotContain("spark=");
    assertThat(second.out()).isEqualTo(first.out().replace("  made  ", "  kept  "));
  }

  @Test
  void aStandaloneClusterMakesTheSameBits() throws Exception {
    try (StandaloneCluster cluster = new StandaloneCluster(folder.resolve("cluster"))) {
      String store = folder.resolve("standalone").toString();
      Outcome there =
          Launcher.run(
              folder,
              Map.of(),
              "--profile",
              cluster.profile().toString(),
              "run",
              CONFIG,
              "--set",
              "store.path=" + store);
      assertThat(there.code()).as(there.err()).isZero();
      assertThat(Digests.of(Path.of(store))).isEqualTo(Digests.of(folder.resolve("store")));
    }
  }

  @Test
  void planKeepsEveryStage() throws Exception {
    Outcome plan = wordmill("plan");
    assertThat(plan.code()).isZero();
    assertThat(plan.out().lines().filter(line -> line.matches("\\S+ +keep .*"))).hasSize(13);
  }

  @Test
  void showListsTheArtifactsAndTellsOneWhole() throws Exception {
    String store = folder.resolve("store").toString();
    assertThat(Launcher.run(folder, Map.of(), "show", "--store", store).out()).hasLineCount(14);
    assertThat(Launcher.run(folder, Map.of(), "show", "svd", "--store", store).out())
        .contains("fingerprint", "svd.rank", "sigma.parquet");
  }

  @Test
  void commandsItSaysToTryWorkAsPrinted() throws Exception {
    List<String> commands =
        first.out().lines().dropWhile(line -> !line.equals("Try next:")).skip(1).toList();
    assertThat(commands).hasSize(7);
    assertThat(pasted(commands.get(0))).contains("cosine").hasLineCount(11);
    assertThat(pasted(commands.get(1))).contains("mebilria : mebilburg", "destelburg");
    assertThat(pasted(commands.get(2))).contains("2666 words, 64 dimensions");
    assertThat(pasted(commands.get(3)).lines().flatMap(line -> Stream.of(line.split(" "))))
        .hasSizeBetween(18, 21); // the word and 20 tokens, the ends of two or three lines
    assertThat(pasted(commands.get(4))).matches("perplexity=\\S+\ttokens=2\t\\S+\n");
    assertThat(pasted(commands.get(5))).matches("\\d{4}-\\d{2}-\\d{2}\n");
    assertThat(pasted(commands.get(6))).isEqualTo("attention/1.json\nattention/1.svg\n");
    try (Stream<String> lines = Files.lines(folder.resolve("vectors.txt"))) {
      assertThat(lines).hasSize(2_667).first().isEqualTo("2666 64");
    }
  }

  private static String pasted(String command) throws Exception {
    String absolute = command.replace("deploy/bin/wordmill", Launcher.SCRIPT.toString()).strip();
    Outcome outcome = Launcher.runCommand(folder, Map.of(), List.of("bash", "-c", absolute));
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return outcome.out();
  }
}
