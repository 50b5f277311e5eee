package wordmill.svd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wordmill.SharedSpark;
import wordmill.config.BadInputException;
import wordmill.ppmi.PpmiFormat;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.HadoopConf;
import wordmill.store.StageResult;
import wordmill.store.TableReader;
import wordmill.store.TableWriter;
import wordmill.svd.SvdOptions.Solver;

/** Both solvers against a dense decomposition by one-sided Jacobi rotations. */
@Tag("spark")
final class SparkSvdTest {
  @TempDir Path folder;

  /** [0 2; 1 0]: σ = 2, 1; u1 = e0, v1 = e1, u2 = e1, v2 = e0, up to sign. */
  @ParameterizedTest
  @EnumSource(Solver.class)
  void tripletsAreWhatAHandFinds(Solver solver) throws Exception {
    Found found = decompose(new double[][] {{0, 2}, {1, 0}}, options(2, solver), 1);
    assertThat(found.sigma()).containsExactly(new double[] {2, 1}, within(1e-6));
    assertThat(Math.abs(found.left()[0][0])).isCloseTo(1, within(1e-6));
    assertThat(Math.abs(found.left()[1][1])).isCloseTo(1, within(1e-6));
    assertThat(Math.abs(found.right()[1][0])).isCloseTo(1, within(1e-6));
    assertThat(Math.abs(found.right()[0][1])).isCloseTo(1, within(1e-6));
    assertThat(found.result().metrics()).containsEntry("rows", 2).containsEntry("rank", 2);
    assertThat((double) found.result().metrics().get("energy")).isCloseTo(5, within(1e-5));
  }

