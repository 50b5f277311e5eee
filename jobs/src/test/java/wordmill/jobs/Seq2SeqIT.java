package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static wordmill.jobs.BadInputIT.refuses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import wordmill.jobs.Launcher.Outcome;

/** Small models of phrases through deploy/bin/wordmill: made, asked, and refused. */
class Seq2SeqIT {
  private static final Path PHRASES = Launcher.HOME.resolve("test-data/pairs/phrases.txt");
  private static final String PHRASE = "every green table loves your short dark bird";

  @TempDir private static Path made;
  @TempDir private Path folder;
  private static Outcome first;

  @BeforeAll
  static void makeModels() throws Exception {
    String small =
        """
        store.path = "%1$s/store"
        run.name = phrases
        run.stages = [pairs, seq2seq, evaluate]
        pairs { input = "%2$s", tokenizer = whitespace, max-size = 40 }
        seq2seq {
          cell = gru, embedding-size = 32, hidden-size = 48, attention-size = 48
          rate = 0.01, batch = 32, epochs = 4, beam = 1, max-length = 20
        }
        """
            .formatted(made, PHRASES);
    Files.writeString(made.resolve("phrases.conf"), small);
    Files.writeString(
        made.resolve("plain.conf"), small + "seq2seq { decoder = plain, epochs = 1 }\n");
    Files.write(made.resolve("sources.txt"), columns(0));
    Files.write(made.resolve("two.txt"), List.of("one", "two"));
    Path other = Files.createDirectories(made.resolve("store/language-model/other/1"));
    Files.writeString(other.resolve("manifest.json"), "{}");
    first = wordmill("run", "phrases.conf");
    done(first);
    done(wordmill("run", "plain.conf", "--set", "run.stages=[pairs,seq2seq]"));
  }

  private static List<String> columns(int column) throws IOException {
    return Files.readAllLines(PHRASES).stream().map(line -> line.split("\t", 2)[column]).toList();
  }

  private static Outcome wordmill(String... arguments) throws Exception {
    return Launcher.run(made, Map.of(), arguments);
  }

  private static String done(Outcome outcome) {
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return outcome.out();
  }

  private static List<String> lines(String... arguments) throws Exception {
    return done(wordmill(arguments)).lines().toList();
  }

  private static String pasted(String command) throws Exception {
    String absolute = command.replace("deploy/bin/wordmill", Launcher.SCRIPT.toString());
    return done(Launcher.runCommand(made, Map.of(), List.of("bash", "-c", absolute)));
  }

  // ---- made

  @Test
  void theRunTellsHowWellItTranslates() throws Exception {
    List<String> told =
        first.out().lines().dropWhile(line -> !line.startsWith("Of 200 validation pairs")).toList();
    String score = told.get(0).replaceAll(".* (\\S+) % of tokens right.*", "$1");
    assertThat(Double.parseDouble(score)).isGreaterThan(40);
    assertThat(told.subList(1, 6)).allMatch(line -> line.matches("  [✔✘] .+ → .+"));
    String drawing = told.get(6).replaceAll("Attention of the first: file:", "");
    assertThatIsHeatMap(Path.of(drawing));
    assertThatWeightsAreThoseOf(
        columns(0).get(1_800), Path.of(drawing.replace("attention.svg", "attention.json")));
    assertThat(first.err())
        .containsPattern("seq2seq: done in \\S+ s, \\S+ pairs/s\n")
        .containsPattern("seq2seq: [✔✘] .+ → .+\n");
  }

  @Test
  void theSecondRunKeepsEverythingAndStartsNoSpark() throws Exception {
    Outcome second = wordmill("run", "phrases.conf");
    assertThat(done(second)).isEqualTo(first.out().replace("  made  ", "  kept  "));
    assertThat(second.err()).doesNotContain("spark=");
  }

  @Test
  void anotherBeamIsEvaluatedWithTheSameModel() throws Exception {
    String[] command = {"evaluate", "phrases.conf", "--set", "seq2seq.beam=3"};
    List<String> told = lines(command);
    assertThat(told).anyMatch(line -> line.matches("evaluate-seq2seq +made .*see below.*"));
    assertThat(told).anyMatch(line -> line.startsWith("Of 200 validation pairs: "));
    assertThat(lines(command)).anyMatch(line -> line.matches("evaluate-seq2seq +kept .*"));
  }

  @Test
  void commandsItSaysToTryWorkAsPrinted() throws Exception {
    List<String> commands =
        first.out().lines().dropWhile(line -> !line.equals("Try next:")).skip(1).toList();
    assertThat(commands).hasSize(2);
    assertThat(pasted(commands.get(0))).hasLineCount(1);
    assertThat(pasted(commands.get(1))).isEqualTo("attention/1.json\nattention/1.svg\n");
    assertThatIsHeatMap(made.resolve("attention/1.svg"));
  }

