package wordmill.embeddings;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import wordmill.config.BadInputException;
import wordmill.linalg.Matrix;
import wordmill.store.HadoopConf;

/** Stub: word2vec text only. */
public final class VectorFiles {
  private VectorFiles() {}

  public static Embeddings read(Path path, HadoopConf hadoop) throws IOException {
    BadInputException.check(
        hadoop.fileSystem(path).exists(path), "There is no file or folder %s", path);
    List<String> words = new ArrayList<>();
    List<float[]> rows = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(hadoop.fileSystem(path).open(path), StandardCharsets.UTF_8))) {
      in.readLine();
      for (String line : in.lines().toList()) {
        List<String> parts = List.of(line.split(" "));
        float[] row = new float[parts.size() - 1];
        for (int i = 0; i < row.length; i++) {
          row[i] = Float.parseFloat(parts.get(i + 1));
        }
        words.add(parts.get(0));
        rows.add(row);
      }
    }
    int d = rows.get(0).length;
    float[] values = new float[rows.size() * d];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, values, i * d, d);
    }
    return new Embeddings(words, new Matrix(rows.size(), d, values));
  }

  public static void write(Embeddings embeddings, VectorFormat format, Path path, HadoopConf hadoop)
      throws IOException {
    try (Writer out =
        new OutputStreamWriter(hadoop.fileSystem(path).create(path), StandardCharsets.UTF_8)) {
      out.write(embeddings.size() + " " + embeddings.dimension() + "\n");
      for (int id = 0; id < embeddings.size(); id++) {
        out.write(embeddings.word(id));
        for (float value : embeddings.vector(id)) {
          out.write(" " + value);
        }
        out.write("\n");
      }
    }
  }
}
