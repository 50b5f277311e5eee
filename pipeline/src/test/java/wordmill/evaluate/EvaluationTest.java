package wordmill.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.config.BadInputException;
import wordmill.config.Settings;
import wordmill.embeddings.Embeddings;
import wordmill.linalg.Matrix;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.HadoopConf;

final class EvaluationTest {
  private static final HadoopConf HADOOP = new HadoopConf(new Configuration());

  /** king - man + woman = (1, 1, 1), which is queen. */
  private static final Embeddings WORDS =
      new Embeddings(
          List.of("man", "woman", "king", "queen", "rome", "fool"),
          new Matrix(6, 3, new float[] {1, 0, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1, 0, 0, 1, 1, -1, 0}));

  @TempDir private Path folder;

  @Test
  void similarityIsTheRankCorrelationOfKnownPairs() throws IOException {
    // cosines: man woman 1/√2, king queen 2/√6, woman rome 0, man fool 1/√2
    // ranks of cosines 2.5 4 1 2.5; of people's scores 3 4 1 2;
    // less their mean 2.5: 0 1.5 -1.5 0 and 0.5 1.5 -1.5 -0.5; products sum to 4.5, squares to
    // 4.5 and 5
    String pairs = "Man\twoman\t7\nking queen 9 note\nwoman rome 0.5\nman fool 3\nman moon 8\n";
    Evaluation evaluation = similarity("My_Pairs 1.txt", "word1 word2 score\n" + pairs);
    SimilarityScore score = evaluation.similarity().get(0);
    assertThat(score.spearman().getAsDouble()).isCloseTo(4.5 / Math.sqrt(4.5 * 5), within(1e-12));
    assertThat(score.scored()).isEqualTo(4);
    assertThat(score.missing()).isEqualTo(1);
    assertThat(evaluation.metrics()).containsOnlyKeys("my-pairs-1");
    assertThat((double) evaluation.metrics().get("my-pairs-1"))
        .isCloseTo(100 * 4.5 / Math.sqrt(22.5), within(1e-9));
  }

  @Test
  void analogiesAreCountedBySection() throws IOException {
    Evaluation evaluation =
        analogies(
            6,
            """
            : family
            man woman king queen
            MAN WOMAN KING ROME
            man woman king duchess
            : gram1 of nothing
            king queen man woman
            king is-to queen man woman
            """
                .replace("is-to queen man", "queen man relation"));
    AnalogyScore score = evaluation.analogies().get(0);
    assertThat(score.sections())
        .containsExactly(
            new AnalogyScore.Section("family", 3, 2, 1, 1),
            new AnalogyScore.Section("gram1 of nothing", 2, 2, 2, 2));
    assertThat(score.total()).isEqualTo(new AnalogyScore.Section("total", 5, 4, 3, 3));
    assertThat(score.kinds()).extracting(AnalogyScore.Section::name).hasSize(2);
    assertThat(evaluation.metrics()).containsEntry("q", 75.0).containsEntry("q-mul", 75.0);
  }

  @Test
  void questionsOfRareWordsAreNotScored() throws IOException {
    AnalogyScore score = analogies(3, "man woman king queen\n").analogies().get(0);
    assertThat(score.total()).isEqualTo(new AnalogyScore.Section("total", 1, 0, 0, 0));
    assertThat(analogies(4, "man woman king queen\n").metrics()).containsEntry("q", 100.0);
  }

  @Test
  void theEndOfALineIsNoWord() throws IOException {
    List<String> words = Stream.concat(Stream.of("</s>"), WORDS.words().stream()).toList();
    Matrix vectors = new Matrix(7, 3);
    System.arraycopy(WORDS.vectors().values(), 0, vectors.values(), 3, 18);
    vectors.set(0, 0, 1); // as near as any
    Embeddings more = new Embeddings(words, vectors);
    EvaluateOptions options = analogyOptions(4, "man woman king queen\n");
    assertThat(Evaluation.of(more, options)).isEqualTo(Evaluation.of(WORDS, options));
  }

  @Test
  void whatCannotBeScoredHasNoMetric() throws IOException {
    assertThat(similarity("s.txt", "sun moon 3\n").metrics()).isEmpty();
    assertThat(similarity("s.txt", "man king 3\n").metrics()).isEmpty();
    assertThat(analogies(6, "a b c d\n").metrics()).isEmpty();
    assertThat(analogies(6, "a b c d\n").table()).contains("-");
  }

