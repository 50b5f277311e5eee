package wordmill.embeddings;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import wordmill.config.BadInputException;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.StageResult;
import wordmill.store.TableReader;
import wordmill.svd.SvdFormat;
import wordmill.vocab.Vocabulary;

/**
 * Word vectors from a truncated SVD, W = U · σ^p or (U + V) · σ^p: one task for each file of left
 * vectors, each writing the part file of the same rows. No V × D matrix exists anywhere.
 */
public final class SparkEmbeddings {
  private SparkEmbeddings() {}

  /**
   * Writes part files of contiguous id ranges, in id order. Metrics: words, dimension.
   *
   * @throws BadInputException if the svd and the vocabulary do not belong together
   */
  public static StageResult fromSvd(
      JavaSparkContext sc,
      Artifact svd,
      Vocabulary vocabulary,
      EmbeddingsOptions options,
      ArtifactFolder out)
      throws IOException {
    ArtifactFolder in = svd.folder();
    float[] weights = weights(svd, options.exponent());
    Broadcast<Vocabulary> words = sc.broadcast(vocabulary);
    List<Part> parts = parts(svd, options.contexts());
    List<Written> written =
        sc.parallelize(parts, parts.size())
            .map(part -> new PartWriter(in, out, words.value(), weights).write(part))
            .collect();
    words.destroy();
    int next = 0;
    for (Written part : written) {
      BadInputException.check(
          part.first() == next,
          "%s: row %d is missing; the next file starts at row %d",
          in.path(),
          next,
          part.first());
      next += part.rows();
    }
    BadInputException.check(
        next == vocabulary.size(),
        "%s holds %d rows, but the vocabulary has %d words; they are not of one run",
        in.path(),
        next,
        vocabulary.size());
    TreeMap<String, Object> metrics = new TreeMap<>();
    metrics.put("words", next);
    metrics.put("dimension", weights.length);
    return new StageResult(written.stream().map(Written::file).toList(), metrics);
  }

  /** σ^p. */
  private static float[] weights(Artifact svd, double exponent) throws IOException {
    List<Float> weights = new ArrayList<>();
    for (DataFile file : svd.files("sigma.parquet")) {
      try (TableReader in = svd.folder().readTable(file, SvdFormat.SIGMA)) {
        while (in.next()) {
          weights.add((float) Math.pow(in.doubles(0)[0], exponent));
        }
      }
    }
    float[] array = new float[weights.size()];
    for (int d = 0; d < array.length; d++) {
      array[d] = weights.get(d);
    }
    return array;
  }

  private static List<Part> parts(Artifact svd, boolean contexts) {
    List<DataFile> left = svd.files("left-");
    List<DataFile> right = svd.files("right-");
    BadInputException.check(
        !left.isEmpty(), "%s holds no left-*.parquet, so it is no svd", svd.folder().path());
    BadInputException.check(
        !contexts || left.size() == right.size(),
        "%s holds %d files of left vectors and %d of right; both must be cut alike",
        svd.folder().path(),
        left.size(),
        right.size());
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      parts.add(new Part(i, left.get(i), contexts ? List.of(right.get(i)) : List.of()));
    }
    return parts;
  }
}
