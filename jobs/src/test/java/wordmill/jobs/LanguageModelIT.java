package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static wordmill.jobs.BadInputIT.refuses;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wordmill.jobs.Launcher.Outcome;
import wordmill.store.Store;

/** A language model of ten words through deploy/bin/wordmill: made, asked, and refused. */
class LanguageModelIT {
  private static final List<String> WORDS =
      List.of("one two three four five six seven eight nine ten".split(" "));

  @TempDir private static Path made;
  @TempDir private Path folder;

  @BeforeAll
  static void makeModels() throws Exception {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder();
    for (int sentence = 0; sentence < 900; sentence++) {
      int word = random.nextInt(10);
      for (int t = 0; t < 5; t++) {
        text.append(t == 0 ? "" : " ").append(WORDS.get(word));
        word = (word + (random.nextBoolean() ? 1 : 3)) % 10;
      }
      text.append('\n');
    }
    Files.writeString(made.resolve("text.txt"), text);
    String small =
        """
        text.input = "%1$s/text.txt"
        store.path = "%1$s/store"
        run.stages = [vocabulary, corpus, lm]
        lm {
          layers = 1, embedding-size = 12, hidden-size = 12, batch = 4, window = 10
          updater = adam, rate = 0.02, schedule = constant, clip-at = 1, epochs = 3
        }
        """
            .formatted(made);
    Files.writeString(made.resolve("words.conf"), small);
    Files.writeString(
        made.resolve("letters.conf"), small + "text.tokenizer = characters\nrun.name = letters\n");
    done(wordmill("run", "words.conf"));
    done(wordmill("run", "letters.conf"));
  }

  private static Outcome wordmill(String... arguments) throws Exception {
    return Launcher.run(made, Map.of(), arguments);
  }

  private static Outcome run(String... settings) throws Exception {
    return wordmill(
        Stream.concat(
                Stream.of("run", "words.conf"),
                Stream.of(settings).flatMap(set -> Stream.of("--set", set)))
            .toArray(String[]::new));
  }

  private static String done(Outcome outcome) {
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return outcome.out();
  }

  private static String generate(String... arguments) throws Exception {
    return done(
        wordmill(
            Stream.concat(Stream.of("generate", "words.conf"), Stream.of(arguments))
                .toArray(String[]::new)));
  }

  private static String scoreOfLines(String config, String lines) throws Exception {
    String command =
        "printf '%s' | %s score %s".formatted(lines, Shell.quoted("" + Launcher.SCRIPT), config);
    return done(Launcher.runCommand(made, Map.of(), List.of("bash", "-c", command)));
  }

  // ---- asked

  @Test
  void theSameSeedMakesTheSameText() throws Exception {
    String first = generate("one", "--length", "40");
    assertThat(first).startsWith("one ");
    assertThat(generate("one", "--length", "40", "--seed", "1")).isEqualTo(first);
    assertThat(generate("one", "--length", "40", "--seed", "2")).isNotEqualTo(first);
  }

  @Test
  void greedyTakesNoSeed() throws Exception {
    String first = generate("one two", "--greedy");
    assertThat(first).startsWith("one two ");
    assertThat(generate("one", "two", "--greedy", "--seed", "7")).isEqualTo(first);
  }

  @Test
  void forbiddenWordsAreNotSaid() throws Exception {
    assertThat(generate("--length", "100")).contains("four", "seven");
    assertThat(generate("--length", "100", "--forbid", "four", "--forbid", "seven"))
        .doesNotContain("four", "seven");
  }

  @Test
  void charactersAreStrungTogether() throws Exception {
    String text = done(wordmill("generate", "letters.conf", "one tw", "--length", "300"));
    assertThat(text).startsWith("one tw");
    List<String> said = List.of(text.strip().split("\\s+"));
    assertThat(said.stream().filter(WORDS::contains).count()).isGreaterThan(said.size() / 2);
    String scored = done(wordmill("score", "letters.conf", "text.txt"));
    assertThat(scored).matches("bits-per-character=\\S+\ttokens=\\d+\ttext\\.txt\n");
    // A word, a space and what follows from them: 2.3 bits of a word in some 5 characters.
    assertThat(figure(scored)).isBetween(0.3, 1.5);
  }

  private static double figure(String scored) {
    return Double.parseDouble(scored.replaceAll("(?s)^[^=]*=(\\S+)\t.*", "$1"));
  }