  @Test
  void theTableShowsScoresAndWhatWasUnknown() throws IOException {
    String pairs = write("pairs.txt", "man woman 7\nking queen 9\nwoman rome 0\nman moon 8\n");
    String questions = write("q.txt", ": family\nman woman king queen\nman woman king moon\n");
    EvaluateOptions options = new EvaluateOptions(List.of(pairs), List.of(questions), 6);
    assertThat(Evaluation.of(WORDS, options).table())
        .isEqualTo(
            """
            similarity                          Spearman     pairs   unknown
            pairs                                  100.0         3         1
            analogies                          3CosAdd %     asked   unknown 3CosMul %
            q                                      100.0         1         1     100.0
            """);
  }

  @Test
  void scoresJsonHoldsEverySection() throws IOException {
    ArtifactFolder out = new ArtifactFolder(new org.apache.hadoop.fs.Path(folder.toUri()), HADOOP);
    DataFile file = analogies(6, ": family\nman woman king queen\na b c d\n").write(out);
    assertThat(file.name()).isEqualTo("scores.json");
    JsonNode scores = new ObjectMapper().readTree(Files.readString(folder.resolve("scores.json")));
    assertThat(scores.get("words").asInt()).isEqualTo(6);
    JsonNode section = scores.get("analogies").get(0).get("sections").get(0);
    assertThat(section.get("name").asText()).isEqualTo("family");
    assertThat(section.get("asked").asInt()).isEqualTo(1);
    assertThat(section.get("unknown").asInt()).isEqualTo(1);
    assertThat(section.get("right-add").asInt()).isEqualTo(1);
  }

  @Test
  void filesOfOneNameAreRefused() throws IOException {
    Files.createDirectories(folder.resolve("other"));
    String one = write("pairs.txt", "man woman 7\nking queen 9\nwoman rome 0\n");
    String two = write("other/Pairs.tsv", "man woman 7\nking queen 9\nwoman rome 0\n");
    assertThatThrownBy(
            () -> Evaluation.of(WORDS, new EvaluateOptions(List.of(one, two), List.of(), 6)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("both called pairs");
  }

  @Test
  void malformedFilesAreToldWithTheirLine() throws IOException {
    refused(() -> similarity("s.txt", "a b 1\nc d\n"), "s.txt line 2 has 2 columns");
    refused(() -> similarity("s.txt", "a b 1\nc d e\n"), "s.txt line 2: the score is \"e\"");
    refused(() -> similarity("s.txt", "a b 1\nc d nan\n"), "s.txt line 2: the score is \"nan\"");
    refused(() -> similarity("s.txt", "\n# nothing\n"), "s.txt holds no pairs");
    refused(() -> analogies(6, ": x\na b c\n"), "q.txt line 2 has 3 columns");
    refused(() -> analogies(6, ": x\n"), "q.txt holds no questions");
    Files.write(folder.resolve("utf16.txt"), new byte[] {(byte) 0xff, (byte) 0xfe, 'a', 0});
    String utf16 = folder.resolve("utf16.txt").toString();
    refused(
        () -> Evaluation.of(WORDS, new EvaluateOptions(List.of(utf16), List.of(), 6)),
        "utf16.txt is not UTF-8");
    EvaluateOptions missing = new EvaluateOptions(List.of("/no/such"), List.of(), 6);
    refused(() -> Evaluation.of(WORDS, missing), "/no/such does not exist");
    refused(() -> missing.check(HADOOP), "/no/such does not exist");
  }

  @Test
  void optionsComeFromTheSettings() {
    EvaluateOptions options =
        EvaluateOptions.from(Settings.defaults(List.of("evaluate.similarity=a.txt")));
    assertThat(options).isEqualTo(new EvaluateOptions(List.of("a.txt"), List.of(), 30_000));
    assertThatThrownBy(() -> new EvaluateOptions(List.of(), List.of(), 0))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("evaluate.restrict");
  }

  private static void refused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String s) {
    assertThatThrownBy(call).isInstanceOf(BadInputException.class).hasMessageContaining(s);
  }

  private Evaluation similarity(String name, String content) throws IOException {
    String path = write(name, content);
    return Evaluation.of(WORDS, new EvaluateOptions(List.of(path), List.of(), 6));
  }

  private Evaluation analogies(int restrict, String content) throws IOException {
    return Evaluation.of(WORDS, analogyOptions(restrict, content));
  }

  private EvaluateOptions analogyOptions(int restrict, String content) throws IOException {
    return new EvaluateOptions(List.of(), List.of(write("q.txt", content)), restrict);
  }

  private String write(String name, String content) throws IOException {
    Path path = folder.resolve(name);
    Files.writeString(path, content);
    return path.toString();
  }
}
