package wordmill.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static wordmill.text.Texts.HADOOP;
import static wordmill.text.Texts.write;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.config.BadInputException;

class TextListingTest {
  @TempDir Path folder;

  private TextListing list(String... names) throws Exception {
    Path[] paths = Stream.of(names).map(folder::resolve).toArray(Path[]::new);
    return TextListing.of(Texts.options(1, paths), HADOOP);
  }

  @Test
  void foldersAreListedInPathOrderWithoutHiddenAndEmptyFiles() throws Exception {
    for (String name :
        List.of("t/b.txt", "t/a/z.gz", "t/a/c.txt", "t/_SUCCESS", "t/.b.crc", "t/_tmp/x")) {
      write(folder.resolve(name), "text");
    }
    Files.createFile(folder.resolve("t/empty"));
    assertThat(list("t", "t/b.txt").files())
        .extracting(TextFile::relative)
        .containsExactly("a/c.txt", "a/z.gz", "b.txt");
    assertThat(list("t/_SUCCESS").files()).hasSize(1); // named itself, it is meant
  }

  @Test
  void fingerprintFollowsTheFilesAndNotTheirPlace() throws Exception {
    FileTime time = FileTime.fromMillis(1_700_000_000_000L);
    for (String place : List.of("one", "two")) {
      Files.setLastModifiedTime(write(folder.resolve(place + "/x/a"), "some"), time);
      Files.setLastModifiedTime(write(folder.resolve(place + "/b"), "text"), time);
    }
    String one = list("one").fingerprint();
    assertThat(one).hasSize(64).isEqualTo(list("two").fingerprint());
    write(folder.resolve("two/b"), "texts");
    Files.setLastModifiedTime(folder.resolve("two/b"), time);
    assertThat(list("two").fingerprint()).isNotEqualTo(one);
    Files.setLastModifiedTime(folder.resolve("one/b"), FileTime.fromMillis(1_700_000_001_000L));
    assertThat(list("one").fingerprint()).isNotEqualTo(one);
  }

  @Test
  void largeFilesAreCutEvenlyAndGzipIsNot() {
    TextListing listing =
        new TextListing(
            List.of(
                new TextFile("a.gz", "a.gz", 1000, 0),
                new TextFile("b.bz2", "b.bz2", 250, 0),
                new TextFile("c", "c", 100, 0)));
    assertThat(listing.splits(100))
        .extracting(split -> split.slices().get(0))
        .containsExactly(
            new TextSplit.Slice("a.gz", 0, 1000),
            new TextSplit.Slice("b.bz2", 0, 84),
            new TextSplit.Slice("b.bz2", 84, 167),
            new TextSplit.Slice("b.bz2", 167, 250),
            new TextSplit.Slice("c", 0, 100));
  }

  @Test
  void aHundredThousandSmallFilesMakeAHundredSplits() {
    List<TextFile> files = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      files.add(new TextFile("f%06d".formatted(i), "f%06d".formatted(i), 100, 0));
    }
    List<TextSplit> splits = new TextListing(files).splits(16 << 20);
    assertThat(splits).hasSize(99);
    List<String> paths = new ArrayList<>();
    splits.forEach(split -> split.slices().forEach(slice -> paths.add(slice.path())));
    assertThat(paths).isEqualTo(files.stream().map(TextFile::path).toList());
  }

  @Test
  void splitsOfLargeInputsGrowBeforeTheyBecomeMany() {
    assertThat(splitsOf(1L << 30)).hasSize(128);
    assertThat(splitsOf(3L << 30)).hasSize(128);
    assertThat(splitsOf(8L << 30)).hasSize(128);
    assertThat(splitsOf(600L << 30)).hasSize(9600);
    assertThat(TextListing.splitBytes(1L << 40, 1L << 30)).isEqualTo(1L << 30);
  }

  private static List<TextSplit> splitsOf(long bytes) {
    return new TextListing(List.of(new TextFile("c", "c", bytes, 0))).splits(8 << 20);
  }

  @Test
  void missingPathsAndEmptyCorporaAreNamed() throws Exception {
    assertThatThrownBy(() -> list("nowhere"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("text.input: there is no file or folder")
        .hasMessageContaining("nowhere");
    Files.createDirectories(folder.resolve("bare"));
    Files.createFile(write(folder.resolve("bare/_x"), "t").resolveSibling(".y"));
    assertThatThrownBy(() -> list("bare"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("bare holds no files");
    Files.createFile(folder.resolve("bare/empty"));
    assertThatThrownBy(() -> list("bare"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("corpus is empty");
    assertThatThrownBy(() -> Texts.options(1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("text.input");
    assertThatThrownBy(() -> list("bare/empty/below")).isInstanceOf(BadInputException.class);
  }

  @Test
  void optionsAreChecked() {
    List<String> input = List.of("x");
    var words = Tokenization.WORDS;
    var skip = InvalidText.SKIP;
    assertThatThrownBy(() -> new TextOptions("text.input", input, words, skip, 1.5, 100, 1))
        .hasMessageContaining("text.max-invalid-share");
    assertThatThrownBy(() -> new TextOptions("text.input", input, words, skip, 0.5, 3, 1))
        .hasMessageContaining("text.max-line-bytes");
    assertThatThrownBy(() -> new TextOptions("text.input", input, words, skip, 0.5, 100, 0))
        .hasMessageContaining("text.split-bytes");
  }
}
