package wordmill.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.config.BadInputException;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.text.Texts;

final class CorpusFileTest {
  private static final List<CorpusFile> PARTS =
      List.of(part(0, 3, 17), part(2, 1L << 33, 1L << 40));

  @TempDir Path folder;
  private ArtifactFolder out;

  @BeforeEach
  void chooseFolder() {
    out = new ArtifactFolder(new org.apache.hadoop.fs.Path(folder.toUri()), Texts.HADOOP);
  }

  @Test
  void writtenThenReadTheSizesAreTheSameInNameOrder() throws IOException {
    Artifact shuffled = corpus(CorpusFile.write(PARTS, out), PARTS.get(1), PARTS.get(0));
    assertThat(CorpusFile.of(shuffled)).isEqualTo(PARTS);
  }

  @Test
  void aCorpusWithoutSizesIsRefused() {
    Artifact corpus =
        new Artifact(out, PARTS.stream().map(CorpusFile::file).toList(), Map.of("tokens", 1L));
    assertThatThrownBy(() -> CorpusFile.of(corpus))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("has no sizes.parquet")
        .hasMessageContaining(folder.toString());
  }

  @Test
  void sizesOfOtherFilesAreRefused() throws IOException {
    DataFile sizes = CorpusFile.write(PARTS, out);
    List<Artifact> wrong =
        List.of(
            corpus(sizes, PARTS.get(0)),
            corpus(sizes, PARTS.get(0), part(1, 3, 17)),
            corpus(sizes, PARTS.get(0), PARTS.get(1), part(3, 3, 17)));
    for (Artifact corpus : wrong) {
      assertThatThrownBy(() -> CorpusFile.of(corpus))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("sizes.parquet of the corpus")
          .hasMessageContaining("lists other files than its manifest");
    }
  }

  private Artifact corpus(DataFile sizes, CorpusFile... parts) {
    List<DataFile> files = new ArrayList<>(List.of(sizes));
    for (CorpusFile part : parts) {
      files.add(part.file());
    }
    return new Artifact(out, files, Map.of());
  }

  private static CorpusFile part(int split, long sentences, long tokens) {
    return new CorpusFile(
        new DataFile(CorpusFormat.fileName(split), 1, "digest of " + split), sentences, tokens);
  }
}
