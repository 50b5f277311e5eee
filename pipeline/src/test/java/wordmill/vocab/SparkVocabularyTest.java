package wordmill.vocab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.SharedSpark;
import wordmill.config.BadInputException;
import wordmill.store.ArtifactFolder;
import wordmill.store.StageResult;
import wordmill.text.InvalidText;
import wordmill.text.TextOptions;
import wordmill.text.Texts;

@Tag("spark")
final class SparkVocabularyTest {
  private static final int NO_LIMIT = Integer.MAX_VALUE;

  @TempDir Path folder;
  private int builds;

  @Test
  void tiesInCountAreOrderedByWord() throws Exception {
    // b and é three times, a and c twice, d once
    assertThat(build("b é c\na b é\n\nc a d é b\n", 2, NO_LIMIT, UnknownWords.DROP))
        .containsExactly("b\t3", "é\t3", "a\t2", "c\t2");
  }

  @Test
  void wordsAboveMaxSizeAreCutAfterOrdering() throws Exception {
    assertThat(build("b é c\na b é\nc a d é b\n", 1, 3, UnknownWords.DROP))
        .containsExactly("b\t3", "é\t3", "a\t2");
  }

  @Test
  void theMarkerStandsForAllUnknownTokensAndIsOrderedByItsCount() throws Exception {
    // a 4; rare: x, y once and <unk> itself once, so <unk> is 3; b 2
    assertThat(build("a a b x\na <unk> y a b\n", 2, NO_LIMIT, UnknownWords.MARK))
        .containsExactly("a\t4", "<unk>\t3", "b\t2");
  }

  @Test
  void theMarkerTakesOnePlaceOfMaxSize() throws Exception {
    assertThat(build("a a a b b c\n", 1, 2, UnknownWords.MARK)).containsExactly("<unk>\t3", "a\t3");
  }

  @Test
  void theMarkerStaysThoughNothingIsUnknown() throws Exception {
    assertThat(build("a a b\n", 1, NO_LIMIT, UnknownWords.MARK))
        .containsExactly("a\t2", "b\t1", "<unk>\t0");
  }

  @Test
  void withoutMarkingTheMarkersTextIsAWordLikeAnyOther() throws Exception {
    assertThat(build("a <unk> a\n<unk> b", 2, NO_LIMIT, UnknownWords.DROP))
        .containsExactly("<unk>\t2", "a\t2");
  }

  @Test
  void itIsTheSameForOneSplitAndManyAndForAnyBound() throws Exception {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder();
    Map<String, Long> counts = new TreeMap<>();
    for (int i = 0; i < 20_000; i++) {
      String word = Integer.toString((int) Math.exp(random.nextDouble() * 8), 36);
      counts.merge(word, 1L, Long::sum);
      text.append(word).append(random.nextInt(9) == 0 ? "\n" : " ");
    }
    List<String> expected = new ArrayList<>();
    counts.entrySet().stream()
        .filter(entry -> entry.getValue() >= 3)
        .sorted(Comparator.comparing(entry -> -entry.getValue())) // ties stay in word order
        .forEach(entry -> expected.add(entry.getKey() + "\t" + entry.getValue()));
    Path file = Texts.write(folder.resolve("t.txt"), text.toString());
    VocabularyOptions options = new VocabularyOptions(3, NO_LIMIT, UnknownWords.DROP);
    for (long splitBytes : new long[] {1 << 20, 5_000}) {
      for (int bound : new int[] {1_000_000, 11}) {
        ArtifactFolder out = nextFolder();
        StageResult result =
            SparkVocabulary.build(
                SharedSpark.context(), Texts.options(splitBytes, file), options, out, bound);
        assertThat(lines(out)).isEqualTo(expected);
        assertThat(result.metrics())
            .containsEntry("words", expected.size())
            .containsEntry("tokens", 20_000L)
            .containsEntry("distinct-words", (long) counts.size());
      }
    }
  }

