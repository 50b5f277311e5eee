package wordmill.testdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestDataTest {
  private static final Path TREE = Path.of("../test-data");

  @TempDir Path temp;

  @Test
  void everyGeneratedFileIsInTheTreeByteForByte() throws IOException {
    WriteTestData.into(temp);
    for (Path made : filesBelow(temp)) {
      Path kept = TREE.resolve(temp.relativize(made).toString());
      assertThat(kept).exists();
      assertThat(unpacked(made)).as("%s", kept).isEqualTo(unpacked(kept));
    }
  }

  @Test
  void nothingElseLiesAmongTheGeneratedFiles() throws IOException {
    WriteTestData.into(temp);
    for (String folder : List.of("planted", "eval", "pairs")) {
      assertThat(filesBelow(TREE.resolve(folder)))
          .extracting(path -> path.getFileName().toString())
          .containsExactlyInAnyOrderElementsOf(
              filesBelow(temp.resolve(folder)).stream()
                  .map(path -> path.getFileName().toString())
                  .toList());
    }
  }

  @Test
  void noTrackedFileIsLargerThan300Kilobytes() throws IOException {
    for (Path file : filesBelow(TREE)) {
      assertThat(Files.size(file)).as("%s", file).isLessThan(300_000);
    }
  }

  @Test
  void wordsDoNotRepeatAcrossClasses() {
    PlantedLanguage language = new PlantedLanguage(new Random(7));
    Set<String> texts = new HashSet<>();
    for (PlantedWord word : language.words()) {
      assertThat(texts.add(word.text())).as(word.text()).isTrue();
    }
    assertThat(texts).hasSize(4 * 2 * 20 + 4 * 4 * 5);
  }

  @Test
  void plantedSimilarityIsSymmetricAndOneWithItself() {
    List<PlantedWord> words = new PlantedLanguage(new Random(7)).words();
    PlantedWord a = words.get(0);
    PlantedWord b = words.get(1);
    assertThat(a.similarity(a)).isCloseTo(1, offset(1e-12));
    assertThat(a.similarity(b)).isCloseTo(b.similarity(a), offset(1e-12)).isBetween(0.0, 1.0);
  }

  @Test
  void laterSynonymsAreLessLikeTheFirst() {
    List<PlantedWord> words = new PlantedLanguage(new Random(7)).words();
    List<PlantedWord> group = words.subList(words.size() - 5, words.size());
    for (int i = 2; i < group.size(); i++) {
      assertThat(group.get(0).similarity(group.get(i)))
          .isLessThan(group.get(0).similarity(group.get(i - 1)));
    }
  }

  /**
   * Deflate's output is up to the zlib that the JDK is linked with, so .gz is compared unpacked.
   */
  private static byte[] unpacked(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    if (!file.toString().endsWith(".gz")) {
      return content;
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
      return in.readAllBytes();
    }
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
