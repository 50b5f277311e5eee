package wordmill.embeddings;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import wordmill.config.BadInputException;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.TableReader;
import wordmill.store.TableWriter;
import wordmill.svd.SvdFormat;
import wordmill.vocab.Vocabulary;

/** Weighs the singular vectors of one file and writes them beside their words, row by row. */
final class PartWriter {
  private static final int ROW = 0;
  private static final int VALUE = 1;

  private final ArtifactFolder svd;
  private final ArtifactFolder out;
  private final Vocabulary vocabulary;
  private final float[] weights;

  PartWriter(ArtifactFolder svd, ArtifactFolder out, Vocabulary vocabulary, float[] weights) {
    this.svd = svd;
    this.out = out;
    this.vocabulary = vocabulary;
    this.weights = weights;
  }

  Written write(Part part) throws IOException {
    try (TableReader left = svd.readTable(part.left(), SvdFormat.VECTORS)) {
      if (part.right().isEmpty()) {
        return write(part, left, (row, vector) -> {});
      }
      DataFile file = part.right().get(0);
      try (TableReader right = svd.readTable(file, SvdFormat.VECTORS)) {
        Written written = write(part, left, (row, vector) -> addRow(right, file, row, vector));
        BadInputException.check(
            !right.next(), "%s has more rows than %s", path(file), part.left().name());
        return written;
      }
    }
  }

  private Written write(Part part, TableReader left, Contexts contexts) throws IOException {
    String name = String.format("part-%05d.parquet", part.number());
    try (TableWriter rows = out.writeTable(name, EmbeddingsFormat.SCHEMA)) {
      int first = -1;
      int next = -1;
      while (left.next()) {
        int row = left.integer(ROW);
        checkRow(part.left(), row, next);
        first = next < 0 ? row : first;
        next = row + 1;
        float[] vector = vector(left, part.left());
        contexts.addTo(row, vector);
        for (int d = 0; d < vector.length; d++) {
          vector[d] *= weights[d];
        }
        String word = vocabulary.word(row);
        Embeddings.checkFinite(word, vector, 0, vector.length);
        rows.write(
            out ->
                out.text(EmbeddingsFormat.WORD, word)
                    .floats(EmbeddingsFormat.VALUE, vector, 0, vector.length));
      }
      return new Written(first, next - first, rows.finish());
    }
  }

  private void addRow(TableReader right, DataFile file, int row, float[] vector)
      throws IOException {
    BadInputException.check(
        right.next() && right.integer(ROW) == row,
        "%s lacks row %d, which the file of left vectors has there",
        path(file),
        row);
    float[] context = vector(right, file);
    for (int d = 0; d < vector.length; d++) {
      vector[d] += context[d];
    }
  }

  private void checkRow(DataFile file, int row, int expected) {
    BadInputException.check(
        expected < 0 || row == expected,
        "%s: row %d follows row %d",
        path(file),
        row,
        expected - 1);
    BadInputException.check(
        row >= 0 && row < vocabulary.size(),
        "%s: row %d has no word, the vocabulary has %d words; they are not of one run",
        path(file),
        row,
        vocabulary.size());
  }

  private float[] vector(TableReader in, DataFile file) {
    float[] vector = in.floats(VALUE);
    BadInputException.check(
        vector.length == weights.length,
        "%s: a vector has %d dimensions, but there are %d singular values",
        path(file),
        vector.length,
        weights.length);
    return vector;
  }

  private Path path(DataFile file) {
    return new Path(svd.path(), file.name());
  }

  /** Adds a row's context vector to its word vector, or nothing. */
  private interface Contexts {
    void addTo(int row, float[] vector) throws IOException;
  }
}
