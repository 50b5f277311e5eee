package wordmill.embeddings;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import wordmill.config.BadInputException;
import wordmill.store.ArtifactFolder;
import wordmill.store.HashedOutput;
import wordmill.store.Json;
import wordmill.store.TableWriter;

/** The exports' contents. Numbers in letters are as many digits as bring back the same float. */
final class VectorWriter {
  private static final String PART = "part-00000.parquet";

  /** What Spark ML's {@code Word2VecModel} keeps in its folder data. */
  private static final MessageType ML_DATA =
      MessageTypeParser.parseMessageType(
          "message spark_schema { required binary word (STRING); repeated float vector; }");

  private static final String ML_UID = "w2v_wordmill";

  /** The version whose layout is written; loading compares only its first two numbers. */
  private static final String ML_VERSION = "3.5.0";

  private final Embeddings embeddings;
  private final Path path;
  private final int V;
  private final int D;

  /**
   * @param path for complaints
   */
  VectorWriter(Embeddings embeddings, Path path) {
    this.embeddings = embeddings;
    this.path = path;
    this.V = embeddings.size();
    this.D = embeddings.dimension();
  }

  void text(OutputStream out) throws IOException {
    checkWords(" \t\r\n", "word2vec file");
    out.write(utf8(V + " " + D + "\n"));
    for (int i = 0; i < V; i++) {
      out.write(utf8(embeddings.word(i) + row(i, ' ', true)));
    }
  }

  void binary(OutputStream out) throws IOException {
    checkWords(" \t\r\n", "word2vec file");
    out.write(utf8(V + " " + D + "\n"));
    byte[] row = new byte[4 * D + 1];
    row[4 * D] = '\n';
    ByteBuffer floats = ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < V; i++) {
      out.write(utf8(embeddings.word(i) + " "));
      floats.asFloatBuffer().put(embeddings.vectors().values(), i * D, D);
      out.write(row);
    }
  }

  void projector(ArtifactFolder folder) throws IOException {
    checkWords("\t\r\n", "TSV file");
    try (HashedOutput vectors = folder.write("vectors.tsv");
        HashedOutput words = folder.write("metadata.tsv")) {
      OutputStream vectorRows = new BufferedOutputStream(vectors);
      OutputStream wordRows = new BufferedOutputStream(words);
      for (int i = 0; i < V; i++) {
        vectorRows.write(utf8(row(i, '\t', false)));
        wordRows.write(utf8(embeddings.word(i) + "\n"));
      }
      vectorRows.flush();
      wordRows.flush();
      vectors.finish();
      words.finish();
    }
  }

  void parquet(ArtifactFolder folder) throws IOException {
    table(folder, EmbeddingsFormat.SCHEMA);
  }

  void mlModel(ArtifactFolder folder) throws IOException {
    table(new ArtifactFolder(new Path(folder.path(), "data"), folder.hadoop()), ML_DATA);
    Map<String, Object> metadata = new TreeMap<>();
    metadata.put("class", "org.apache.spark.ml.feature.Word2VecModel");
    metadata.put("timestamp", 0); // the same vectors make the same bytes
    metadata.put("sparkVersion", ML_VERSION);
    metadata.put("uid", ML_UID);
    metadata.put("paramMap", Map.of("vectorSize", D));
    metadata.put("defaultParamMap", Map.of("outputCol", ML_UID + "__output"));
    // Spark reads the first line only.
    String line = new String(Json.pretty(metadata), StandardCharsets.UTF_8).replaceAll("\\n *", "");
    ArtifactFolder at = new ArtifactFolder(new Path(folder.path(), "metadata"), folder.hadoop());
    try (HashedOutput out = at.write("part-00000")) {
      out.write(utf8(line + "\n"));
      out.finish();
    }
  }

  private void table(ArtifactFolder folder, MessageType schema) throws IOException {
    float[] values = embeddings.vectors().values();
    try (TableWriter out = folder.writeTable(PART, schema)) {
      for (int i = 0; i < V; i++) {
        int id = i;
        out.write(
            row ->
                row.text(EmbeddingsFormat.WORD, embeddings.word(id))
                    .floats(EmbeddingsFormat.VALUE, values, id * D, (id + 1) * D));
      }
      out.finish();
    }
  }

  /** Vector i, its values apart by {@code gap}, and a line's end. */
  private String row(int i, char gap, boolean gapFirst) {
    StringBuilder row = new StringBuilder(12 * D);
    for (int d = 0; d < D; d++) {
      if (gapFirst || d > 0) {
        row.append(gap);
      }
      row.append(embeddings.vectors().get(i, d));
    }
    return row.append('\n').toString();
  }

  private void checkWords(String forbidden, String format) {
    for (int i = 0; i < V; i++) {
      String word = embeddings.word(i);
      BadInputException.check(
          !word.isEmpty() && word.chars().noneMatch(c -> forbidden.indexOf(c) >= 0),
          "%s: a %s cannot hold word %d, \"%s\"; export to parquet instead",
          path,
          format,
          i + 1,
          word.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t"));
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
