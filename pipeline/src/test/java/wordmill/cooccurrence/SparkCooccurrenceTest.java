package wordmill.cooccurrence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.SharedSpark;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.StageResult;
import wordmill.store.TableReader;
import wordmill.vocab.Vocabulary;

@Tag("spark")
final class SparkCooccurrenceTest {
  private static final int WINDOW = 4;

  @TempDir Path folder;

  /**
   * "the cat the mat", "cat mat" with the=0 cat=1 mat=2, harmonic within 3 (unit 6). Sentence 1:
   * the-cat at 1 twice, 12; the-the at 2, both ways, 2 · 3 = 6; cat-mat at 2, 3; the-mat at 1 and
   * 3, 6 + 2 = 8. Sentence 2: cat-mat at 1, 6.
   */
  @Test
  void countsAreWhatAHandFinds() throws Exception {
    List<int[]> sentences = List.of(new int[] {0, 1, 0, 2}, new int[] {1, 2});
    CooccurrenceOptions options = new CooccurrenceOptions(3, Weighting.HARMONIC, 1024, 2);
    Counted counted = count(sentences, 3, 1, options, "hand");
    assertThat(counted.cells())
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    DenseCounter.key(0, 0), 6L,
                    DenseCounter.key(1, 0), 12L,
                    DenseCounter.key(2, 0), 8L,
                    DenseCounter.key(2, 1), 9L)));
    assertThat(counted.marginals()).containsExactly(6 + 12 + 8, 12 + 9, 8 + 9);
    assertThat(counted.result().metrics())
        .containsEntry(CooccurrenceFormat.ROWS, 3)
        .containsEntry(CooccurrenceFormat.UNIT, 6L)
        .containsEntry(CooccurrenceFormat.NONZEROS, 7L) // three pairs both ways and the-the
        .containsEntry("diagonal", 1L)
        .containsEntry("sum", (26 + 21 + 17) / 6.0);
  }

  @Test
  void countsEqualTheDenseOnesHoweverCorpusAndRowsAreSplit() throws Exception {
    int words = WindowCounter.FREQUENT + 700;
    List<int[]> sentences = CorpusFiles.zipf(2_500, words, 21);
    for (Weighting weighting : Weighting.values()) {
      double[][] dense = DenseCounter.count(sentences, words, weighting, WINDOW);
      long unit = weighting.unit(WINDOW);
      SortedMap<Long, Long> expected = DenseCounter.lowerTriangle(dense, unit);
      long[] marginals = DenseCounter.marginals(dense, unit);
      long nonzeros =
          Arrays.stream(dense).mapToLong(r -> Arrays.stream(r).filter(x -> x != 0).count()).sum();
      for (int files : new int[] {1, 5}) {
        for (int partitions : new int[] {1, 3}) {
          CooccurrenceOptions options =
              new CooccurrenceOptions(WINDOW, weighting, 1024, partitions);
          String name = weighting + "-" + files + "-" + partitions;
          Counted counted = count(sentences, words, files, options, name);
          assertThat(counted.cells()).as(name).isEqualTo(expected);
          assertThat(counted.marginals()).as(name).isEqualTo(marginals);
          assertThat(counted.result().files()).as(name).hasSize(partitions + 1);
          assertThat(counted.result().metrics())
              .as(name)
              .containsEntry(CooccurrenceFormat.NONZEROS, nonzeros);
          assertThat(((Number) counted.result().metrics().get("sum")).doubleValue())
              .as(name)
              .isEqualTo((double) LongStream.of(marginals).sum() / unit);
        }
      }
    }
  }

  @Test
  void theFilesHaveTheSameBitsWhateverTheTableHolds() throws Exception {
    int words = WindowCounter.FREQUENT + 700;
    List<int[]> sentences = CorpusFiles.zipf(1_500, words, 22);
    Counted spilled =
        count(sentences, words, 4, new CooccurrenceOptions(5, Weighting.FLAT, 1024, 2), "spilled");
    Counted whole =
        count(sentences, words, 1, new CooccurrenceOptions(5, Weighting.FLAT, 1 << 20, 2), "whole");
    assertThat(spilled.result().files()).isEqualTo(whole.result().files());
  }

  @Test
  void aWordThatIsHalfOfAllTokensMakesNoFileThreeTimesTheMedian() throws Exception {
    int words = 3_000;
    Random random = new Random(23);
    List<int[]> sentences =
        IntStream.range(0, 4_000)
            .mapToObj(
                s ->
                    random
                        .ints(20, 0, words)
                        .map(word -> random.nextBoolean() ? 0 : word)
                        .toArray())
            .toList();
    Counted counted =
        count(
            CorpusFiles.byFallingCount(sentences, words),
            words,
            2,
            new CooccurrenceOptions(5, Weighting.FLAT, 4096, 8),
            "skewed");
    long[] bytes =
        counted.result().files().stream()
            .filter(file -> file.name().startsWith(CooccurrenceFormat.PARTS))
            .mapToLong(DataFile::bytes)
            .sorted()
            .toArray();
    assertThat(bytes).hasSize(8);
    assertThat(bytes[7]).isLessThan(3 * bytes[4]);
    long[] events = new long[8];
    counted.cells().forEach((key, sum) -> events[(int) (key >>> 32) % 8] += sum);
    long[] sorted = Arrays.stream(events).sorted().toArray();
    // Word 0 stands beside itself in a quarter of all pairs; that is one cell, summed in the tasks
    // that read, so it is left out here.
    long own = counted.cells().get(0L);
    assertThat(sorted[7] - own).isLessThan(3 * sorted[4]);
  }

  @Test
  void wordsWithoutNeighboursHaveNoRowAndMarginalZero() throws Exception {
    Counted counted =
        count(
            List.of(new int[] {0, 2}, new int[] {1}),
            4,
            1,
            new CooccurrenceOptions(2, Weighting.FLAT, 1024, 3),
            "lonely");
    assertThat(counted.cells()).containsOnlyKeys(DenseCounter.key(2, 0));
    assertThat(counted.marginals()).containsExactly(1, 0, 1, 0);
  }

  private Counted count(
      List<int[]> sentences, int words, int files, CooccurrenceOptions options, String name)
      throws IOException {
    Artifact corpus = CorpusFiles.write(sentences, files, folder.resolve(name + "-corpus"));
    ArtifactFolder out = CorpusFiles.folder(folder.resolve(name));
    Vocabulary vocabulary = CorpusFiles.vocabulary(sentences, words);
    return Counted.read(
        SparkCooccurrence.count(SharedSpark.context(), corpus, vocabulary, options, out), out);
  }

  /** What lies in the files, whose order of rows and columns is checked on the way. */
  private record Counted(StageResult result, SortedMap<Long, Long> cells, List<Long> marginalList) {
    static Counted read(StageResult result, ArtifactFolder folder) throws IOException {
      Artifact artifact = new Artifact(folder, result.files(), result.metrics());
      List<DataFile> parts = artifact.files(CooccurrenceFormat.PARTS);
      SortedMap<Long, Long> cells = new TreeMap<>();
      for (int file = 0; file < parts.size(); file++) {
        try (TableReader in = folder.readTable(parts.get(file), CooccurrenceFormat.CELLS)) {
          int before = -1;
          while (in.next()) {
            int row = in.integer(0);
            assertThat(row).isGreaterThan(before);
            assertThat(row % parts.size()).isEqualTo(file);
            before = row;
            int[] columns = in.integers(1);
            long[] counts = in.longs(2);
            assertThat(columns).hasSameSizeAs(counts).isNotEmpty().isSorted();
            for (int i = 0; i < columns.length; i++) {
              assertThat(cells.put(DenseCounter.key(row, columns[i]), counts[i])).isNull();
            }
          }
        }
      }
      DataFile marginals = artifact.files(CooccurrenceFormat.MARGINALS_FILE).get(0);
      try (TableReader in = folder.readTable(marginals, CooccurrenceFormat.MARGINALS)) {
        assertThat(in.next()).isTrue();
        return new Counted(result, cells, LongStream.of(in.longs(0)).boxed().toList());
      }
    }

    long[] marginals() {
      return marginalList.stream().mapToLong(Long::longValue).toArray();
    }
  }
}
