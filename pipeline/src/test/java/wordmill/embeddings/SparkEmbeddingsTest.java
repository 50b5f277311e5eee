package wordmill.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.SharedSpark;
import wordmill.config.BadInputException;
import wordmill.config.Settings;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.HadoopConf;
import wordmill.store.HashedOutput;
import wordmill.store.StageResult;
import wordmill.store.TableWriter;
import wordmill.svd.SvdFormat;
import wordmill.vocab.Vocabulary;

@Tag("spark")
final class SparkEmbeddingsTest {
  private static final float[][] LEFT = {{1, 2}, {3, 4}, {-5, 0.5f}};
  private static final float[][] RIGHT = {{10, 20}, {30, 40}, {50, 60}};

  @TempDir private Path folder;

  @Test
  void wordsGetTheirRowsTimesThePowerOfSigma() throws IOException {
    // sigma 16 and 4, exponent 1/2: columns times 4 and 2
    Embeddings made = make(new EmbeddingsOptions(0.5, false), words("the", "of", "and"));
    assertThat(made.words()).containsExactly("the", "of", "and");
    assertThat(made.vectors().values()).containsExactly(4, 4, 12, 8, -20, 1);
  }

  @Test
  void contextsAreAddedBeforeWeighing() throws IOException {
    Embeddings made = make(new EmbeddingsOptions(0.5, true), words("the", "of", "and"));
    assertThat(made.vectors().values()).containsExactly(44, 44, 132, 88, 180, 121);
  }

  @Test
  void exponentZeroLeavesTheRowsAlone() throws IOException {
    Embeddings made = make(new EmbeddingsOptions(0, false), words("the", "of", "and"));
    assertThat(made.vectors().values()).containsExactly(1, 2, 3, 4, -5, 0.5f);
  }

  @Test
  void aVocabularyOfAnotherRunIsRefused() {
    assertThatThrownBy(
            () -> make(new EmbeddingsOptions(1, false), words("the", "of", "and", "extra")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("holds 3 rows, but the vocabulary has 4 words");
    assertThatThrownBy(() -> make(new EmbeddingsOptions(1, false), words("the", "of")))
        .rootCause()
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("row 2 has no word");
  }

  @Test
  void theExponentIsFromZeroToOne() {
    assertThat(EmbeddingsOptions.from(Settings.defaults(List.of())))
        .isEqualTo(new EmbeddingsOptions(0.5, false));
    assertThatThrownBy(() -> new EmbeddingsOptions(1.5, false))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("embeddings.exponent");
  }

  private Embeddings make(EmbeddingsOptions options, Vocabulary vocabulary) throws IOException {
    ArtifactFolder out = at("embeddings" + System.nanoTime());
    StageResult result =
        SparkEmbeddings.fromSvd(SharedSpark.context(), svd(), vocabulary, options, out);
    assertThat(result.metrics()).containsEntry("words", 3).containsEntry("dimension", 2);
    assertThat(result.files())
        .extracting(DataFile::name)
        .containsExactly("part-00000.parquet", "part-00001.parquet");
    return Embeddings.read(new Artifact(out, result.files(), result.metrics()));
  }

  /** Rows 0 and 1 in one file, row 2 in another. */
  private Artifact svd() throws IOException {
    ArtifactFolder at = at("svd" + System.nanoTime());
    List<DataFile> files = new ArrayList<>();
    files.add(vectors(at, "left-00000.parquet", LEFT, 0, 2));
    files.add(vectors(at, "left-00001.parquet", LEFT, 2, 3));
    files.add(vectors(at, "right-00000.parquet", RIGHT, 0, 2));
    files.add(vectors(at, "right-00001.parquet", RIGHT, 2, 3));
    try (TableWriter out = at.writeTable("sigma.parquet", SvdFormat.SIGMA)) {
      out.write(row -> row.doubles(0, new double[] {16}, 0, 1));
      out.write(row -> row.doubles(0, new double[] {4}, 0, 1));
      files.add(out.finish());
    }
    return new Artifact(at, files, Map.of("rows", 3, "rank", 2));
  }

  private static DataFile vectors(ArtifactFolder at, String name, float[][] rows, int from, int to)
      throws IOException {
    try (TableWriter out = at.writeTable(name, SvdFormat.VECTORS)) {
      for (int i = from; i < to; i++) {
        int id = i;
        out.write(row -> row.integer(0, id).floats(1, rows[id], 0, 2));
      }
      return out.finish();
    }
  }

  private Vocabulary words(String... words) throws IOException {
    ArtifactFolder at = at("vocabulary" + System.nanoTime());
    try (HashedOutput out = at.write("vocabulary.tsv")) {
      writeLines(out, words);
      return Vocabulary.read(new Artifact(at, List.of(out.finish()), Map.of()));
    }
  }

  private static void writeLines(OutputStream out, String... words) throws IOException {
    for (int i = 0; i < words.length; i++) {
      out.write((words[i] + "\t" + (100 - i) + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private ArtifactFolder at(String name) {
    return new ArtifactFolder(
        new org.apache.hadoop.fs.Path(folder.resolve(name).toUri()),
        new HadoopConf(new Configuration()));
  }
}
