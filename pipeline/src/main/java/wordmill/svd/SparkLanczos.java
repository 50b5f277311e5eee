package wordmill.svd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.mllib.linalg.DenseMatrix;
import org.apache.spark.mllib.linalg.SingularValueDecomposition;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.mllib.linalg.distributed.IndexedRow;
import org.apache.spark.mllib.linalg.distributed.IndexedRowMatrix;
import scala.Tuple2;
import wordmill.config.BadInputException;
import wordmill.linalg.Matrix;
import wordmill.ppmi.PpmiFormat;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.StageResult;
import wordmill.store.TableReader;

/**
 * The independent second way: MLlib's {@code computeSVD}, which runs ARPACK's Lanczos on the driver
 * and multiplies by AᵀA over the cluster. Memory: MLlib gathers V (V × k doubles) on the driver.
 */
final class SparkLanczos {
  private static final double SMALLEST_SHARE = 2e-6; // of σ1: below is noise of float input

  private SparkLanczos() {}

  static StageResult decompose(
      JavaSparkContext sc, Artifact matrix, SvdOptions options, ArtifactFolder out)
      throws IOException {
    int rows = (int) matrix.count(PpmiFormat.ROW_COUNT);
    int k = options.rank();
    ArtifactFolder folder = matrix.folder();
    List<DataFile> files = matrix.files(PpmiFormat.PARTS);
    JavaRDD<IndexedRow> sparse =
        sc.parallelize(files, files.size())
            .flatMap(file -> rows(folder, file, rows).iterator())
            .cache();
    SingularValueDecomposition<IndexedRowMatrix, org.apache.spark.mllib.linalg.Matrix> svd =
        new IndexedRowMatrix(sparse.rdd(), rows, rows).computeSVD(k, true, SMALLEST_SHARE);
    int rank = svd.s().size();
    BadInputException.check(
        k <= rank, "svd.rank is %d, but the matrix has rank %d: allowed is 1 to %d", k, rank, rank);

    JavaPairRDD<Integer, Matrix> left =
        svd.U()
            .rows()
            .toJavaRDD()
            .mapToPair(row -> new Tuple2<>((int) row.index(), floats(row.vector().toArray())));
    List<DataFile> written = new ArrayList<>();
    written.addAll(SparkVectorFiles.write(SvdFormat.LEFT, left, new Panels(rows, rows), k, out));
    written.addAll(
        SparkVectorFiles.write(
            SvdFormat.RIGHT,
            sc.parallelizePairs(List.of(new Tuple2<>(0, rowMajor((DenseMatrix) svd.V())))),
            new Panels(rows, 1),
            k,
            out));
    sparse.unpersist();
    return SparkSvd.result(written, new Sigma(svd.s().toArray()), rows, out);
  }

  private static List<IndexedRow> rows(ArtifactFolder folder, DataFile file, int width)
      throws IOException {
    List<IndexedRow> rows = new ArrayList<>();
    try (TableReader in = folder.readTable(file, PpmiFormat.ROWS)) {
      while (in.next()) {
        int row = in.integer(0);
        int[] columns = in.integers(1);
        float[] values = in.floats(2);
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
          wide[i] = values[i];
        }
        Vector vector = Vectors.sparse(width, columns, wide);
        rows.add(new IndexedRow(row, vector));
      }
    }
    return rows;
  }

  private static Matrix floats(double[] row) {
    return new Matrix(1, row.length, SmallDense.toFloats(row));
  }

  private static Matrix rowMajor(DenseMatrix v) {
    Matrix rows = new Matrix(v.numRows(), v.numCols());
    for (int i = 0; i < rows.rows(); i++) {
      for (int j = 0; j < rows.columns(); j++) {
        rows.set(i, j, (float) v.apply(i, j));
      }
    }
    return rows;
  }
}
