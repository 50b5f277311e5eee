package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static wordmill.jobs.BadInputIT.refuses;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wordmill.jobs.Launcher.Outcome;
import wordmill.store.Artifact;
import wordmill.store.DataFile;
import wordmill.store.Draft;
import wordmill.store.HashedOutput;
import wordmill.store.Manifest;
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
    assertThat(text).doesNotContain("\u2581");
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
  @CsvSource({"lm.window=10000, 4 x 1 x 10000", "lm.replicas=200, 4 x 200 x 10"})
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
        run(wild), "diverged in epoch 1, round ", "replica 1", "rate of 1.0E30", "gradient's norm");
    Store left = Store.at(store, new Configuration());
    assertThat(left.list("language-model")).isEmpty();
    assertThat(left.list("checkpoints")).hasSize(1);
    assertThat(left.damages(left.list("checkpoints").get(0))).isEmpty();
    done(run("store.path=" + store));
    assertThat(left.list("language-model")).hasSize(1);
  }

  @Test
  void weightsThatAreCutShortAreNamed() throws Exception {
    Path weights = copyOfModel(header -> header).resolve("weights.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    Files.write(weights, Arrays.copyOf(bytes, bytes.length - 9));
    refuses(wordmill("generate", weights.getParent().toString()), weights + " is damaged");
  }

  /** The manifest fits such a file, so that the file's own claims are what is refused. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'shape':[11,12]; 'shape':[12,11]; [12 x 11]",
        "'shape':[11,12]; 'shape':[1048576,1048576]; 1048576",
        "'hidden-size':'12'; 'hidden-size':'13'; [13 x 52]",
        "'cell':'lstm'; 'cell':'none'; are damaged",
        "'embedding/W'; 'another/W'; another/W",
      },
      quoteCharacter = '`')
  void weightsThatDoNotFitAreNamed(String from, String to, String words) throws Exception {
    Path model =
        copyOfModel(header -> header.replace(from.replace('\'', '"'), to.replace('\'', '"')));
    refuses(
        wordmill("generate", model.toString()),
        model.resolve("weights.safetensors").toString(),
        words);
  }

  /** Another store with the model, the header of its weights changed. */
  private Path copyOfModel(UnaryOperator<String> change) throws IOException {
    Store from = Store.at(made.resolve("store").toString(), new Configuration());
    Manifest manifest = from.find(from.list("language-model/wordmill").get(0)).orElseThrow();
    Store to = Store.at(folder.resolve("copy").toString(), new Configuration());
    List<DataFile> files = new ArrayList<>();
    try (Draft draft = to.begin(manifest.id(), "test")) {
      for (DataFile file : manifest.files()) {
        byte[] bytes = from.folder(manifest.id()).read(file).readAllBytes();
        try (HashedOutput out = draft.folder().write(file.name())) {
          out.write(file.name().endsWith(".safetensors") ? changed(bytes, change) : bytes);
          files.add(out.finish());
        }
      }
      Artifact unused =
          draft.commit(
              new Manifest(
                  manifest.id(),
                  manifest.recipe(),
                  manifest.configuration(),
                  "test",
                  Instant.EPOCH,
                  1,
                  files,
                  manifest.metrics(),
                  List.of()));
    }
    return folder.resolve("copy").resolve(manifest.id().toString());
  }

  /** A safetensors file with another header, which may be longer. */
  private static byte[] changed(byte[] file, UnaryOperator<String> change) {
    int length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    byte[] header =
        change
            .apply(new String(file, Long.BYTES, length, StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8);
    int values = file.length - Long.BYTES - length;
    return ByteBuffer.allocate(Long.BYTES + header.length + values)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.length)
        .put(header)
        .put(file, Long.BYTES + length, values)
        .array();
  }
}
