package wordmill.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
import wordmill.vocab.UnknownWords;
import wordmill.vocab.Vocabulary;
import wordmill.vocab.VocabularyOptions;

@Tag("spark")
final class SparkCorpusTest {
  private static final VocabularyOptions DROP =
      new VocabularyOptions(1, Integer.MAX_VALUE, UnknownWords.DROP);
  private static final VocabularyOptions MARK =
      new VocabularyOptions(1, Integer.MAX_VALUE, UnknownWords.MARK);

  @TempDir Path folder;

  @Test
  void encodedThenDecodedTheTokensAreTheSameHoweverTheTextIsSplit() throws Exception {
    Random random = new Random(5);
    List<String> words = IntStream.range(0, 500).mapToObj(i -> "w" + i).toList();
    Vocabulary vocabulary = Vocabulary.of(words, new long[500]);
    List<String> sentences = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      sentences.add(
          random
              .ints(1 + random.nextInt(12), 0, 500)
              .mapToObj(words::get)
              .collect(Collectors.joining(" ")));
    }
    Path file = Texts.write(folder.resolve("t.txt"), String.join("\n\n", sentences));
    for (long splitBytes : new long[] {1 << 20, 10_000}) {
      ArtifactFolder out = artifact("corpus-" + splitBytes);
      StageResult result = encode(Texts.options(splitBytes, file), vocabulary, DROP, out);
      assertThat(artifact(result, out).files(CorpusFormat.PARTS))
          .hasSize(Math.toIntExact((Files.size(file) - 1) / splitBytes + 1));
      assertThat(decode(result, vocabulary, out)).isEqualTo(sentences);
      assertThat(result.metrics())
          .containsEntry("sentences", 3_000L)
          .containsEntry("unknown-tokens", 0L);
    }
  }

  @Test
  void unknownWordsAreDroppedAndLinesWithoutAnyOtherToo() throws Exception {
    Vocabulary vocabulary = Vocabulary.of(List.of("a", "b"), new long[] {3, 1});
    Path file = Texts.write(folder.resolve("t.txt"), "a x b\nx y\n\na a\n");
    ArtifactFolder out = artifact("corpus");
    StageResult result = encode(Texts.options(1 << 20, file), vocabulary, DROP, out);
    assertThat(decode(result, vocabulary, out)).containsExactly("a b", "a a");
    assertThat(result.metrics())
        .isEqualTo(Map.of("sentences", 2L, "tokens", 4L, "unknown-tokens", 3L));
  }

  @Test
  void unknownWordsBecomeTheMarker() throws Exception {
    Vocabulary vocabulary = Vocabulary.of(List.of("<unk>", "a", "b"), new long[] {4, 3, 1});
    Path file = Texts.write(folder.resolve("t.txt"), "a x b\nx <unk>\n\na a\n");
    ArtifactFolder out = artifact("corpus");
    StageResult result = encode(Texts.options(1 << 20, file), vocabulary, MARK, out);
    assertThat(decode(result, vocabulary, out)).containsExactly("a <unk> b", "<unk> <unk>", "a a");
    assertThat(result.metrics())
        .isEqualTo(Map.of("sentences", 3L, "tokens", 7L, "unknown-tokens", 3L));
  }

  @Test
  void aSplitWithoutSentencesHasNoFile() throws Exception {
    Vocabulary vocabulary = Vocabulary.of(List.of("a", "b"), new long[] {3, 1});
    Path file = Texts.write(folder.resolve("t.txt"), "a b\n" + "x\n".repeat(40) + "b a\n");
    ArtifactFolder out = artifact("corpus");
    StageResult result = encode(Texts.options(30, file), vocabulary, DROP, out);
    assertThat(result.files())
        .extracting(DataFile::name)
        .containsExactly("part-00000.parquet", "part-00002.parquet", "sizes.parquet");
    try (var files = Files.list(Path.of(out.path().toUri()))) {
      assertThat(files).as("and nothing half written").hasSize(3);
    }
    assertThat(decode(result, vocabulary, out)).containsExactly("a b", "b a");
  }

  @Test
  void theSizesOfThePartFilesAreKept() throws Exception {
    Vocabulary vocabulary = Vocabulary.of(List.of("a", "b"), new long[] {3, 1});
    Path file = Texts.write(folder.resolve("t.txt"), "a b\na\n" + "x\n".repeat(40) + "b a a\n");
    ArtifactFolder out = artifact("corpus");
    StageResult result = encode(Texts.options(30, file), vocabulary, DROP, out);
    List<DataFile> parts = artifact(result, out).files(CorpusFormat.PARTS);
    assertThat(CorpusFile.of(artifact(result, out)))
        .containsExactly(
            new CorpusFile(parts.get(0), 2, 3), // "a b", "a"
            new CorpusFile(parts.get(1), 1, 3)); // "b a a", after a split of x alone
  }

  @Test
  void aTextWithoutAnyWordIsRefused() throws Exception {
    Vocabulary vocabulary = Vocabulary.of(List.of("a", "b"), new long[] {3, 1});
    Path file = Texts.write(folder.resolve("t.txt"), "x y\n");
    assertThatThrownBy(() -> encode(Texts.options(99, file), vocabulary, DROP, artifact("corpus")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no word of the vocabulary is in the text");
  }

  @Test
  void aVocabularyWithoutTheMarkerIsRefused() throws Exception {
    Vocabulary vocabulary = Vocabulary.of(List.of("a", "b"), new long[] {3, 1});
    Path file = Texts.write(folder.resolve("t.txt"), "a b\n");
    assertThatThrownBy(() -> encode(Texts.options(99, file), vocabulary, MARK, artifact("corpus")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("has no word <unk>");
  }

  @Test
  void aFlippedBitIsFoundAndTheFileNamed() throws Exception {
    Vocabulary vocabulary = Vocabulary.of(List.of("a", "b"), new long[] {3, 1});
    Path file = Texts.write(folder.resolve("t.txt"), "a b\n");
    ArtifactFolder out = artifact("corpus");
    DataFile part = encode(Texts.options(99, file), vocabulary, DROP, out).files().get(0);
    Path path = Path.of(out.path().toUri()).resolve(part.name());
    try (RandomAccessFile bytes = new RandomAccessFile(path.toFile(), "rw")) {
      bytes.seek(9);
      int old = bytes.read();
      bytes.seek(9);
      bytes.write(old ^ 4);
    }
    assertThatThrownBy(() -> new CorpusReader(out, part))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("part-00000.parquet is damaged");
  }

  private static StageResult encode(
      TextOptions text, Vocabulary vocabulary, VocabularyOptions options, ArtifactFolder out)
      throws Exception {
    return SparkCorpus.encode(SharedSpark.context(), text, vocabulary, options, out);
  }

  private static List<String> decode(StageResult corpus, Vocabulary vocabulary, ArtifactFolder out)
      throws Exception {
    List<String> sentences = new ArrayList<>();
    for (DataFile file : artifact(corpus, out).files(CorpusFormat.PARTS)) {
      try (CorpusReader reader = new CorpusReader(out, file)) {
        while (reader.next()) {
          sentences.add(
              Arrays.stream(reader.sentence())
                  .mapToObj(vocabulary::word)
                  .collect(Collectors.joining(" ")));
        }
      }
    }
    return sentences;
  }

  private static Artifact artifact(StageResult result, ArtifactFolder out) {
    return new Artifact(out, result.files(), result.metrics());
  }

  private ArtifactFolder artifact(String name) {
    return new ArtifactFolder(
        new org.apache.hadoop.fs.Path(folder.resolve(name).toUri()), Texts.HADOOP);
  }
}
