package wordmill.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static wordmill.pairs.PairCases.aligned;
import static wordmill.pairs.PairCases.options;
import static wordmill.pairs.PairCases.tabbed;
import static wordmill.pairs.PairCases.text;
import static wordmill.pairs.PairCases.training;
import static wordmill.pairs.PairCases.words;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.SharedSpark;
import wordmill.config.BadInputException;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.StageResult;
import wordmill.text.TextOptions;
import wordmill.text.Texts;
import wordmill.text.Tokenization;
import wordmill.vocab.Vocabulary;

@Tag("spark")
final class SparkPairsTest {
  /** Sources have a 4 times, b 3, c 2 and d 1; targets x 4 times, y 2, w and z 1. */
  private static final List<String> SIX =
      List.of("a b c\tx y", "a b\tx", "a\ty", "b d\tx z", "a\tx", "c\tw");

  private static final TextOptions WORDS = text(Tokenization.WORDS, 1 << 20);

  @TempDir Path folder;
  private int artifacts;

  @Test
  void rareWordsBecomeTheMarkerOnEitherSide() throws Exception {
    Artifact pairs = encode(options(tabbed(six()), words(2), 100, 0), WORDS);
    PairCorpus corpus = PairCorpus.of(pairs);
    assertThat(entries(corpus.vocabularies().source()))
        .containsExactly("a 4", "b 3", "c 2", "<unk> 1");
    // z and w are one <unk> of count 2, before y of the same count
    assertThat(entries(corpus.vocabularies().target())).containsExactly("x 4", "<unk> 2", "y 2");
    assertThat(ids(corpus))
        .containsExactly(
            "0 [0, 1, 2] [0, 2]",
            "1 [0, 1] [0]",
            "2 [0] [2]",
            "3 [1, 3] [0, 1]",
            "4 [0] [0]",
            "5 [2] [1]");
    assertThat(pairs.metrics())
        .containsEntry("pairs", 6L)
        .containsEntry("validation-pairs", 0L)
        .containsEntry("test-pairs", 0L)
        .containsEntry("dropped-empty", 0L)
        .containsEntry("dropped-long", 0L)
        .containsEntry("source-words", 4)
        .containsEntry("target-words", 3)
        .containsEntry("source-tokens", 10L) // 3 + 2 + 1 + 2 + 1 + 1
        .containsEntry("target-tokens", 8L) // 2 + 1 + 1 + 2 + 1 + 1
        .containsEntry("unknown-tokens", 3L) // d, z, w
        .hasSize(10);
  }

  @Test
  void alignedFilesGiveTheSameAsTabs() throws Exception {
    Path source = write("s.txt.gz", sides(0));
    Path target = write("t.txt", sides(1));
    Artifact expected = encode(options(tabbed(six()), words(2), 100, 0.5), WORDS);
    Artifact pairs = encode(options(aligned(source, target), words(2), 100, 0.5), WORDS);
    assertThat(pairs.files()).isEqualTo(expected.files());
    assertThat(pairs.metrics()).isEqualTo(expected.metrics());
  }

  @Test
  void theLastPairsValidateAndTheirWordsAreNotLearnt() throws Exception {
    Artifact pairs = encode(options(tabbed(six()), words(1), 100, 0.5), WORDS);
    PairCorpus corpus = PairCorpus.of(pairs);
    assertThat(entries(corpus.vocabularies().source()))
        .containsExactly("a 3", "b 2", "c 1", "<unk> 0");
    assertThat(entries(corpus.vocabularies().target())).containsExactly("x 2", "y 2", "<unk> 0");
    assertThat(ids(corpus)).containsExactly("0 [0, 1, 2] [0, 1]", "1 [0, 1] [0]", "2 [0] [1]");
    assertThat(SparkPairCorpus.validation(SharedSpark.context(), corpus).collect())
        .extracting(SparkPairsTest::shown)
        .containsExactly("b d [1, 3] x z [0, 2]", "a [0] x [0]", "c [2] w [2]");
    assertThat(pairs.metrics())
        .containsEntry("pairs", 3L)
        .containsEntry("validation-pairs", 3L)
        .containsEntry("source-tokens", 6L)
        .containsEntry("target-tokens", 4L)
        .containsEntry("unknown-tokens", 0L);
  }

