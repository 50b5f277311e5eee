package wordmill.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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

final class PairFileTest {
  private static final PairFile TRAINING = file("training-00000.parquet", 1L << 33);
  private static final PairFile VALIDATION = file("validation-00002.parquet", 7);
  private static final PairFile TEST = file("test-00000.parquet", 1);

  @TempDir Path folder;
  private ArtifactFolder out;

  @BeforeEach
  void chooseFolder() {
    out = new ArtifactFolder(new org.apache.hadoop.fs.Path(folder.toUri()), Texts.HADOOP);
  }

  @Test
  void writtenThenReadTheSizesAreTheSameSetBySet() throws IOException {
    List<PairFile> files = List.of(TRAINING, VALIDATION, TEST);
    DataFile sizes = PairFile.write(files, out);
    assertThat(PairFile.of(artifact(sizes, TEST, VALIDATION, TRAINING))).isEqualTo(files);
  }

  @Test
  void anArtifactWithoutSizesIsRefused() {
    Artifact none = new Artifact(out, List.of(TRAINING.file()), Map.of());
    assertThatThrownBy(() -> PairFile.of(none))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("has no sizes.parquet: are these pairs?");
  }

  @Test
  void sizesOfOtherFilesAreRefused() throws IOException {
    DataFile sizes = PairFile.write(List.of(TRAINING, TEST), out);
    List<Artifact> wrong =
        List.of(
            artifact(sizes, TRAINING),
            artifact(sizes, TRAINING, VALIDATION),
            artifact(sizes, TRAINING, TEST, VALIDATION),
            artifact(sizes, TRAINING, TEST, file("test-00001.parquet", 1)));
    for (Artifact pairs : wrong) {
      assertThatThrownBy(() -> PairFile.of(pairs))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("lists other files than their manifest");
    }
  }

  private Artifact artifact(DataFile sizes, PairFile... files) {
    List<DataFile> all = new ArrayList<>(List.of(sizes));
    Arrays.stream(files).map(PairFile::file).forEach(all::add);
    return new Artifact(out, all, Map.of());
  }

  private static PairFile file(String name, long pairs) {
    return new PairFile(new DataFile(name, 1, "digest of " + name), pairs, 3 * pairs, 2 * pairs);
  }
}
