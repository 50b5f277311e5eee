package wordmill.ppmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.SharedSpark;
import wordmill.config.BadInputException;
import wordmill.cooccurrence.CooccurrenceFormat;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.HadoopConf;
import wordmill.store.StageResult;
import wordmill.store.TableReader;
import wordmill.store.TableWriter;

@Tag("spark")
final class SparkPpmiTest {
  @TempDir Path folder;

  /**
   * Counts [0 3; 3 2], sums 3 and 5, total 8, k = 1, α = 1: PMI(0, 1) = ln(3 · 8 / (3 · 5)) = ln
   * 1.6; PMI(1, 1) = ln(2 · 8 / (5 · 5)) = ln 0.64 < 0, so it is dropped.
   */
  @Test
  void weightsAreWhatAHandFinds() throws Exception {
    float[][] rows = weigh(new long[][] {{0, 3}, {3, 2}}, 1, new PpmiOptions(1, 1), 2, "hand");
    assertThat(rows[0]).containsExactly(new float[] {0, (float) Math.log(1.6)}, within(1e-6f));
    assertThat(rows[1]).containsExactly(new float[] {(float) Math.log(1.6), 0}, within(1e-6f));
  }

  @Test
  void weightsEqualTheFormulaWrittenOutDensely() throws Exception {
    long[][] counts = randomCounts(150, 31);
    for (double shift : new double[] {1, 5, 0.2}) {
      for (double smoothing : new double[] {1, 0.75}) {
        for (int files : new int[] {1, 4}) {
          PpmiOptions options = new PpmiOptions(shift, smoothing);
          String name = shift + "-" + smoothing + "-" + files;
          float[][] rows = weigh(counts, 6, options, files, name);
          double[][] expected = dense(counts, options);
          for (int word = 0; word < counts.length; word++) {
            for (int context = 0; context < counts.length; context++) {
              assertThat((double) rows[word][context])
                  .as("%s: %d, %d", name, word, context)
                  .isCloseTo(expected[word][context], within(1e-5));
            }
          }
        }
      }
    }
  }

  @Test
  void withoutSmoothingTheMatrixIsSymmetricAndWithItNot() throws Exception {
    long[][] counts = randomCounts(80, 32);
    float[][] plain = weigh(counts, 1, new PpmiOptions(1, 1), 3, "plain");
    float[][] smoothed = weigh(counts, 1, new PpmiOptions(1, 0.75), 3, "smoothed");
    float unlike = 0;
    for (int i = 0; i < counts.length; i++) {
      for (int j = 0; j < i; j++) {
        assertThat(plain[i][j]).isCloseTo(plain[j][i], within(1e-6f));
        unlike = Math.max(unlike, Math.abs(smoothed[i][j] - smoothed[j][i]));
      }
    }
    assertThat(unlike).isGreaterThan(0.1f);
  }

  @Test
  void aWordWithoutNeighboursHasAnEmptyRow() throws Exception {
    long[][] counts = {{0, 0, 4, 0}, {0, 0, 0, 0}, {4, 0, 1, 0}, {0, 0, 0, 0}};
    float[][] rows = weigh(counts, 1, new PpmiOptions(1, 0.75), 3, "lonely");
    assertThat(rows[1]).containsOnly(0);
    assertThat(rows[3]).containsOnly(0);
    assertThat(rows[0][2]).isPositive();
  }

  @Test
  void aShiftAboveEveryAssociationLeavesOnlyEmptyRows() throws Exception {
    float[][] rows = weigh(new long[][] {{0, 3}, {3, 2}}, 1, new PpmiOptions(100, 1), 1, "shifted");
    assertThat(rows[0]).containsOnly(0);
    assertThat(rows[1]).containsOnly(0);
  }

