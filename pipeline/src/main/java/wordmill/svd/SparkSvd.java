package wordmill.svd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import wordmill.config.BadInputException;
import wordmill.ppmi.PpmiFormat;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.StageResult;
import wordmill.store.TableWriter;

/** Truncated singular value decomposition A ≈ U Σ Vᵀ of a sparse V × V matrix, over a cluster. */
public final class SparkSvd {
  private SparkSvd() {}

  /** Decomposes a matrix of sparse rows and writes U, σ and V as {@link SvdFormat} describes. */
  public static StageResult decompose(
      JavaSparkContext sc, Artifact matrix, SvdOptions options, ArtifactFolder out)
      throws IOException {
    long rows = matrix.count(PpmiFormat.ROW_COUNT);
    BadInputException.check(
        options.rank() <= rows,
        "svd.rank is %d, but the matrix has only %d rows: allowed is 1 to %d",
        options.rank(),
        rows,
        rows);
    return switch (options.solver()) {
      case KRYLOV -> krylov(sc, matrix, options, out);
      case LANCZOS -> SparkLanczos.decompose(sc, matrix, options, out);
    };
  }

  private static StageResult krylov(
      JavaSparkContext sc, Artifact matrix, SvdOptions options, ArtifactFolder out)
      throws IOException {
    SparkPanels panels = SparkPanels.read(sc, matrix);
    Panels layout = panels.panels();
    int k = options.rank();
    try (SparkKrylov basis = SparkKrylov.basisOf(panels, options)) {
      SparkKrylov.Triplets found = basis.solve();
      List<DataFile> files = new ArrayList<>();
      files.addAll(SparkVectorFiles.write(SvdFormat.LEFT, found.left(), layout, k, out));
      files.addAll(SparkVectorFiles.write(SvdFormat.RIGHT, found.right(), layout, k, out));
      return result(files, found.sigma(), layout.rows(), out);
    } finally {
      panels.unpersist();
    }
  }

  static StageResult result(List<DataFile> vectors, Sigma sigma, int rows, ArtifactFolder out)
      throws IOException {
    List<DataFile> files = new ArrayList<>(vectors);
    try (TableWriter table = out.writeTable(SvdFormat.SIGMA_FILE, SvdFormat.SIGMA)) {
      for (int i = 0; i < sigma.size(); i++) {
        double value = sigma.get(i);
        table.write(row -> row.number(0, value));
      }
      files.add(table.finish());
    }
    SortedMap<String, Object> metrics = new TreeMap<>();
    metrics.put("rows", rows);
    metrics.put("rank", sigma.size());
    metrics.put("energy", sigma.energy());
    metrics.put("largest-sigma", sigma.get(0));
    metrics.put("smallest-sigma", sigma.get(sigma.size() - 1));
    return new StageResult(files, metrics);
  }
}
