package wordmill.vocab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wordmill.config.BadInputException;
import wordmill.config.Settings;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.HashedOutput;
import wordmill.text.Texts;

final class VocabularyTest {
  @TempDir Path folder;

  private ArtifactFolder out() {
    return new ArtifactFolder(new org.apache.hadoop.fs.Path(folder.toUri()), Texts.HADOOP);
  }

  @Test
  void writtenThenReadItIsTheSame() throws Exception {
    List<String> words = List.of("the", "서울", "naïve", "a b", "𝄞");
    Vocabulary vocabulary = Vocabulary.of(words, new long[] {1L << 40, 7, 7, 2, 0});
    DataFile file = vocabulary.write(out());
    Vocabulary read = Vocabulary.read(new Artifact(out(), List.of(file), Map.of()));
    assertThat(read.size()).isEqualTo(5);
    assertThat(read.total()).isEqualTo((1L << 40) + 16);
    for (int id = 0; id < 5; id++) {
      assertThat(read.word(id)).isEqualTo(words.get(id));
      assertThat(read.count(id)).isEqualTo(vocabulary.count(id));
      assertThat(read.id(words.get(id))).hasValue(id);
    }
    assertThat(read.id("of")).isEmpty();
    byte[] line = "x서울x".getBytes(UTF_8);
    assertThat(read.find(line, 1, 7)).isEqualTo(1);
    assertThat(read.find(line, 1, 8)).isEqualTo(-1);
  }

  @Test
  void countedElsewhereTheMostFrequentAreWordsAndTheMarkerStandsForAllOthers() {
    // 12 tokens: a 5, c 2 and b 2; the marker 3 of its own, and with three words at most 5
    Map<String, Long> counts = Map.of("b", 2L, "a", 5L, "c", 2L);
    assertThat(entries(VocabularyChoice.marked(counts, 12, 9)))
        .containsExactly("a 5", "<unk> 3", "b 2", "c 2");
    assertThat(entries(VocabularyChoice.marked(counts, 12, 3)))
        .containsExactly("<unk> 5", "a 5", "b 2");
  }

  private static List<String> entries(Vocabulary vocabulary) {
    return IntStream.range(0, vocabulary.size())
        .mapToObj(id -> vocabulary.word(id) + " " + vocabulary.count(id))
        .toList();
  }

  @Test
  void anArtifactMayHoldSeveralUnderNamesOfTheirOwn() throws Exception {
    DataFile left = Vocabulary.of(List.of("a"), new long[] {1}).write(out(), "left.tsv");
    DataFile right = Vocabulary.of(List.of("b"), new long[] {1}).write(out(), "right.tsv");
    Artifact both = new Artifact(out(), List.of(left, right), Map.of());
    assertThat(Vocabulary.read(both, "right.tsv").word(0)).isEqualTo("b");
    assertThat(Vocabulary.read(both, "left.tsv").word(0)).isEqualTo("a");
    assertThatThrownBy(() -> Vocabulary.read(both))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("has no vocabulary.tsv");
  }

  @ParameterizedTest
  @CsvSource({
    "'the\t3\nof 2\n', line 2 is not a word",
    "'the\t3\n\t2\n', line 2 is not a word",
    "'the\t3\nof\t2', line 2 is not a word",
    "'the\t3\n\nof\t2\n', line 2 is not a word",
    "'the\t3\nof\t-2\n', line 2 has no whole number",
    "'the\t3\nof\t\n', line 2 has no whole number",
    "'the\t3\nof\t99999999999999999999\n', line 2 has no whole number",
    "'the\t3\nof\t4\n', the count of line 2 is above",
    "'the\t3\nof\t2\nthe\t1\n', the word of line 3 stands twice",
    "'', it holds no word"
  })
  void aDamagedLineIsNamed(String text, String message) throws Exception {
    DataFile file;
    try (HashedOutput output = out().write("vocabulary.tsv")) {
      output.write(text.getBytes(UTF_8));
      file = output.finish();
    }
    Artifact artifact = new Artifact(out(), List.of(file), Map.of());
    assertThatThrownBy(() -> Vocabulary.read(artifact))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("vocabulary.tsv is damaged")
        .hasMessageContaining(message);
  }

  @Test
  void anArtifactWithoutVocabularyIsNamed() {
    Artifact artifact = new Artifact(out(), List.of(), Map.of());
    assertThatThrownBy(() -> Vocabulary.read(artifact))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("has no vocabulary.tsv");
  }

  @Test
  void optionsComeFromSettings() {
    assertThat(VocabularyOptions.from(Settings.defaults(List.of())))
        .isEqualTo(new VocabularyOptions(5, Integer.MAX_VALUE, UnknownWords.DROP));
    assertThat(
            VocabularyOptions.from(
                Settings.defaults(List.of("vocabulary.max-size=100", "vocabulary.unknown=mark"))))
        .isEqualTo(new VocabularyOptions(5, 100, UnknownWords.MARK));
  }

  @Test
  void optionsOutOfRangeAreNamed() {
    assertThatThrownBy(() -> new VocabularyOptions(0, 10, UnknownWords.DROP))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("vocabulary.min-count must be 1 or more, but is 0");
    assertThatThrownBy(() -> new VocabularyOptions(1, 1, UnknownWords.DROP))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("vocabulary.max-size must be unlimited or 2 or more, but is 1");
  }
}