  @Test
  void validationAndTestFilesAreEncodedByTheWordsOfTheTraining() throws Exception {
    Path source = write("test.src", "b a\nd\n");
    Path target = write("test.trg", "y\nv\n");
    PairOptions options =
        new PairOptions(
            tabbed(six()),
            new PairFiles(
                "pairs.validation",
                PairCases.names(write("valid.tsv", "a e\t x \nc\ty\n")),
                "pairs.validation-target",
                List.of()),
            new PairFiles(
                "pairs.test",
                PairCases.names(source),
                "pairs.test-target",
                PairCases.names(target)),
            words(1),
            100,
            0.5); // of no effect beside validation files
    PairCorpus corpus = PairCorpus.of(encode(options, WORDS));
    // sources a 0, b 1, c 2, d 3, <unk> 4; targets x 0, y 1, w 2, z 3, <unk> 4
    assertThat(corpus.trainingPairs()).isEqualTo(6);
    assertThat(SparkPairCorpus.validation(SharedSpark.context(), corpus).collect())
        .extracting(SparkPairsTest::shown)
        .containsExactly("a e [0, 4] x [0]", "c [2] y [1]");
    assertThat(SparkPairCorpus.test(SharedSpark.context(), corpus).collect())
        .extracting(SparkPairsTest::shown)
        .containsExactly("b a [1, 0] y [1]", "d [3] v [4]");
    assertThat(corpus.validationPairs()).isEqualTo(2);
    assertThat(corpus.testPairs()).isEqualTo(2);
  }

  @Test
  void aSharedVocabularyCountsBothSides() throws Exception {
    Path file = write("t.tsv", "a b\tb c\n<unk> a\tb <unk>\n");
    PairVocabularyOptions shared = new PairVocabularyOptions(2, 9, true);
    Artifact pairs =
        encode(options(tabbed(file), shared, 100, 0), text(Tokenization.WHITESPACE, 9));
    PairCorpus corpus = PairCorpus.of(pairs);
    // b once in sources and twice in targets, a twice; c and both <unk> of the text are unknown
    assertThat(entries(corpus.vocabularies().source())).containsExactly("<unk> 3", "b 3", "a 2");
    assertThat(entries(corpus.vocabularies().target())).containsExactly("<unk> 3", "b 3", "a 2");
    assertThat(ids(corpus)).containsExactly("0 [2, 1] [1, 0]", "1 [0, 2] [1, 0]");
    assertThat(pairs.metrics())
        .containsEntry("unknown-tokens", 3L)
        .containsEntry("source-tokens", 4L)
        .containsEntry("target-tokens", 4L);
  }

  @Test
  void charactersAreCodePointsAndThoseAroundASideDoNotCount() throws Exception {
    Path file = write("t.tsv", " 16+7 \t_23\n가 나\tはい𝄞\n");
    PairCorpus corpus =
        PairCorpus.of(encode(training(tabbed(file)), text(Tokenization.CHARACTERS, 9)));
    assertThat(entries(corpus.vocabularies().source()))
        .containsExactly("+ 1", "1 1", "6 1", "7 1", "▁ 1", "가 1", "나 1", "<unk> 0");
    assertThat(entries(corpus.vocabularies().target()))
        .containsExactly("2 1", "3 1", "_ 1", "い 1", "は 1", "𝄞 1", "<unk> 0");
    assertThat(ids(corpus)).containsExactly("0 [1, 2, 0, 3] [2, 0, 1]", "1 [5, 4, 6] [4, 3, 5]");
  }

  @Test
  void longPairsAndPairsWithAnEmptySideAreDroppedAndCounted() throws Exception {
    Path file = write("t.tsv", "a b c\tx\na\tx y z\n\tx\na\t \na b\tx y\n!\tx\n\n");
    Path valid = write("v.tsv", "a b c\tx\na\tx\n");
    PairOptions options =
        new PairOptions(
            tabbed(file),
            new PairFiles("pairs.validation", PairCases.names(valid), "-", List.of()),
            PairCases.NO_TEST,
            words(1),
            2,
            0);
    Artifact pairs = encode(options, WORDS);
    assertThat(ids(PairCorpus.of(pairs))).containsExactly("0 [0, 1] [0, 1]");
    assertThat(pairs.metrics())
        .containsEntry("pairs", 1L)
        .containsEntry("validation-pairs", 1L)
        .containsEntry("dropped-long", 3L)
        .containsEntry("dropped-empty", 4L); // no source, no target, no word, no line
  }

  @Test
  void wrongPairsAreToldInOneSentence() throws Exception {
    Path noTab = write("n.tsv", "a\tb\nc d\n");
    refuses(training(tabbed(noTab)), "line 2 of", "n.tsv has no tab");
    refuses(training(aligned(write("s", "a\nb\n"), write("t", "a\n"))), "s has 2 lines", "t has 1");
    refuses(
        options(tabbed(six()), words(1), 1, 0.9), "pairs.held-out = 0.9 leaves 0 of the 3 pairs");
  }

  @Test
  void pairsThatAreAllDroppedAreRefused() throws Exception {
    Path file = write("t.tsv", "a b\tx\n\ty\n");
    refuses(options(tabbed(file), words(1), 1, 0), "of 2 pairs none is left", "max-length = 1");
  }

