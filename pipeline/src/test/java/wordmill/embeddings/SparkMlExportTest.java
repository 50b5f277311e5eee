package wordmill.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.feature.Word2VecModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.SharedSpark;
import wordmill.store.HadoopConf;

@Tag("spark")
final class SparkMlExportTest {
  @TempDir private Path folder;

  @Test
  void sparkMlLoadsTheExportAndFindsTheSameNeighbours() throws IOException {
    SparkSession.builder().sparkContext(SharedSpark.context().sc()).getOrCreate();
    Embeddings written = RandomEmbeddings.of(40, 6, 3);
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(folder.resolve("model").toUri());
    VectorFiles.write(written, VectorFormat.SPARK_ML, path, new HadoopConf(new Configuration()));

    Word2VecModel model = Word2VecModel.load(path.toString());

    assertThat(model.getVectorSize()).isEqualTo(6);
    List<Row> rows = model.getVectors().collectAsList();
    assertThat(rows).hasSize(40);
    for (Row row : rows) {
      float[] ours = written.vector(written.require(row.getString(0)));
      double[] theirs = ((Vector) row.get(1)).toArray();
      for (int d = 0; d < ours.length; d++) {
        assertThat((float) theirs[d]).isEqualTo(ours[d]);
      }
    }
    List<Neighbour> neighbours = Neighbours.of(written).nearest("w0", 10);
    List<Row> synonyms = model.findSynonyms("w0", 10).collectAsList();
    for (int i = 0; i < 10; i++) {
      assertThat(synonyms.get(i).getDouble(1)).isCloseTo(neighbours.get(i).score(), within(1e-5));
    }
    assertThat(synonyms.stream().map(row -> row.getString(0)))
        .containsExactlyInAnyOrderElementsOf(neighbours.stream().map(Neighbour::word).toList());
  }
}
