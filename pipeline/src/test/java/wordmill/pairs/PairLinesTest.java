package wordmill.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static wordmill.pairs.PairCases.aligned;
import static wordmill.pairs.PairCases.tabbed;
import static wordmill.pairs.PairCases.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.config.BadInputException;
import wordmill.text.TextOptions;
import wordmill.text.Texts;
import wordmill.text.Tokenization;

final class PairLinesTest {
  @TempDir Path folder;

  @Test
  void whiteSpaceAroundASideIsNoPartOfIt() throws IOException {
    Path file = write("t.tsv", " a  b \t\u3000c\u00a0\r\n");
    assertThat(read(tabbed(file), 1 << 20)).containsExactly("a  b|c");
  }

  @Test
  void aSideMayBeEmptyAndABlankLineHasTwoEmptySides() throws IOException {
    Path file = write("t.tsv", "a\t\n\tb\n\n \u2003\n\t\n");
    assertThat(read(tabbed(file), 1 << 20)).containsExactly("a|", "|b", "|", "|", "|");
  }

  @Test
  void splitsOfAnySizeGiveTheSamePairs() throws IOException {
    Path first = write("1.tsv", "a\tb\nc d\te\n\nf\tg\n");
    Path second = write("2.tsv", "h\ti");
    List<String> pairs = List.of("a|b", "c d|e", "|", "f|g", "h|i");
    for (long size = 1; size < Files.size(first) + 3; size++) {
      assertThat(read(tabbed(first, second), size)).as("size %d", size).isEqualTo(pairs);
    }
  }

  @Test
  void aLineWithoutATabIsNamedByItsNumberInTheFileHoweverItIsSplit() throws IOException {
    Path whole = write("1.tsv", "x\ty\n");
    Path file = write("2.tsv", "a\tb\n\nc\td\ne f\ng\th\n");
    for (long size : new long[] {1, 5, 9, 1 << 20}) {
      refuses(tabbed(whole, file), size, "pairs.input: line 4 of", "2.tsv has no tab");
    }
  }

  @Test
  void aLineWithTwoTabsIsRefused() throws IOException {
    Path file = write("t.tsv", "a\tb\nc\td\te\n");
    refuses(tabbed(file), 1 << 20, "line 2 of", "t.tsv has more than one tab");
  }

  @Test
  void aLineLongerThanTheLimitIsRefusedAndNotCut() throws IOException {
    Path tabs = write("t.tsv", "a\tb\nlong long\tlong long\n");
    Path longer = write("l.txt", "a\nlong long long long\n");
    Path shorter = write("s.txt", "b\nshort\n");
    refuses(tabbed(tabs), shortLines(), "pairs.input: line 2 of", "t.tsv is longer than", "= 16");
    refuses(aligned(longer, shorter), shortLines(), "pairs.input: line 2 of", "l.txt is longer");
    refuses(aligned(shorter, longer), shortLines(), "pairs.target: line 2 of", "l.txt is longer");
  }

  private static TextOptions shortLines() {
    TextOptions text = text(Tokenization.WHITESPACE, 1 << 20);
    return new TextOptions(
        text.key(), text.input(), text.tokenizer(), text.invalid(), 0.5, 16, text.splitBytes());
  }

  @Test
  void lineIOfASourceFileBelongsToLineIOfItsTargetFile() throws IOException {
    Path source = write("s.gz", "a b \n\nc\n");
    Path target = write("t.txt", "d\ne\n f");
    assertThat(read(aligned(source, target), 1)).containsExactly("a b|d", "|e", "c|f");
  }

  @Test
  void alignedFilesBelongTogetherAsTheyAreNamedAndAlignedFoldersByPath() throws IOException {
    Path b = write("left/b", "b\n");
    Path a = write("left/a", "a\n");
    Path one = write("right/1", "1\n");
    Path two = write("right/2", "2\n");
    PairFiles named =
        new PairFiles(
            "pairs.input", PairCases.names(b, a), "pairs.target", PairCases.names(one, two));
    assertThat(read(named, 1 << 20)).containsExactly("b|1", "a|2");
    PairFiles folders = aligned(folder.resolve("left"), folder.resolve("right"));
    assertThat(read(folders, 1 << 20)).containsExactly("a|1", "b|2");
    write("right/3", "3\n");
    refuses(folders, 1 << 20, "left holds 2 files", "right holds 3");
  }

  @Test
  void alignedFilesOfUnequalLengthAreRefusedAndBothNamed() throws IOException {
    Path source = write("s.txt", "a\nb\nc\n");
    Path target = write("t.txt", "a\nb\nc\nd\n");
    refuses(aligned(source, target), 1, "s.txt has 3 lines, but", "t.txt has 4");
    refuses(aligned(target, source), 1, "t.txt has 4 lines, but", "s.txt has 3");
  }

  @Test
  void aLineThatIsLeftOutTakesItsCounterpartWithIt() throws IOException {
    Path source = write("s.txt", "a\nb\nc\nd\ne\n");
    Path target = folder.resolve("t.txt");
    Files.write(target, "1\n\u00ff\n3\n\u00ff\n\u00ff\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(read(aligned(source, target), 1)).containsExactly("a|1", "c|3");
    assertThat(read(aligned(target, source), 1)).containsExactly("1|a", "3|c");
  }

  @Test
  void missingCounterpartsAreRefused() {
    assertThatThrownBy(
            () -> new PairFiles("pairs.input", List.of("a", "b"), "pairs.target", List.of("c")))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("pairs.target names 1 files or folders, but pairs.input 2");
  }

  private Path write(String name, String content) throws IOException {
    return Texts.write(folder.resolve(name), content);
  }

  private static void refuses(PairFiles files, long splitBytes, String... parts) {
    refuses(files, text(Tokenization.WHITESPACE, splitBytes), parts);
  }

  private static void refuses(PairFiles files, TextOptions text, String... parts) {
    assertThatThrownBy(() -> read(files, text))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(parts);
  }

  private static List<String> read(PairFiles files, long splitBytes) throws IOException {
    return read(files, text(Tokenization.WHITESPACE, splitBytes));
  }

  /** The pairs of all splits in order, a bar between the sides. */
  private static List<String> read(PairFiles files, TextOptions text) throws IOException {
    List<String> pairs = new ArrayList<>();
    for (PairSplit split : PairListing.of(files, text, Texts.HADOOP).splits()) {
      try (PairLines lines = split.open(Texts.HADOOP)) {
        while (lines.next()) {
          pairs.add(lines.source().text() + "|" + lines.target().text());
        }
      }
    }
    return pairs;
  }
}