  @Test
  void aSideWithoutAFrequentWordIsRefused() throws Exception {
    Path file = write("t.tsv", "a a\tx\na\ty\n");
    refuses(
        options(tabbed(file), words(3), 9, 0),
        "no word of the target side is seen pairs.min-count = 3 times");
  }

  @Test
  void encodedThenDecodedThePairsAreTheSameHoweverTheTextIsSplit() throws Exception {
    Random random = new Random(5);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      lines.add(sentence(random) + "\t" + sentence(random));
    }
    Path file = write("t.tsv", String.join("\n", lines));
    List<DataFile> vocabularies = new ArrayList<>();
    for (long pieces : new long[] {1, 4}) {
      long splitBytes = (Files.size(file) - 1) / pieces + 1;
      PairOptions options = options(tabbed(file), words(1), 100, 0.2);
      Artifact pairs = encode(options, text(Tokenization.WHITESPACE, splitBytes));
      PairCorpus corpus = PairCorpus.of(pairs);
      assertThat(corpus.files(PairSet.TRAINING)).hasSize((int) pieces);
      assertThat(corpus.files(PairSet.VALIDATION)).isNotEmpty();
      assertThat(SparkPairCorpus.training(SharedSpark.context(), corpus).keys().collect())
          .isEqualTo(LongStream.range(0, 1_600).boxed().toList());
      assertThat(decoded(corpus)).isEqualTo(lines.subList(0, 1_600));
      assertThat(SparkPairCorpus.validation(SharedSpark.context(), corpus).collect())
          .extracting(example -> example.sourceText() + "\t" + example.targetText())
          .isEqualTo(lines.subList(1_600, 2_000));
      vocabularies.addAll(pairs.files("source-"));
      vocabularies.addAll(pairs.files("target-"));
    }
    assertThat(vocabularies.subList(2, 4)).isEqualTo(vocabularies.subList(0, 2));
  }

  private static String sentence(Random random) {
    return random
        .ints(1 + random.nextInt(9), 0, 300)
        .mapToObj(word -> "w" + word)
        .collect(Collectors.joining(" "));
  }

  private static List<String> decoded(PairCorpus corpus) {
    return SparkPairCorpus.training(SharedSpark.context(), corpus).values().collect().stream()
        .map(
            pair ->
                spelled(pair.source(), corpus.vocabularies().source())
                    + "\t"
                    + spelled(pair.target(), corpus.vocabularies().target()))
        .toList();
  }

  private static String spelled(int[] ids, Vocabulary vocabulary) {
    return Arrays.stream(ids).mapToObj(vocabulary::word).collect(Collectors.joining(" "));
  }

  private void refuses(PairOptions options, String... parts) {
    assertThatThrownBy(() -> encode(options, WORDS))
        .satisfies(
            failure ->
                assertThat(BadInputException.behind(failure).orElseThrow())
                    .hasMessageContainingAll(parts));
  }

  private Path six() throws IOException {
    return write("six.tsv", String.join("\n", SIX) + "\n");
  }

  private static String sides(int side) {
    return SIX.stream()
        .map(line -> line.split("\t", -1)[side] + "\n")
        .collect(Collectors.joining());
  }

  private Path write(String name, String content) throws IOException {
    return Texts.write(folder.resolve(name), content);
  }

  private Artifact encode(PairOptions options, TextOptions text) throws Exception {
    ArtifactFolder out =
        new ArtifactFolder(
            new org.apache.hadoop.fs.Path(folder.resolve("pairs-" + artifacts++).toUri()),
            Texts.HADOOP);
    StageResult result = SparkPairs.encode(SharedSpark.context(), options, text, out);
    return new Artifact(out, result.files(), result.metrics());
  }

  private static List<String> entries(Vocabulary vocabulary) {
    return IntStream.range(0, vocabulary.size())
        .mapToObj(id -> vocabulary.word(id) + " " + vocabulary.count(id))
        .toList();
  }

  /** Number, source and target of each pair to train on. */
  private static List<String> ids(PairCorpus corpus) {
    return SparkPairCorpus.training(SharedSpark.context(), corpus).collect().stream()
        .map(pair -> pair._1() + " " + shown(pair._2()))
        .toList();
  }

  private static String shown(EncodedPair pair) {
    return Arrays.toString(pair.source()) + " " + Arrays.toString(pair.target());
  }

  private static String shown(ExamplePair example) {
    return example.sourceText()
        + " "
        + Arrays.toString(example.pair().source())
        + " "
        + example.targetText()
        + " "
        + Arrays.toString(example.pair().target());
  }
}
