package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands as far as they go without Spark. */
class MainTest {
  /** Its place among the stages. */
  private static final int WORD2VEC = 6;

  @TempDir private Path folder;
  private Path config;
  private Path vectors;

  /** What a command said and how it ended. */
  private record Said(int code, String out, String err) {
    Said refuses(String... words) {
      assertThat(code).isEqualTo(2);
      assertThat(err).startsWith("wordmill: ").contains(words).hasLineCount(1);
      assertThat(out).isEmpty();
      return this;
    }
  }

  private static Said say(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    int code = Main.execute(console, arguments);
    return new Said(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @BeforeEach
  void writeFiles() throws IOException {
    Path text = Files.writeString(folder.resolve("text.txt"), "a b c d e f\n".repeat(100));
    config = folder.resolve("small.conf");
    Files.writeString(
        config,
        String.format("text.input = \"%s\"%nstore.path = \"%s\"%n", text, folder.resolve("store")));
    Files.writeString(folder.resolve("pairs.tsv"), "source one\ttarget one\n");
    vectors = folder.resolve("vectors.txt");
    Files.writeString(vectors, "3 2\nnear 1.0 0.0\nnearer 1.0 0.1\nfar 0.0 1.0\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "plan",
        "show",
        "verify",
        "vocabulary",
        "corpus",
        "cooccurrence",
        "ppmi",
        "svd",
        "embeddings",
        "word2vec",
        "lm",
        "pairs",
        "seq2seq",
        "evaluate",
        "neighbours",
        "analogy",
        "generate",
        "score",
        "translate",
        "attention",
        "export",
        "import"
      })
  void everyCommandExplainsItself(String command) {
    Said said = say(command, "--help");
    assertThat(said.code()).isZero();
    assertThat(said.out()).contains("Usage: wordmill " + command);
    assertThat(say("--help").out()).contains(command);
  }

  @Test
  void versionIsPrinted() {
    Said said = say("--version");
    assertThat(said.code()).isZero();
    assertThat(said.out()).startsWith("wordmill ").hasLineCount(1);
  }

  @Test
  void usageErrorsAreOneSentence() {
    say().refuses("No command");
    say("fly").refuses("fly");
    say("run").refuses("CONFIG", "wordmill run --help");
    say("run", config.toString(), "--fast").refuses("--fast");
    say("neighbours", config.toString()).refuses("WORD");
    say("analogy", vectors.toString(), "a", "b", "c", "--method", "div").refuses("div");
    say("evaluate").refuses("either CONFIG or --vectors");
  }

  @Test
  void missingConfigurationIsNamed() {
    Path missing = folder.resolve("missing.conf");
    say("run", missing.toString()).refuses("There is no configuration file " + missing);
  }

  @Test
  void unknownKeyIsNamedWithTheNearest() {
    say("run", config.toString(), "--set", "svd.rnak=5").refuses("svd.rnak", "svd.rank");
  }

  @Test
  void wrongOptionOfALateStageIsFoundBeforeAnythingStarts() {
    say("run", config.toString(), "--set", "embeddings.exponent=2")
        .refuses("embeddings.exponent must be 0 to 1, but is 2.0");
    assertThat(folder.resolve("store")).doesNotExist();
  }

  @Test
  void missingTextIsFoundBeforeAnythingStarts() {
    say("run", config.toString(), "--set", "text.input=" + folder.resolve("nowhere"))
        .refuses("text.input", "nowhere");
  }

  @Test
  void missingEvaluationFileIsFoundBeforeAnythingStarts() {
    say("run", config.toString(), "--set", "evaluate.similarity=" + folder.resolve("nowhere"))
        .refuses("nowhere");
  }

  @Test
  void unknownStageIsNamed() {
    say("run", config.toString(), "--set", "run.stages=[vocabulary,corpse]")
        .refuses("run.stages has corpse", "corpus");
  }

  @Test
  void stageWithoutItsInputNamesTheCommandThatMakesIt() {
    say("corpus", config.toString()).refuses("wordmill vocabulary " + config);
    say("neighbours", config.toString(), "a").refuses("wordmill run " + config);
  }

  @Test
  void planShowsEveryStageAndWritesNothing() {
    Said said = say("plan", config.toString());
    assertThat(said.code()).isZero();
    assertThat(said.out().lines().filter(line -> line.matches("\\S+ +run +[0-9a-f]{12} +~.*")))
        .hasSize(9);
    assertThat(said.out()).contains("Estimated from 1200 bytes of text: 200 tokens");
    assertThat(folder.resolve("store")).doesNotExist();
  }

  @Test
  void changedSettingChangesTheVersionsFromThereOn() {
    List<String> before = versions();
    List<String> after = versions("--set", "ppmi.shift=2");
    assertThat(after.subList(0, 3)).isEqualTo(before.subList(0, 3));
    assertThat(after.subList(3, 6)).doesNotContainAnyElementsOf(before);
    assertThat(after.get(WORD2VEC)).isEqualTo(before.get(WORD2VEC));
    assertThat(after.get(7)).isNotEqualTo(before.get(7));
    assertThat(after.get(8)).isEqualTo(before.get(8));
    assertThat(versions("--set", "cooccurrence.cells-in-memory=5000")).isEqualTo(before);
    assertThat(versions("--set", "seed=2").subList(0, 4)).isEqualTo(before.subList(0, 4));
  }

  @Test
  void versionOfWord2VecKnowsWhatDecidesItsBits() {
    String before = word2vec("word2vec.threads=1");
    assertThat(word2vec("word2vec.threads=1", "word2vec.checkpoint-rotations=4")).isEqualTo(before);
    assertThat(word2vec("word2vec.threads=3")).isEqualTo(before); // the same bits
    assertThat(word2vec("word2vec.threads=1", "word2vec.rate=0.1")).isNotEqualTo(before);
    assertThat(word2vec("word2vec.threads=1", "word2vec.replicas=2")).isNotEqualTo(before);
    assertThat(word2vec("word2vec.threads=1", "seed=2")).isNotEqualTo(before);
    assertThat(word2vec("word2vec.threads=1", "word2vec.start-from=" + imported("a")))
        .isNotEqualTo(before)
        .isEqualTo(word2vec("word2vec.threads=1", "word2vec.start-from=" + imported("b")));
  }

  private String word2vec(String... settings) {
    return versions(
            Stream.concat(Stream.of("word2vec.vector-size=2"), Arrays.stream(settings))
                .flatMap(set -> Stream.of("--set", set))
                .toArray(String[]::new))
        .get(WORD2VEC);
  }

  /** The folder of the peer's vectors as an artifact. */
  private String imported(String name) {
    String store = folder.resolve("store-" + name).toString();
    Said said = say("import", vectors.toString(), "--name", name, "--store", store);
    assertThat(said.code()).isZero();
    return Path.of(URI.create(said.out().strip())).toString();
  }

  @Test
  void startOfAnotherKindOrSizeOrNowhereIsRefusedBeforeAnythingStarts() {
    runWord2Vec("word2vec.start-from=" + imported("a"))
        .refuses("word2vec.start-from has vectors of 2 dimensions", "vector-size is 100");
    runWord2Vec("word2vec.start-from=" + folder.resolve("nowhere"))
        .refuses("word2vec.start-from", "nowhere has no manifest.json");
    runWord2Vec("word2vec.start-from=" + vectors)
        .refuses("word2vec.start-from", "no manifest.json");
    assertThat(folder.resolve("store")).doesNotExist();
  }

  @Test
  void startThatIsNoEmbeddingsArtifactIsRefused() throws IOException {
    Path imported = Path.of(imported("a"));
    Path other = folder.resolve("other/svd/a/1");
    Files.createDirectories(other);
    Files.copy(imported.resolve("manifest.json"), other.resolve("manifest.json"));
    runWord2Vec("word2vec.start-from=" + other).refuses("no embeddings artifact, but svd/a/1");
  }

  private Said runWord2Vec(String setting) {
    return say("run", config.toString(), "--set", setting);
  }

  @Test
  void wrongOptionOfWord2VecIsFoundBeforeAnythingStarts() {
    runWord2Vec("word2vec.rate=-1").refuses("word2vec.rate must be a number above 0, but is -1");
    runWord2Vec("word2vec.vector-size=0").refuses("word2vec.vector-size must be from 1 to 10000");
    runWord2Vec("word2vec.threads=few").refuses("word2vec.threads");
    assertThat(folder.resolve("store")).doesNotExist();
  }

  @Test
  void stagesDecideWhatIsEvaluated() {
    assertThat(stages("vocabulary,corpus,word2vec,evaluate"))
        .containsExactly("vocabulary", "corpus", "word2vec", "evaluate-word2vec");
    assertThat(stages("evaluate,embeddings")).containsExactly("embeddings", "evaluate-svd");
    assertThat(stages("embeddings,word2vec,evaluate"))
        .containsExactly("embeddings", "word2vec", "evaluate-svd", "evaluate-word2vec");
    say("run", config.toString(), "--set", "run.stages=[evaluate]")
        .refuses("run.stages has evaluate, but nothing to evaluate", "word2vec, seq2seq");
  }

  private List<String> stages(String chosen) {
    return stages(chosen, "seed=1");
  }

  private List<String> stages(String chosen, String setting) {
    String[] settings = {"--set", "run.stages=[" + chosen + "]", "--set", setting};
    return say("plan", config.toString(), settings[0], settings[1], settings[2], settings[3])
        .out()
        .lines()
        .filter(line -> line.contains(" run "))
        .map(line -> line.replaceFirst(" .*", ""))
        .toList();
  }

  @Test
  void pairsNeedNoOtherText() {
    Said said = plan("pairs.max-length=9", "text.input=[]");
    assertThat(said.code()).isZero();
    // 22 bytes are 4 tokens, hence at most 4 words: 200 bytes each on the driver, and 50 shuffled
    assertThat(said.out()).containsPattern("pairs +run +[0-9a-f]{12} +~800 B +~200 B +~58 B");
    assertThat(said.out()).contains("Estimated from 22 bytes of pairs");
    plan("pairs.max-length=0").refuses("pairs.max-length must be 1 or more");
    plan("pairs.input=[]").refuses("pairs.input names no file or folder");
    plan("pairs.test=" + folder.resolve("nowhere")).refuses("pairs.test", "nowhere");
  }

  @Test
  void versionOfPairsKnowsWhatDecidesItsBits() {
    String before = plan().out();
    assertThat(plan("text.tokenizer=characters", "seed=2", "text.input=nowhere").out())
        .isEqualTo(before);
    for (String setting :
        List.of(
            "pairs.tokenizer=characters",
            "pairs.held-out=0",
            "text.split-bytes=9",
            "pairs.test=" + config,
            "pairs.target=" + folder.resolve("pairs.tsv"))) {
      assertThat(plan(setting).out()).as(setting).isNotEqualTo(before);
    }
  }

  @Test
  void stagesOfPairsAreEvaluatedBesideVectors() {
    String input = "pairs.input=" + folder.resolve("pairs.tsv");
    assertThat(stages("evaluate,seq2seq,pairs", input))
        .containsExactly("pairs", "seq2seq", "evaluate-seq2seq");
    assertThat(stages("pairs,seq2seq,embeddings,evaluate", input))
        .containsExactly("embeddings", "pairs", "seq2seq", "evaluate-svd", "evaluate-seq2seq");
    evaluate("[pairs,seq2seq]", input).refuses("evaluate-seq2seq needs the pairs");
    evaluate("[pairs,seq2seq,embeddings]", input).refuses("evaluate-svd needs the embeddings");
    evaluate("[pairs,seq2seq]", input, "--from", "svd").refuses("--from says whose vectors");
  }

  private Said evaluate(String stages, String setting, String... more) {
    String[] command = {
      "evaluate", config.toString(), "--set", "run.stages=" + stages, "--set", setting
    };
    return say(Stream.concat(Arrays.stream(command), Arrays.stream(more)).toArray(String[]::new));
  }

  @Test
  void versionOfSeq2SeqKnowsWhatDecidesItsBits() {
    String before = seq2seq("seed=1");
    for (String setting :
        List.of(
            "seq2seq.samples=0",
            "seq2seq.beam=2",
            "seq2seq.length-penalty=0",
            "seq2seq.checkpoint-rounds=9",
            "lm.rate=1")) {
      assertThat(seq2seq(setting)).as(setting).isEqualTo(before);
    }
    for (String setting :
        List.of("seed=2", "seq2seq.replicas=2", "seq2seq.rate=1", "pairs.tokenizer=characters")) {
      assertThat(seq2seq(setting)).as(setting).isNotEqualTo(before);
    }
  }

  private String seq2seq(String setting) {
    return plan("run.stages=[pairs,seq2seq]", setting)
        .out()
        .lines()
        .filter(line -> line.startsWith("seq2seq "))
        .findFirst()
        .orElseThrow()
        .replaceFirst("^seq2seq +run +(\\S+).*", "$1");
  }

  /** The plan of pairs alone. */
  private Said plan(String... settings) {
    Stream<String> all =
        Stream.concat(
            Stream.of("run.stages=[pairs]", "pairs.input=" + folder.resolve("pairs.tsv")),
            Arrays.stream(settings));
    return say(
        Stream.concat(
                Stream.of("plan", config.toString()), all.flatMap(set -> Stream.of("--set", set)))
            .toArray(String[]::new));
  }

  @Test
  void fromChoosesTheVectorsWhereThereAreTwoKinds() {
    neighbours("[embeddings,word2vec]").refuses("The word2vec vectors", "not made yet");
    neighbours("[embeddings,word2vec]", "--from", "svd").refuses("The svd vectors");
    neighbours("[embeddings,word2vec]", "--from", "word2vec").refuses("The word2vec vectors");
    neighbours("[embeddings]").refuses("The svd vectors");
    neighbours("[word2vec]").refuses("The word2vec vectors");
    neighbours("[vocabulary]").refuses("The word2vec vectors");
    neighbours("[word2vec]", "--from", "svd")
        .refuses("--from is svd, but run.stages", "has word2vec alone");
    neighbours("[embeddings,word2vec]", "--from", "glove")
        .refuses("--from", "SVD, WORD2VEC", "glove");
    say("neighbours", vectors.toString(), "near", "--from", "svd").refuses("--from is for a conf");
    say("evaluate", "--vectors", vectors.toString(), "--from", "svd").refuses("--from is for a");
    say("evaluate", config.toString(), "--from", "svd").refuses("wordmill embeddings " + config);
    say("evaluate", config.toString()).refuses("wordmill word2vec " + config);
  }

  private Said neighbours(String stages, String... more) {
    return say(
        Stream.concat(
                Stream.of("neighbours", config.toString(), "a", "--set", "run.stages=" + stages),
                Arrays.stream(more))
            .toArray(String[]::new));
  }

  @Test
  void planOfWord2VecCountsBlocksAndRotations() {
    List<String> one = estimate("word2vec.replicas=1");
    List<String> four = estimate("word2vec.replicas=4");
    // 200 tokens, hence at most 200 words: 24 bytes x 200 x 1000 in one block, or in four; and 4
    // bytes x 6,000 pairs.
    assertThat(one.get(0)).isEqualTo("4.6 MiB");
    assertThat(four.get(0)).isEqualTo("1.2 MiB");
    // 4 bytes x 200 x 1000 x 16 rotations, and 9 bytes x 200 tokens x 5 epochs x 6 neighbours.
    assertThat(one.get(1)).isEqualTo("0 B");
    assertThat(four.get(1)).isEqualTo("12.3 MiB");
  }

  private List<String> estimate(String setting) {
    String line =
        say("plan", config.toString(), "--set", "word2vec.vector-size=1000", "--set", setting)
            .out()
            .lines()
            .filter(row -> row.startsWith("word2vec "))
            .findFirst()
            .orElseThrow();
    return Arrays.stream(line.split("~")).skip(1).map(String::strip).toList();
  }

  private List<String> versions(String... more) {
    String[] arguments =
        Stream.concat(Stream.of("plan", config.toString()), Arrays.stream(more))
            .toArray(String[]::new);
    return say(arguments)
        .out()
        .lines()
        .filter(line -> line.contains(" run "))
        .map(line -> line.replaceFirst("^\\S+ +run +(\\S+).*", "$1"))
        .toList();
  }

  @Test
  void neighboursAndAnalogiesComeFromVectorsOfAPeer() {
    Said said = say("neighbours", vectors.toString(), "near", "--top", "1");
    assertThat(said.code()).isZero();
    assertThat(said.out()).contains("nearer").doesNotContain("far ");
    assertThat(say("analogy", vectors.toString(), "near", "nearer", "far").code()).isZero();
    say("neighbours", vectors.toString(), "neer").refuses("neer", "near");
  }

  @Test
  void importedVectorsAreAnArtifactLikeAnyOther() throws IOException {
    String store = folder.resolve("store").toString();
    Said said = say("import", vectors.toString(), "--name", "peer", "--store", store);
    assertThat(said.code()).isZero();
    assertThat(say("import", vectors.toString(), "--name", "peer", "--store", store).out())
        .isEqualTo(said.out());
    String artifact = said.out().strip();
    assertThat(say("neighbours", artifact, "near").out()).contains("nearer");
    assertThat(say("show", "--store", store).out()).contains("embeddings/peer", "dimension");
    assertThat(say("verify", "--store", store).out()).contains("whole");

    Path file = Path.of(artifact.replaceFirst("^file:", "")).resolve("part-00000.parquet");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    say("verify", "embeddings", "--store", store).refuses("part-00000.parquet is damaged");
  }

  @Test
  void emptyStoreAndMissingImportAreRefused() {
    String store = folder.resolve("none").toString();
    say("show", "--store", store).refuses("no artifact");
    say("verify", "--store", store).refuses("no artifact");
    say("import", "nowhere.txt", "--name", "a", "--store", store).refuses("nowhere.txt");
    say("export", vectors.toString(), "--format", "word", "--to", store).refuses("word2vec-text");
    say("export", vectors.toString(), "--format", "parquet", "--to", folder.toString())
        .refuses("already there");
  }

  /** As word2vec's DivergedException will be. */
  private static final class Diverged extends wordmill.config.BadInputException {
    private static final long serialVersionUID = 1L;

    Diverged() {
      super("training diverged; lower word2vec.rate");
    }
  }

  @Test
  void failuresOfTasksAreToldByTheirCause() {
    Map<Throwable, Integer> codes =
        Map.of(
            new IllegalStateException(new wordmill.config.BadInputException("mend")), 2,
            new IllegalStateException(new Diverged()), 2,
            new IllegalStateException("ours"), 1);
    codes.forEach((failure, code) -> assertThat(ExitCodes.of(failure)).isEqualTo(code));
  }
}
