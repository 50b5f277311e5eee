package wordmill.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import wordmill.SharedSpark;
import wordmill.config.BadInputException;
import wordmill.config.Settings;
import wordmill.evaluate.Bleu;
import wordmill.evaluate.BleuTokenizer;
import wordmill.pairs.PairCorpus;
import wordmill.pairs.PairVocabularies;
import wordmill.store.Artifact;
import wordmill.store.StageResult;
import wordmill.text.TextOptions;
import wordmill.vocab.Vocabulary;

/** Text and pairs of any size, against a loop over lines; by a model that has learned a little. */
@Tag("spark")
final class SparkTranslationTest {
  private static final int PAIRS = 800;
  private static final DecodingOptions DECODING = new DecodingOptions(3, 1, 10);

  @TempDir static Path folder;

  private static ToyPairs toy;
  private static Artifact pairs;
  private static Artifact model;

  @BeforeAll
  static void train() throws IOException {
    toy = new ToyPairs(folder);
    // 400 pairs are held out: more than one task measures.
    pairs = toy.encode("pairs", PAIRS, 0.5, 1 << 12);
    model =
        toy.train(
            "model", pairs, ToyPairs.options("reversed=true", "average-every=30", "epochs=4"));
  }

  private static List<String> sources() {
    return ToyPairs.lines(PAIRS).stream().map(ToyPairs::source).toList();
  }

  private static List<String> oneByOne(List<String> lines, boolean replacesUnknown)
      throws IOException {
    TranslationModel asked = TranslationModel.read(model);
    return lines.stream()
        .map(line -> asked.translate(List.of(line), DECODING, replacesUnknown).get(0).get(0).text())
        .toList();
  }

  private static TextOptions text(Path file, int splitBytes) {
    return TextOptions.from(
        Settings.defaults(
            List.of(
                "text.input=[\"" + file + "\"]",
                "text.tokenizer=whitespace",
                "text.split-bytes=" + splitBytes)));
  }

  private static List<String> written(String name) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> parts = Files.list(folder.resolve(name))) {
      List<Path> sorted =
          parts.filter(part -> part.getFileName().toString().startsWith("part-")).sorted().toList();
      assertThat(sorted).hasSizeGreaterThan(1);
      for (Path part : sorted) {
        lines.addAll(Files.readAllLines(part));
      }
    }
    return lines;
  }

  /** Some of the lines are empty, some have a word that is unknown. */
  @Test
  void lineAfterLineIsTranslated() throws IOException {
    List<String> lines = new ArrayList<>(sources().subList(0, 700));
    for (int i = 0; i < lines.size(); i += 70) {
      lines.set(i, "");
      lines.set(i + 1, lines.get(i + 1) + " zz");
    }
    Path file = folder.resolve("text.txt");
    Files.writeString(file, String.join("\n", lines) + "\n");
    for (boolean replaces : new boolean[] {false, true}) {
      String name = "translated-" + replaces;
      long count =
          SparkTranslation.translate(
              SharedSpark.context(),
              model,
              text(file, 3_000),
              DECODING,
              replaces,
              toy.folder(name));
      assertThat(count).isEqualTo(lines.size());
      assertThat(written(name)).isEqualTo(oneByOne(lines, replaces));
    }
    assertThat(written("translated-true").get(0)).isEmpty();
  }

  @Test
  void evaluationIsThatOfALoopOverPairs() throws IOException {
    StageResult result =
        SparkEvaluation.evaluate(
            SharedSpark.context(),
            pairs,
            model,
            DECODING,
            BleuTokenizer.NONE,
            "7",
            toy.folder("evaluated"));
    List<String> lines = ToyPairs.lines(PAIRS).subList(PAIRS / 2, PAIRS);
    List<String> references = lines.stream().map(ToyPairs::target).toList();
    List<String> predicted = oneByOne(sources().subList(PAIRS / 2, PAIRS), false);
    assertThat(Files.readAllLines(folder.resolve("evaluated/predictions.tsv")))
        .isEqualTo(
            IntStream.range(0, lines.size())
                .mapToObj(i -> lines.get(i) + "\t" + predicted.get(i))
                .toList());
    long exact =
        IntStream.range(0, lines.size())
            .filter(i -> predicted.get(i).equals(references.get(i)))
            .count();
    assertThat(exact).isBetween(20L, 380L);
    assertThat((double) result.metrics().get("exact")).isEqualTo(100.0 * exact / lines.size());
    assertThat((double) result.metrics().get("bleu"))
        .isEqualTo(Bleu.of(BleuTokenizer.NONE, predicted, references).value());
    assertThat((double) result.metrics().get("token-accuracy"))
        .isCloseTo(100 * tokenAccuracy(predicted, references), within(1e-9));
    assertThat((double) result.metrics().get("perplexity"))
        .isCloseTo(perplexity(lines), within(1e-4));
    assertThat(result.metrics())
        .containsEntry("pairs", 400L)
        .containsEntry("measured-on", "validation");
    assertThat((String) result.metrics().get("bleu-signature")).contains("7");
  }

  /** Of the references' words and ends, at their places. */
  private static double tokenAccuracy(List<String> predicted, List<String> references) {
    int right = 0;
    int all = 0;
    for (int i = 0; i < references.size(); i++) {
      List<String> expected = tokens(references.get(i));
      List<String> found = tokens(predicted.get(i));
      for (int t = 0; t < expected.size(); t++) {
        all++;
        right += t < found.size() && found.get(t).equals(expected.get(t)) ? 1 : 0;
      }
    }
    return (double) right / all;
  }

  /** Its words and its end. */
  private static List<String> tokens(String text) {
    return Arrays.asList((text + " </s>").strip().split(" "));
  }

  private static double perplexity(List<String> lines) throws IOException {
    TranslationModel asked = TranslationModel.read(model);
    PairVocabularies words = PairCorpus.of(pairs).vocabularies();
    int end = words.target().size();
    double nats = 0;
    int tokens = 0;
    for (String line : lines) {
      int[] source = ids(words.source(), ToyPairs.source(line));
      int[] read =
          IntStream.range(0, source.length).map(s -> source[source.length - 1 - s]).toArray();
      int[] target = ids(words.target(), ToyPairs.target(line));
      int[] inputs = IntStream.concat(IntStream.of(end), IntStream.of(target)).toArray();
      INDArray p =
          asked.graph()
              .output(false, Seq2SeqGraph.array(read, 1), Seq2SeqGraph.array(inputs, 1))[0];
      for (int t = 0; t <= target.length; t++) {
        nats -= Math.log(p.getDouble(t, 0, t < target.length ? target[t] : end));
        tokens++;
      }
    }
    return Math.exp(nats / tokens);
  }

  private static int[] ids(Vocabulary words, String text) {
    return Arrays.stream(text.split(" ")).mapToInt(word -> words.id(word).orElseThrow()).toArray();
  }

  @Test
  void thereIsNothingToEvaluateOnWithoutPairsToMeasure() throws IOException {
    Artifact bare = toy.encode("bare", 20, 0, 1 << 20);
    assertThatThrownBy(
            () ->
                SparkEvaluation.evaluate(
                    SharedSpark.context(),
                    bare,
                    model,
                    DECODING,
                    BleuTokenizer.NONE,
                    "7",
                    toy.folder("nothing")))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "there is nothing to evaluate on: name files in pairs.test or pairs.validation, or set"
                + " pairs.held-out above 0");
  }
}