  @ParameterizedTest
  @EnumSource(Solver.class)
  void tripletsOfRandomSparseMatricesAreTheDenseOnes(Solver solver) throws Exception {
    for (int rows : new int[] {60, 110, 200}) {
      double[][] a = sparse(rows, 40 + rows);
      JacobiSvd dense = JacobiSvd.of(a);
      Found found = decompose(a, options(10, solver), 3);
      assertIsSvd(a, found, dense);
      for (int j = 0; j < 10; j++) {
        double gap = gap(dense.sigma(), j) / dense.sigma()[0];
        if (gap > 1e-3) {
          assertThat(likeness(found.left(), dense.left(), j)).isCloseTo(1, within(1e-3));
          assertThat(likeness(found.right(), dense.right(), j)).isCloseTo(1, within(1e-3));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Solver.class)
  void allTripletsOfADeficientMatrixAreFoundAndNoMore(Solver solver) throws Exception {
    int rank = 7;
    double[][] a = lowRank(90, new double[] {9, 8, 6, 5, 3, 2, 1}, 51);
    assertIsSvd(a, decompose(a, options(rank, solver), 2), JacobiSvd.of(a));
    assertThatThrownBy(() -> decompose(a, options(rank + 1, solver), 2))
        .isInstanceOf(BadInputException.class)
        .hasMessage("svd.rank is 8, but the matrix has rank 7: allowed is 1 to 7");
  }

  /** The first block of 32 columns holds the whole range; what is left for a second is noise. */
  @Test
  void aBlockWiderThanTheRankEndsTheBasis() throws Exception {
    double[] sigma = {5, 5, 5, 5, 2.0001, 2, 2, 1.9999, 0.1, 0.1, 0.1, 0.05};
    double[][] a = lowRank(120, sigma, 52);
    assertIsSvd(a, decompose(a, options(8, Solver.KRYLOV), 2), JacobiSvd.of(a));
  }

  /** Vectors inside a cluster may turn, but not the space they span. */
  @ParameterizedTest
  @EnumSource(Solver.class)
  void clusteredValuesSpanTheDenseSpaces(Solver solver) throws Exception {
    double[] sigma = new double[120];
    Arrays.setAll(sigma, i -> i < 4 ? 5 : i < 8 ? 2 + 1e-4 * (5.5 - i) : 0.2 - 0.001 * i);
    double[][] a = lowRank(120, sigma, 52);
    JacobiSvd dense = JacobiSvd.of(a);
    Found found = decompose(a, options(8, solver), 2);
    assertIsSvd(a, found, dense);
    for (int[] cluster : new int[][] {{0, 4}, {4, 8}}) {
      assertThat(outside(found.left(), dense.left(), cluster[0], cluster[1])).isLessThan(1e-3);
      assertThat(outside(found.right(), dense.right(), cluster[0], cluster[1])).isLessThan(1e-3);
    }
  }

  /** The basis has 3 · 12 of 200 columns, so iteration, not a whole space, must find these. */
  @Test
  void aBasisMuchSmallerThanTheMatrixFindsTheLeadingTriplets() throws Exception {
    double[] sigma = new double[200];
    for (int i = 0; i < 200; i++) {
      sigma[i] = 100.0 / (1 + i) / (1 + i);
    }
    double[][] a = lowRank(200, sigma, 53);
    Found found = decompose(a, new SvdOptions(5, Solver.KRYLOV, 12, 3, 7), 3);
    assertIsSvd(a, found, JacobiSvd.of(a));
  }

  @ParameterizedTest
  @EnumSource(Solver.class)
  void rowsAndColumnsWithoutAnyCellAreZeroInTheVectors(Solver solver) throws Exception {
    double[][] a = sparse(70, 54);
    for (int i = 0; i < 70; i++) {
      a[11][i] = 0;
      a[i][12] = 0;
    }
    Found found = decompose(a, options(5, solver), 3);
    for (int j = 0; j < 5; j++) {
      assertThat(found.left()[11][j]).isCloseTo(0, within(1e-5));
      assertThat(found.right()[12][j]).isCloseTo(0, within(1e-5));
    }
  }

  @ParameterizedTest
  @EnumSource(Solver.class)
  void moreTripletsThanRowsAreRefused(Solver solver) {
    assertThatThrownBy(() -> decompose(new double[][] {{0, 2}, {1, 0}}, options(3, solver), 1))
        .isInstanceOf(BadInputException.class)
        .hasMessage("svd.rank is 3, but the matrix has only 2 rows: allowed is 1 to 2");
  }

  @Test
  void aMatrixOfZerosHasNoTriplets() {
    assertThatThrownBy(() -> decompose(new double[5][5], options(1, Solver.KRYLOV), 2))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("svd.rank is 1, but the matrix has rank 0");
  }

  @Test
  void badOptionsAreRefusedNamingTheKey() {
    assertThatThrownBy(() -> new SvdOptions(0, Solver.KRYLOV, 8, 8, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessage("svd.rank must be 1 or more, but is 0");
    assertThatThrownBy(() -> new SvdOptions(4, Solver.KRYLOV, 0, 8, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("svd.block-size must be 1 to 1024");
    assertThatThrownBy(() -> new SvdOptions(4, Solver.KRYLOV, 8, 65, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("svd.blocks must be 1 to 64");
    assertThatThrownBy(() -> new SvdOptions(65, Solver.KRYLOV, 8, 8, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("svd.block-size times svd.blocks must be svd.rank or more");
  }

  @Test
  void bitsAreTheSameForAnyNumberOfTasksAndInEveryRun() throws Exception {
    double[][] a = sparse(150, 55);
    SvdOptions options = new SvdOptions(6, Solver.KRYLOV, 8, 4, 3);
    JavaSparkContext sc = SharedSpark.context();
    List<DataFile> usual = decompose(a, options, 5).result().files();
    assertThat(decompose(a, options, 5).result().files()).isEqualTo(usual);
    for (int tasks : new int[] {1, 3, 5}) {
      sc.sc().conf().set("spark.default.parallelism", Integer.toString(tasks));
      try {
        assertThat(sc.defaultParallelism()).isEqualTo(tasks);
        assertThat(decompose(a, options, 5).result().files())
            .as("%d tasks", tasks)
            .isEqualTo(usual);
      } finally {
        sc.sc().conf().remove("spark.default.parallelism");
      }
    }
  }

  @Test
  void nothingStaysCached() throws Exception {
    decompose(sparse(60, 56), options(4, Solver.KRYLOV), 2);
    assertThat(SharedSpark.context().getPersistentRDDs()).isEmpty();
  }

  /** σ are the dense ones, U and V have orthonormal columns, and A V = U Σ, Aᵀ U = V Σ. */
  private static void assertIsSvd(double[][] a, Found found, JacobiSvd dense) {
    int k = found.sigma().length;
    double largest = dense.sigma()[0];
    for (int j = 0; j < k; j++) {
      assertThat(found.sigma()[j]).isCloseTo(dense.sigma()[j], within(1e-4 * dense.sigma()[j]));
      for (int i = 0; i <= j; i++) {
        assertThat(dot(found.left(), i, found.left(), j)).isCloseTo(i == j ? 1 : 0, within(1e-4));
        assertThat(dot(found.right(), i, found.right(), j)).isCloseTo(i == j ? 1 : 0, within(1e-4));
      }
    }
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < k; j++) {
        double av = 0;
        double atu = 0;
        for (int l = 0; l < a.length; l++) {
          av += a[i][l] * found.right()[l][j];
          atu += a[l][i] * found.left()[l][j];
        }
        double tolerance = 1e-3 * largest;
        assertThat(av).isCloseTo(found.sigma()[j] * found.left()[i][j], within(tolerance));
        assertThat(atu).isCloseTo(found.sigma()[j] * found.right()[i][j], within(tolerance));
      }
    }
  }

  /** |cos| between two columns. */
  private static double likeness(double[][] a, double[][] b, int column) {
    return Math.abs(dot(a, column, b, column));
  }

  /** ‖(I − P) x‖ at most, for columns x of a and the projector P on the same columns of b. */
  private static double outside(double[][] a, double[][] b, int from, int to) {
    double most = 0;
    for (int j = from; j < to; j++) {
      double inside = 0;
      for (int i = from; i < to; i++) {
        inside += Math.pow(dot(a, j, b, i), 2);
      }
      most = Math.max(most, Math.sqrt(Math.max(0, 1 - inside)));
    }
    return most;
  }

  private static double gap(double[] sigma, int j) {
    double below = sigma[j] - sigma[j + 1];
    return j == 0 ? below : Math.min(below, sigma[j - 1] - sigma[j]);
  }

  private static double dot(double[][] a, int i, double[][] b, int j) {
    double sum = 0;
    for (int row = 0; row < a.length; row++) {
      sum += a[row][i] * b[row][j];
    }
    return sum;
  }

  /** A tenth of the cells, at least one in nearly every row, more in the first rows. */
  private static double[][] sparse(int rows, long seed) {
    Random random = new Random(seed);
    double[][] a = new double[rows][rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < rows; j++) {
        if (random.nextDouble() < 0.1 + 5.0 / (5 + i + j)) {
          a[i][j] = (float) (5 * random.nextDouble());
        }
      }
    }
    return a;
  }

  /** U Σ Vᵀ with the values given, from the Jacobi vectors of random matrices. */
  private static double[][] lowRank(int rows, double[] sigma, long seed) {
    double[][] u = JacobiSvd.of(gaussian(rows, seed)).left();
    double[][] v = JacobiSvd.of(gaussian(rows, seed + 1)).left();
    double[][] a = new double[rows][rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < rows; j++) {
        for (int l = 0; l < sigma.length; l++) {
          a[i][j] += u[i][l] * sigma[l] * v[j][l];
        }
      }
    }
    return a;
  }

  private static double[][] gaussian(int rows, long seed) {
    Random random = new Random(seed);
    double[][] a = new double[rows][rows];
    for (double[] row : a) {
      for (int j = 0; j < rows; j++) {
        row[j] = random.nextGaussian();
      }
    }
    return a;
  }

  private static SvdOptions options(int rank, Solver solver) {
    return new SvdOptions(rank, solver, 32, 8, 17);
  }

  private Found decompose(double[][] a, SvdOptions options, int files) throws IOException {
    Path run = java.nio.file.Files.createTempDirectory(folder, "svd");
    Artifact matrix = write(a, files, artifact(run.resolve("in")));
    ArtifactFolder out = artifact(run.resolve("out"));
    return Found.read(
        SparkSvd.decompose(SharedSpark.context(), matrix, options, out), a.length, out);
  }

  private static ArtifactFolder artifact(Path path) {
    return new ArtifactFolder(
        new org.apache.hadoop.fs.Path(path.toUri()), new HadoopConf(new Configuration()));
  }

  private static Artifact write(double[][] a, int files, ArtifactFolder out) throws IOException {
    List<DataFile> written = new ArrayList<>();
    long nonzeros = 0;
    for (int file = 0; file < files; file++) {
      try (TableWriter table =
          out.writeTable(String.format(PpmiFormat.PARTS + "%05d.parquet", file), PpmiFormat.ROWS)) {
        for (int row = file; row < a.length; row += files) {
          nonzeros += writeRow(table, row, a[row]);
        }
        written.add(table.finish());
      }
    }
    return new Artifact(
        out, written, Map.of(PpmiFormat.ROW_COUNT, a.length, PpmiFormat.NONZEROS, nonzeros));
  }

  private static int writeRow(TableWriter table, int row, double[] cells) throws IOException {
    int[] columns = new int[cells.length];
    float[] values = new float[cells.length];
    int n = 0;
    for (int column = 0; column < cells.length; column++) {
      if (cells[column] != 0) {
        columns[n] = column;
        values[n++] = (float) cells[column];
      }
    }
    int size = n;
    table.write(to -> to.integer(0, row).integers(1, columns, 0, size).floats(2, values, 0, size));
    return n;
  }

  /** What lies in the files; rows are checked to come in order, each once. */
  private record Found(StageResult result, Vectors vectors) {
    static Found read(StageResult result, int rows, ArtifactFolder folder) throws IOException {
      Artifact artifact = new Artifact(folder, result.files(), result.metrics());
      List<Double> sigma = new ArrayList<>();
      DataFile file = artifact.files(SvdFormat.SIGMA_FILE).get(0);
      try (TableReader in = folder.readTable(file, SvdFormat.SIGMA)) {
        while (in.next()) {
          sigma.add(in.number(0));
        }
      }
      double[] values = sigma.stream().mapToDouble(Double::doubleValue).toArray();
      for (int j = 1; j < values.length; j++) {
        assertThat(values[j]).isLessThanOrEqualTo(values[j - 1]);
      }
      return new Found(
          result,
          new Vectors(
              values,
              matrix(artifact, SvdFormat.LEFT, rows, values.length),
              matrix(artifact, SvdFormat.RIGHT, rows, values.length)));
    }

    private static double[][] matrix(Artifact artifact, String prefix, int rows, int k)
        throws IOException {
      double[][] matrix = new double[rows][k];
      int next = 0;
      for (DataFile file : artifact.files(prefix)) {
        try (TableReader in = artifact.folder().readTable(file, SvdFormat.VECTORS)) {
          while (in.next()) {
            assertThat(in.integer(0)).isEqualTo(next);
            float[] values = in.floats(1);
            assertThat(values).hasSize(k);
            for (int j = 0; j < k; j++) {
              matrix[next][j] = values[j];
            }
            next++;
          }
        }
      }
      assertThat(next).isEqualTo(rows);
      return matrix;
    }

    double[] sigma() {
      return vectors.sigma;
    }

    double[][] left() {
      return vectors.left;
    }

    double[][] right() {
      return vectors.right;
    }
  }

  private static final class Vectors {
    private final double[] sigma;
    private final double[][] left;
    private final double[][] right;

    private Vectors(double[] sigma, double[][] left, double[][] right) {
      this.sigma = sigma;
      this.left = left;
      this.right = right;
    }
  }
}
