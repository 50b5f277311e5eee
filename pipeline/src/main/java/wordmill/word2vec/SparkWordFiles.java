package wordmill.word2vec;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;
import wordmill.config.BadInputException;
import wordmill.embeddings.EmbeddingsFormat;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.TableWriter;
import wordmill.vocab.Vocabulary;

/** Writes blocks as tables of words in id order. */
final class SparkWordFiles {
  private static final int FLOATS_A_FILE = 4 << 20;

  private SparkWordFiles() {}

  /** {@code part-*} of the input vectors and {@code output-*} of the output vectors. */
  static List<DataFile> write(
      JavaSparkContext sc,
      JavaRDD<BlockPair> pairs,
      Blocks blocks,
      Vocabulary vocabulary,
      Word2VecOptions options,
      ArtifactFolder out) {
    int wordsAFile = Math.max(1, FLOATS_A_FILE / options.vectorSize());
    int files = (blocks.words() + wordsAFile - 1) / wordsAFile;
    Broadcast<Vocabulary> words = sc.broadcast(vocabulary);
    try {
      return pairs
          .flatMapToPair(
              pair -> {
                List<Tuple2<Integer, Rows>> rows = new ArrayList<>();
                addRows(pair.input(), 0, blocks, wordsAFile, rows);
                addRows(pair.output(), files, blocks, wordsAFile, rows);
                return rows.iterator();
              })
          .partitionBy(new HashPartitioner(2 * files))
          .mapPartitionsWithIndex(
              (file, parts) -> {
                String name =
                    String.format(
                        "%s-%05d.parquet", file < files ? "part" : "output", file % files);
                int first = file % files * wordsAFile;
                int last = Math.min(blocks.words(), first + wordsAFile);
                return List.of(write(name, first, last, parts, blocks, words.value(), options, out))
                    .iterator();
              },
              false)
          .collect();
    } finally {
      words.destroy();
    }
  }

  /** One block's rows of one file. */
  private record Rows(int block, int firstRow, List<float[]> vectors) implements Serializable {}

  private static void addRows(
      WordBlock block,
      int firstFile,
      Blocks blocks,
      int wordsAFile,
      List<Tuple2<Integer, Rows>> rows) {
    int row = 0;
    while (row < block.rows()) {
      int file = blocks.word(block.number(), row) / wordsAFile;
      int first = row;
      List<float[]> vectors = new ArrayList<>();
      while (row < block.rows() && blocks.word(block.number(), row) / wordsAFile == file) {
        vectors.add(block.row(row++));
      }
      rows.add(new Tuple2<>(firstFile + file, new Rows(block.number(), first, vectors)));
    }
  }

  private static DataFile write(
      String name,
      int first,
      int last,
      Iterator<Tuple2<Integer, Rows>> parts,
      Blocks blocks,
      Vocabulary vocabulary,
      Word2VecOptions options,
      ArtifactFolder out)
      throws IOException {
    float[][] vectors = new float[last - first][];
    while (parts.hasNext()) {
      Rows rows = parts.next()._2();
      for (int i = 0; i < rows.vectors().size(); i++) {
        vectors[blocks.word(rows.block(), rows.firstRow() + i) - first] = rows.vectors().get(i);
      }
    }
    try (TableWriter table = out.writeTable(name, EmbeddingsFormat.SCHEMA)) {
      for (int i = 0; i < vectors.length; i++) {
        String word = vocabulary.word(first + i);
        float[] vector = vectors[i];
        for (float value : vector) {
          BadInputException.check(
              Float.isFinite(value),
              "training diverged: the vector of \"%s\" has the value %s; lower word2vec.rate",
              word,
              value);
        }
        table.write(row -> row.text(0, word).floats(1, vector, 0, options.vectorSize()));
      }
      return table.finish();
    }
  }
}
