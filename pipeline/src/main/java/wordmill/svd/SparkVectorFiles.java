package wordmill.svd;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import scala.Tuple2;
import wordmill.linalg.Matrix;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.TableWriter;

/** Writes tall matrices from panels to files of consecutive rows. */
final class SparkVectorFiles {
  private static final int FLOATS_A_FILE = 4 << 20;

  private SparkVectorFiles() {}

  /** Every row once, ascending through the files; each of at most 16 MiB, which a task holds. */
  static List<DataFile> write(
      String prefix,
      JavaPairRDD<Integer, Matrix> matrix,
      Panels panels,
      int k,
      ArtifactFolder out) {
    int rowsAFile = Math.max(1, FLOATS_A_FILE / k);
    int files = (panels.rows() + rowsAFile - 1) / rowsAFile;
    return matrix
        .flatMapToPair(panel -> slices(panel._1(), panel._2(), panels, rowsAFile))
        .partitionBy(new HashPartitioner(files))
        .mapPartitionsWithIndex(
            (file, slices) ->
                List.of(writeFile(prefix, file, slices, panels, rowsAFile, k, out)).iterator(),
            false)
        .collect();
  }

  private static Iterator<Tuple2<Integer, Slice>> slices(
      int panel, Matrix rows, Panels panels, int rowsAFile) {
    List<Tuple2<Integer, Slice>> slices = new ArrayList<>();
    int from = 0;
    while (from < rows.rows()) {
      int file = panels.row(panel, from) / rowsAFile;
      int to = from;
      while (to < rows.rows() && panels.row(panel, to) / rowsAFile == file) {
        to++;
      }
      int k = rows.columns();
      float[] values = java.util.Arrays.copyOfRange(rows.values(), from * k, to * k);
      slices.add(new Tuple2<>(file, new Slice(panel, from, new Matrix(to - from, k, values))));
      from = to;
    }
    return slices.iterator();
  }

  private static DataFile writeFile(
      String prefix,
      int file,
      Iterator<Tuple2<Integer, Slice>> slices,
      Panels panels,
      int rowsAFile,
      int k,
      ArtifactFolder out)
      throws IOException {
    int first = file * rowsAFile;
    int rows = Math.min(rowsAFile, panels.rows() - first);
    float[] values = new float[rows * k];
    slices.forEachRemaining(
        slice -> {
          Slice part = slice._2();
          for (int i = 0; i < part.rows().rows(); i++) {
            int row = panels.row(part.panel(), part.firstPlace() + i);
            System.arraycopy(part.rows().values(), i * k, values, (row - first) * k, k);
          }
        });
    try (TableWriter table =
        out.writeTable(String.format("%s%05d.parquet", prefix, file), SvdFormat.VECTORS)) {
      for (int i = 0; i < rows; i++) {
        int row = i;
        table.write(to -> to.integer(0, first + row).floats(1, values, row * k, (row + 1) * k));
      }
      return table.finish();
    }
  }

  /** Rows of one panel from a place on. */
  private record Slice(int panel, int firstPlace, Matrix rows) implements Serializable {}
}