  @Test
  void badOptionsAreRefusedNamingTheKey() {
    for (double shift : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new PpmiOptions(shift, 0.75))
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith("ppmi.shift must be above 0, but is ");
    }
    for (double smoothing : new double[] {0, 1.01, Double.NaN}) {
      assertThatThrownBy(() -> new PpmiOptions(1, smoothing))
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith("ppmi.smoothing must be above 0 and at most 1, but is ");
    }
  }

  /** Symmetric, most cells 0, word 7 and the last one without any neighbour. */
  private static long[][] randomCounts(int words, long seed) {
    Random random = new Random(seed);
    long[][] counts = new long[words][words];
    for (int i = 0; i < words; i++) {
      for (int j = 0; j <= i; j++) {
        if (random.nextInt(8) == 0 && i != 7 && j != 7 && i != words - 1) {
          counts[i][j] = 1L + random.nextInt(1 + 40 * words / (1 + i + j));
          counts[j][i] = counts[i][j];
        }
      }
    }
    return counts;
  }

  /** Levy, Goldberg & Dagan 2015: probabilities first, then their quotient. */
  private static double[][] dense(long[][] counts, PpmiOptions options) {
    int words = counts.length;
    double[] sums = new double[words];
    double total = 0;
    double smoothedTotal = 0;
    for (int w = 0; w < words; w++) {
      for (long count : counts[w]) {
        sums[w] += count;
      }
      total += sums[w];
      smoothedTotal += Math.pow(sums[w], options.smoothing());
    }
    double[][] weights = new double[words][words];
    for (int w = 0; w < words; w++) {
      for (int c = 0; c < words; c++) {
        if (counts[w][c] > 0) {
          double together = counts[w][c] / total;
          double word = sums[w] / total;
          double context = Math.pow(sums[c], options.smoothing()) / smoothedTotal;
          double pmi = Math.log(together / (word * context));
          weights[w][c] = Math.max(0, pmi - Math.log(options.shift()));
        }
      }
    }
    return weights;
  }

  /** Runs the stage on a symmetric matrix and reads the whole result, every row once. */
  private float[][] weigh(long[][] counts, long unit, PpmiOptions options, int files, String name)
      throws IOException {
    Artifact cooccurrence = write(counts, unit, files, name + "-counts");
    ArtifactFolder out = folder(name);
    StageResult result = SparkPpmi.weigh(SharedSpark.context(), cooccurrence, options, out);
    float[][] rows = new float[counts.length][];
    long nonzeros = 0;
    assertThat(result.files()).hasSize(files);
    for (int file = 0; file < files; file++) {
      try (TableReader in = out.readTable(result.files().get(file), PpmiFormat.ROWS)) {
        int expected = file;
        while (in.next()) {
          assertThat(in.integer(0)).isEqualTo(expected);
          int[] columns = in.integers(1);
          float[] values = in.floats(2);
          assertThat(columns).hasSameSizeAs(values).isSorted();
          rows[expected] = new float[counts.length];
          for (int i = 0; i < columns.length; i++) {
            assertThat(values[i]).isPositive();
            rows[expected][columns[i]] = values[i];
          }
          nonzeros += columns.length;
          expected += files;
        }
      }
    }
    assertThat(List.of(rows)).hasSize(counts.length); // no row is missing: List.of takes no null
    assertThat(result.metrics())
        .containsEntry(PpmiFormat.ROW_COUNT, counts.length)
        .containsEntry(PpmiFormat.NONZEROS, nonzeros);
    return rows;
  }

  private Artifact write(long[][] counts, long unit, int files, String name) throws IOException {
    ArtifactFolder out = folder(name);
    List<DataFile> written = new ArrayList<>();
    for (int file = 0; file < files; file++) {
      try (TableWriter table =
          out.writeTable(
              String.format(CooccurrenceFormat.PARTS + "%05d.parquet", file),
              CooccurrenceFormat.CELLS)) {
        for (int row = file; row < counts.length; row += files) {
          writeRow(table, row, counts[row], unit);
        }
        written.add(table.finish());
      }
    }
    long[] marginals = new long[counts.length];
    for (int row = 0; row < counts.length; row++) {
      for (long count : counts[row]) {
        marginals[row] += count * unit;
      }
    }
    try (TableWriter table =
        out.writeTable(CooccurrenceFormat.MARGINALS_FILE, CooccurrenceFormat.MARGINALS)) {
      table.write(row -> row.longs(0, marginals, 0, marginals.length));
      written.add(table.finish());
    }
    return new Artifact(
        out,
        written,
        Map.of(CooccurrenceFormat.ROWS, counts.length, CooccurrenceFormat.UNIT, unit));
  }

  /** The row's part of the lower triangle; no row where that is empty, as the stage before does. */
  private static void writeRow(TableWriter table, int row, long[] counts, long unit)
      throws IOException {
    int[] columns = new int[row + 1];
    long[] parts = new long[row + 1];
    int cells = 0;
    for (int column = 0; column <= row; column++) {
      if (counts[column] > 0) {
        columns[cells] = column;
        parts[cells++] = counts[column] * unit;
      }
    }
    int n = cells;
    if (n > 0) {
      table.write(to -> to.integer(0, row).integers(1, columns, 0, n).longs(2, parts, 0, n));
    }
  }

  private ArtifactFolder folder(String name) {
    return new ArtifactFolder(
        new org.apache.hadoop.fs.Path(folder.resolve(name).toUri()),
        new HadoopConf(new Configuration()));
  }
}