  @Test
  void filesAndLinesAreScored() throws Exception {
    String file = done(wordmill("score", "words.conf", "text.txt"));
    assertThat(file).endsWith("\ttokens=5400\ttext.txt\n");
    // 2.3 at best: exp((ln 10 + 4 ln 2) / 6); the counts alone give 10.4.
    assertThat(figure(file)).isBetween(2.3, 5.5);
    List<String> lines =
        scoreOfLines("words.conf", "one two three\\nthree two one\\n\\nunheard\\n")
            .lines()
            .toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).endsWith("\ttokens=4\tone two three");
    assertThat(figure(lines.get(0))).isLessThan(figure(lines.get(1)));
    assertThat(lines.get(2)).isEqualTo("no token\t");
    assertThat(lines.get(3)).isEqualTo("no token\tunheard");
  }

  // ---- refused

  @ParameterizedTest
  @CsvSource({
    "generate, words.conf one --length 0, --length must be 1 or more",
    "generate, words.conf one --temperature -1, temperature",
    "generate, words.conf one --top-p 2, top-p must be above 0 and at most 1",
    "generate, words.conf one --top-k -1, top-k",
    "generate, words.conf one unheard two, does not know the word unheard",
    "generate, words.conf one --forbid unheard, does not know the word unheard",
    "generate, letters.conf one €, does not know the word €",
    "generate, words.conf --set lm.layers=2, not made yet; make it by: wordmill lm words.conf --set",
    "generate, no-such-folder, no-such-folder is no configuration",
    "score, words.conf missing.txt, There is no file missing.txt",
    "score, words.conf store, store is a folder",
    "run, words.conf --set lm.hidden-size=0, lm.hidden-size must be from 1 to 10000",
    "run, words.conf --set lm.average-every=0, lm.average-every must be from 1 to 1000000",
  })
  void whatCannotBeIsRefusedBeforeSparkStarts(String command, String arguments, String words)
      throws Exception {
    Outcome outcome =
        wordmill(
            Stream.concat(Stream.of(command), Arrays.stream(arguments.split(" ")))
                .toArray(String[]::new));
    refuses(outcome, words);
    assertThat(outcome.err()).doesNotContain("spark=");
  }

  @ParameterizedTest
  @CsvSource({"lm.window=10000, 4 x 1 x 10000", "lm.replicas=500, 4 x 500 x 10"})
  void corpusShorterThanAWindowOfEachStreamIsRefused(String setting, String product)
      throws Exception {
    refuses(run(setting), "lm.batch x lm.replicas x lm.window = " + product, "5130 tokens");
  }

  /** The text is changed, and its time set back, so that its fingerprint says it is the same. */
  @Test
  void vocabularyThatIsNotTheCorpusOwnIsRefused() throws Exception {
    Path text = Files.copy(made.resolve("text.txt"), folder.resolve("text.txt"));
    FileTime time = Files.getLastModifiedTime(text);
    String[] there = {"text.input=" + text, "store.path=" + folder.resolve("store")};
    done(run(there[0], there[1], "run.stages=[vocabulary]"));
    Files.writeString(text, Files.readString(text).replace("ten\n", "net\n"));
    Path unused = Files.setLastModifiedTime(text, time);
    refuses(run(there), "vocabulary", "is not the corpus' own", "counts 4500 tokens");
  }

  @Test
  void divergenceKeepsTheLastGoodCheckpointAndTheNextRunWorks() throws Exception {
    String store = folder.resolve("store").toString();
    String[] wild = {
      "store.path=" + store,
      "lm.updater=sgd",
      "lm.rate=1e30",
      "lm.clip=none",
      "lm.average-every=1",
      "lm.checkpoint-rounds=1"
    };
    refuses(
        run(wild), "diverged in epoch 0, round ", "replica 0", "rate of 1.0E30", "gradient's norm");
    Store left = Store.at(store, new Configuration());
    assertThat(left.list("language-model")).isEmpty();
    assertThat(left.list("checkpoints")).hasSize(1);
    assertThat(left.damages(left.list("checkpoints").get(0))).isEmpty();
    done(run("store.path=" + store));
    assertThat(left.list("language-model")).hasSize(1);
  }

  @Test
  void weightsThatAreCutShortAreNamed() throws Exception {
    Path weights = copyOfWeights();
    byte[] bytes = Files.readAllBytes(weights);
    Files.write(weights, Arrays.copyOf(bytes, bytes.length - 9));
    refuses(generateFrom(weights), weights + " is damaged");
  }

  /** The manifest is made to fit, so that the file's own claims are what is refused. */
  @Test
  void weightsOfAnotherShapeAreNamed() throws Exception {
    Path weights = copyOfWeights();
    forge(weights, header(weights).replace("\"shape\":[11,12]", "\"shape\":[12,11]"));
    refuses(generateFrom(weights), weights.toString(), "[12, 11]", "[11, 12]");
  }

  @Test
  void weightsThatClaimTooManyNumbersAreNamed() throws Exception {
    Path weights = copyOfWeights();
    forge(weights, header(weights).replace("\"shape\":[11,12]", "\"shape\":[1048576,1048576]"));
    refuses(generateFrom(weights), weights.toString(), "1048576");
  }

  @Test
  void weightsWhoseOptionsAreNotTheirOwnAreNamed() throws Exception {
    Path weights = copyOfWeights();
    forge(weights, header(weights).replace("\"hidden-size\":\"12\"", "\"hidden-size\":\"13\""));
    refuses(generateFrom(weights), weights.toString());
  }

  private static Outcome generateFrom(Path weights) throws Exception {
    return wordmill("generate", weights.getParent().toString(), "one");
  }

  /** In a copy of the model's folder, in a store of its own. */
  private Path copyOfWeights() throws IOException {
    Path store = made.resolve("store");
    try (Stream<Path> all = Files.walk(store.resolve("language-model/wordmill"))) {
      for (Path from : all.filter(Files::isRegularFile).toList()) {
        Path to = folder.resolve(store.relativize(from).toString());
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
      }
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.endsWith("weights.safetensors")).findFirst().orElseThrow();
    }
  }

  private static String header(Path weights) throws IOException {
    byte[] bytes = Files.readAllBytes(weights);
    return new String(bytes, Long.BYTES, headerLength(bytes), StandardCharsets.UTF_8);
  }

  private static int headerLength(byte[] bytes) {
    return (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  /** Gives the file another header, and the manifest its length and digest. */
  private static void forge(Path weights, String header) throws Exception {
    byte[] before = Files.readAllBytes(weights);
    assertThat(header).isNotEqualTo(header(weights));
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length)
            .array());
    out.writeBytes(json);
    int values = Long.BYTES + headerLength(before);
    out.write(before, values, before.length - values);
    Files.write(weights, out.toByteArray());
    Path manifest = weights.resolveSibling("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace(digest(before), digest(out.toByteArray()))
            .replace("\"bytes\" : " + before.length, "\"bytes\" : " + out.size()));
  }

  private static String digest(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