  @Test
  void planAndShowKnowTheModel() throws Exception {
    assertThat(lines("plan", "phrases.conf"))
        .filteredOn(line -> line.matches("(pairs|seq2seq|evaluate-seq2seq) +keep .*"))
        .hasSize(3);
    assertThat(lines("plan", "phrases.conf", "--set", "seq2seq.layers=2"))
        .anyMatch(line -> line.matches("seq2seq +run .*~.*"));
    String scores =
        first.out().replaceAll("(?s).*/(translation-scores/\\S+)/attention.svg.*", "$1");
    assertThat(done(wordmill("show", scores, "--store", "store")))
        .contains("predictions.tsv", "attention.svg", "seq2seq.length-penalty", "token-accuracy");
  }

  // ---- asked

  @Test
  void linesAreTranslatedFromTheInputFromAFileAndBySpark() throws Exception {
    List<String> fromFile = lines("translate", "phrases.conf", "sources.txt");
    assertThat(fromFile).hasSize(2_000);
    List<String> targets = columns(1);
    long sameLength =
        Stream.iterate(0, i -> i + 1)
            .limit(2_000)
            .filter(i -> fromFile.get(i).split(" ").length == targets.get(i).split(" ").length)
            .count();
    assertThat(sameLength).isGreaterThan(1_000);

    assertThat(pasted("head -3 sources.txt | deploy/bin/wordmill translate phrases.conf").lines())
        .containsExactlyElementsOf(fromFile.subList(0, 3));

    String to = folder.resolve("translated").toString();
    assertThat(lines("translate", "phrases.conf", "sources.txt", "--to", to))
        .containsExactly("2000 lines in " + to);
    List<String> bySpark = new ArrayList<>();
    for (String part : List.of("part-00000.txt", "part-00001.txt")) {
      bySpark.addAll(Files.readAllLines(Path.of(to, part)));
    }
    assertThat(bySpark).isEqualTo(fromFile);
  }

