package wordmill.jobs;

import java.io.IOException;
import wordmill.embeddings.Embeddings;
import wordmill.embeddings.EmbeddingsFormat;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.TableWriter;

/** Word vectors in memory as the one file of an artifact. */
final class EmbeddingsTable {
  private EmbeddingsTable() {}

  static DataFile write(Embeddings embeddings, ArtifactFolder out) throws IOException {
    try (TableWriter rows = out.writeTable("part-00000.parquet", EmbeddingsFormat.SCHEMA)) {
      for (int id = 0; id < embeddings.size(); id++) {
        String word = embeddings.word(id);
        float[] vector = embeddings.vector(id);
        rows.write(row -> row.text(0, word).floats(1, vector, 0, vector.length));
      }
      return rows.finish();
    }
  }
}