  @Test
  void metricsTellWhatWasReadAndWhatIsKept() throws Exception {
    byte[] text = "a a b\n \nb a \u0000\nc\n".getBytes(StandardCharsets.UTF_8);
    Path file = Texts.write(folder.resolve("t.txt"), text);
    TextOptions options = withPolicy(Texts.options(1 << 20, file), InvalidText.SKIP, 0.5);
    StageResult result =
        SparkVocabulary.build(
            SharedSpark.context(),
            options,
            new VocabularyOptions(1, 2, UnknownWords.DROP),
            nextFolder());
    assertThat(result.metrics())
        .isEqualTo(
            Map.of(
                "words", 2,
                "tokens", 4L,
                "kept-tokens", 3L,
                "sentences", 2L,
                "distinct-words", 3L,
                "invalid-lines", 1L));
    assertThat(result.files()).extracting("name").containsExactly("vocabulary.tsv");
  }

  @Test
  void allWordsBelowMinCountIsToldWithTheLargestCount() {
    assertThatThrownBy(() -> build("a b a b a\n", 4, NO_LIMIT, UnknownWords.DROP))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("vocabulary.min-count = 4 times, the most frequent one only 3 times");
    assertThatThrownBy(() -> build("a b <unk> <unk>\n", 2, NO_LIMIT, UnknownWords.MARK))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("only 1 times");
  }

  @Test
  void oneWordIsRefused() {
    assertThatThrownBy(() -> build("ha ha ho ha\n", 2, NO_LIMIT, UnknownWords.DROP))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("one word only, 'ha'");
  }

  @Test
  void aCorpusWithoutTokensIsRefused() {
    assertThatThrownBy(() -> build(" \n\n", 1, NO_LIMIT, UnknownWords.DROP))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("the corpus is empty: its 2 lines hold no token");
  }

  @Test
  void tooManyInvalidLinesEndTheJob() {
    assertThatThrownBy(() -> build("a b\n\u0000\na b\n", 1, NO_LIMIT, UnknownWords.DROP))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("1 of 3 lines");
  }

  @Test
  void aTasksBadInputIsBehindSparksException() throws Exception {
    Path file = Texts.write(folder.resolve("t.txt"), "a b\n\u0000\n");
    TextOptions options = withPolicy(Texts.options(1 << 20, file), InvalidText.FAIL, 0);
    assertThatThrownBy(
            () ->
                SparkVocabulary.build(
                    SharedSpark.context(),
                    options,
                    new VocabularyOptions(1, NO_LIMIT, UnknownWords.DROP),
                    nextFolder()))
        .satisfies(
            failure ->
                assertThat(BadInputException.behind(failure))
                    .hasValueSatisfying(
                        bad -> assertThat(bad).hasMessageContaining("NUL byte at byte 4")));
  }

  private List<String> build(String text, int minCount, int maxSize, UnknownWords unknown)
      throws Exception {
    Path file = Texts.write(folder.resolve("t.txt"), text);
    ArtifactFolder out = nextFolder();
    SparkVocabulary.build(
        SharedSpark.context(),
        Texts.options(1 << 20, file),
        new VocabularyOptions(minCount, maxSize, unknown),
        out);
    return lines(out);
  }

  private ArtifactFolder nextFolder() {
    builds++;
    Path path = folder.resolve("artifact-" + builds);
    return new ArtifactFolder(new org.apache.hadoop.fs.Path(path.toUri()), Texts.HADOOP);
  }

  private static List<String> lines(ArtifactFolder out) throws Exception {
    return Files.readAllLines(Path.of(out.path().toUri()).resolve("vocabulary.tsv"));
  }

  private static TextOptions withPolicy(TextOptions options, InvalidText invalid, double share) {
    return new TextOptions(
        options.key(),
        options.input(),
        options.tokenizer(),
        invalid,
        share,
        options.maxLineBytes(),
        options.splitBytes());
  }
}