  @Test
  void anEmptyLineGivesAnEmptyLine() throws Exception {
    String told =
        pasted("printf '%s\\n\\n \\n%s\\n' '" + PHRASE + "' '" + PHRASE + "'" + " |" + TRANSLATE);
    List<String> lines = told.lines().toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).isNotEmpty().isEqualTo(lines.get(3));
    assertThat(lines.subList(1, 3)).containsExactly("", "");
    assertThat(pasted(": |" + TRANSLATE)).isEmpty();
  }

  private static final String TRANSLATE = " deploy/bin/wordmill translate phrases.conf";

  @Test
  void theBestTargetsAreRankedByTheirScores() throws Exception {
    Files.write(folder.resolve("two.txt"), List.of(PHRASE, "the river"));
    String file = folder.resolve("two.txt").toString();
    List<String[]> told =
        lines("translate", "phrases.conf", file, "--n-best", "3", "--beam", "5").stream()
            .map(line -> line.split("\t"))
            .toList();
    assertThat(told).hasSize(6).allMatch(parts -> parts.length == 3);
    assertThat(told.stream().map(parts -> parts[0])).containsExactly("1", "1", "1", "2", "2", "2");
    List<Double> scores = told.stream().map(parts -> Double.valueOf(parts[1])).toList();
    assertThat(scores.get(0)).isLessThan(0).isGreaterThanOrEqualTo(scores.get(1));
    assertThat(scores.get(1)).isGreaterThanOrEqualTo(scores.get(2));
    assertThat(told.stream().limit(3).map(parts -> parts[2])).doesNotHaveDuplicates();
    assertThat(lines("translate", "phrases.conf", file, "--beam", "5").get(0))
        .isEqualTo(told.get(0)[2]);
  }

  /** Of 61 words 39 are known: the others are {@code <unk>} on both sides. */
  @Test
  void unknownWordsAreReplacedByWordsOfTheSource() throws Exception {
    List<String> marked = lines("translate", "phrases.conf", "sources.txt");
    List<String> replaced = lines("translate", "phrases.conf", "sources.txt", "--replace-unknown");
    List<String> sources = columns(0);
    assertThat(String.join("\n", marked)).contains("<unk>");
    for (int i = 0; i < sources.size(); i++) {
      String[] before = marked.get(i).split(" ");
      String[] after = replaced.get(i).split(" ");
      assertThat(after).hasSameSizeAs(before);
      List<String> source = List.of(sources.get(i).split(" "));
      for (int t = 0; t < after.length; t++) {
        if (before[t].equals("<unk>")) {
          assertThat(source).contains(after[t]);
        } else {
          assertThat(after[t]).isEqualTo(before[t]);
        }
      }
    }
  }

  @Test
  void attentionIsDrawnOfEachSentence() throws Exception {
    Path to = folder.resolve("drawn");
    assertThat(lines("attention", "phrases.conf", PHRASE, "the <b> & river", "--to", to.toString()))
        .hasSize(4);
    assertThatIsHeatMap(to.resolve("1.svg"));
    assertThatIsHeatMap(to.resolve("2.svg"));
    assertThatWeightsAreThoseOf(PHRASE, to.resolve("1.json"));
    assertThatWeightsAreThoseOf("the <b> & river", to.resolve("2.json"));
  }

  private static void assertThatIsHeatMap(Path svg) throws Exception {
    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(svg.toFile())
            .getDocumentElement();
    assertThat(root.getTagName()).isEqualTo("svg");
    assertThat(root.getElementsByTagName("rect").getLength()).isGreaterThan(10);
  }

  private static void assertThatWeightsAreThoseOf(String source, Path json) throws IOException {
    JsonNode sheet = new ObjectMapper().readTree(json.toFile());
    List<String> words = new ArrayList<>();
    sheet.get("source").forEach(word -> words.add(word.textValue()));
    assertThat(words).containsExactly(source.split(" "));
    JsonNode target = sheet.get("target");
    assertThat(target.get(target.size() - 1).textValue()).isEqualTo("</s>");
    assertThat(sheet.get("weights")).hasSize(target.size());
    for (JsonNode row : sheet.get("weights")) {
      assertThat(row).hasSize(words.size());
      double sum = 0;
      for (JsonNode weight : row) {
        sum += weight.doubleValue();
      }
      assertThat(sum).isCloseTo(1, within(1e-5));
    }
  }

  // ---- refused

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "translate phrases.conf --beam 0 | beam must be from 1 to 1000",
        "translate phrases.conf --n-best 3 --beam 2 | n-best must be from 1 to beam = 2",
        "translate phrases.conf --to new | --to goes with a FILE",
        "translate phrases.conf two.txt --to new --n-best 2 --beam 2 | --n-best must be 1",
        "translate phrases.conf two.txt --to store | --to needs a new folder",
        "translate phrases.conf missing.txt | There is no file missing.txt",
        "translate phrases.conf store | store is a folder",
        "translate phrases.conf --set seq2seq.layers=2 | not made yet; make it by: wordmill seq2seq",
        "translate no-such-folder | no-such-folder is no configuration",
        "translate store/language-model/other/1 | is no seq2seq artifact",
        "translate plain.conf two.txt --replace-unknown | this model's decoder is plain",
        "attention plain.conf one | this model has no attention: its decoder is plain",
        "attention phrases.conf one --to two.txt | --to needs a folder",
        "run phrases.conf --set pairs.input=missing.txt | pairs.input: there is no file or folder",
        "run phrases.conf --set pairs.input=[] | pairs.input names no file or folder",
        "run phrases.conf --set seq2seq.hidden-size=0 | seq2seq.hidden-size must be from 1 to 10000",
        "run phrases.conf --set seq2seq.average-every=0 | seq2seq.average-every must be from 1 to",
        "run phrases.conf --set seq2seq.beam=0 | beam must be from 1 to 1000",
        "run phrases.conf --set pairs.held-out=0 | there is nothing to evaluate on",
        "evaluate phrases.conf --from svd | --from says whose vectors",
      })
  void whatCannotBeIsRefusedBeforeSparkStarts(String command, String words) throws Exception {
    Outcome outcome = wordmill(command.split(" ", -1));
    refuses(outcome, words);
    assertThat(outcome.err()).doesNotContain("spark=");
  }

  @Test
  void aLineWithoutATokenHasNoAttention() throws Exception {
    refuses(wordmill("attention", "phrases.conf", " "), "there is no token in the line");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pairs.target=two.txt | two.txt | lines",
        "pairs.max-length=1 | pairs.max-length | pairs",
        "pairs.held-out=0 seq2seq.patience=2 run.stages=[pairs,seq2seq] | seq2seq.patience"
            + " | but there is none",
      })
  void pairsThatDoNotFitAreRefused(String settings, String where, String words) throws Exception {
    Outcome outcome =
        wordmill(
            Stream.concat(
                    Stream.of("run", "phrases.conf", "--set", "store.path=" + folder),
                    Arrays.stream(settings.split(" ")).flatMap(set -> Stream.of("--set", set)))
                .toArray(String[]::new));
    refuses(outcome, where, words);
  }
}
