package wordmill.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wordmill.config.BadInputException;
import wordmill.nn.Cell;
import wordmill.nn.Scoring;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.text.Tokenization;
import wordmill.word2vec.Corpora;

/** Models at rest. */
final class TranslationModelFilesTest {
  private static final String SOURCE_WORDS = "source-vocabulary.tsv";
  private static final String TARGET_WORDS = "target-vocabulary.tsv";
  private static final List<String> LINES = ToyTranslations.lines(20);

  private static final ToyTranslations TOY =
      ToyTranslations.of(SmallNetworks.of(DecoderKind.ATTENTION).options());

  @TempDir Path folder;

  private ArtifactFolder out() throws IOException {
    return Corpora.folder(Files.createTempDirectory(folder, "model"));
  }

  private static Path file(Artifact artifact, String name) {
    return Path.of(artifact.folder().path().toUri()).resolve(name);
  }

  private static void assertRefused(Artifact artifact, String... parts) {
    assertThatThrownBy(() -> TranslationModel.read(artifact))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(parts);
  }

  private static List<List<Translation>> translations(TranslationModel model) {
    return model.translate(LINES, new DecodingOptions(3, 1, 6).withNBest(2), false);
  }

  @ParameterizedTest
  @EnumSource
  void aModelThatIsReadTranslatesAsTheOneThatWasWritten(DecoderKind decoder) throws IOException {
    SmallNetworks network =
        SmallNetworks.of(decoder).cell(Cell.GRU).residual().bidirectional(true).reversed(true);
    for (Scoring scoring : Scoring.values()) {
      ToyTranslations toy = ToyTranslations.of(network.options(scoring));
      TranslationModel read = TranslationModel.read(toy.write(out()));
      assertThat(translations(read)).isEqualTo(translations(toy.model()));
    }
  }

  @Test
  void optionsComeBackFromTheirTexts() {
    for (DecoderKind decoder : DecoderKind.values()) {
      for (Tokenization tokenizer : Tokenization.values()) {
        ModelOptions plain = new ModelOptions(SmallNetworks.of(decoder).options(), tokenizer);
        SmallNetworks other = SmallNetworks.of(decoder).residual().bidirectional(true);
        ModelOptions deep =
            new ModelOptions(other.reversed(true).options(Scoring.ADDITIVE), tokenizer);
        for (ModelOptions each : List.of(plain, deep)) {
          assertThat(ModelOptions.of(each.metadata(), "weights").metadata())
              .isEqualTo(each.metadata());
        }
        assertThat(deep.metadata()).isNotEqualTo(plain.metadata());
      }
    }
  }

  private static void swap(Artifact artifact) throws IOException {
    Path source = file(artifact, SOURCE_WORDS);
    Path target = file(artifact, TARGET_WORDS);
    byte[] kept = Files.readAllBytes(source);
    Files.write(source, Files.readAllBytes(target));
    Files.write(target, kept);
  }

  @Test
  void vocabulariesThatWereSwappedOnDiskAreRefused() throws IOException {
    Artifact unequal = TOY.write(out());
    swap(unequal);
    assertRefused(unequal, SOURCE_WORDS + " is damaged: it has ", " bytes, its manifest says ");

    // As many words on either side, of as many bytes.
    List<String> source = ToyTranslations.SOURCE.subList(0, ToyTranslations.TARGET.size());
    Artifact equal = TOY.write(out(), source, ToyTranslations.TARGET, TOY.metadata());
    swap(equal);
    assertRefused(equal, SOURCE_WORDS + " is damaged: its SHA-256 is ", ", its manifest says ");
  }

  @Test
  void vocabulariesOfAnotherModelAreRefused() throws IOException {
    assertRefused(
        TOY.write(out(), ToyTranslations.TARGET, ToyTranslations.SOURCE, TOY.metadata()),
        SparkSeq2Seq.WEIGHTS,
        "its tensor softmax/W has the shape [6 x 3], but [7 x 3] is needed");
    List<String> fewer = ToyTranslations.SOURCE.subList(0, 4);
    assertRefused(
        TOY.write(out(), fewer, ToyTranslations.TARGET, TOY.metadata()),
        SparkSeq2Seq.WEIGHTS,
        "its tensor sourceEmbedding/W has the shape [6 x 3], but [4 x 3] is needed");
  }

  @Test
  void aWeightsFileThatIsCutShortIsRefused() throws IOException {
    Artifact artifact = TOY.write(out());
    Path weights = file(artifact, SparkSeq2Seq.WEIGHTS);
    byte[] whole = Files.readAllBytes(weights);
    for (int length : new int[] {0, 8, 100, whole.length - 1}) {
      Files.write(weights, Arrays.copyOf(whole, length));
      assertRefused(
          artifact,
          SparkSeq2Seq.WEIGHTS + " is damaged: it has " + length + " bytes, its manifest says ");
    }
    Files.delete(weights);
    assertRefused(artifact, SparkSeq2Seq.WEIGHTS + " is missing, though its manifest lists it");
  }

  @Test
  void filesThatTheManifestDoesNotListAreNamed() throws IOException {
    Artifact artifact = TOY.write(out());
    for (String name : new String[] {SparkSeq2Seq.WEIGHTS, SOURCE_WORDS, TARGET_WORDS}) {
      List<DataFile> others = new ArrayList<>(artifact.files());
      others.removeIf(each -> each.name().equals(name));
      assertRefused(new Artifact(artifact.folder(), others, Map.of()), name);
    }
  }

  @Test
  void theWeightsOfALanguageModelAreRefused() throws IOException {
    SortedMap<String, String> metadata = new TreeMap<>();
    metadata.put("format", "wordmill language model 1");
    assertRefused(
        TOY.write(out(), ToyTranslations.SOURCE, ToyTranslations.TARGET, metadata),
        SparkSeq2Seq.WEIGHTS,
        " is no sequence-to-sequence model: its format is wordmill language model 1, not ");
    metadata.clear();
    assertRefused(
        TOY.write(out(), ToyTranslations.SOURCE, ToyTranslations.TARGET, metadata),
        SparkSeq2Seq.WEIGHTS,
        " is no sequence-to-sequence model");
  }

  @Test
  void damagedOptionsAreRefused() throws IOException {
    for (String key : TOY.metadata().keySet()) {
      if (TOY.metadata().get(key).equals("false")) {
        continue; // whatever is not true is false
      }
      for (String value : new String[] {"", "-1", "elman", "99999999999"}) {
        SortedMap<String, String> metadata = TOY.metadata();
        metadata.put(key, value);
        assertRefused(
            TOY.write(out(), ToyTranslations.SOURCE, ToyTranslations.TARGET, metadata),
            SparkSeq2Seq.WEIGHTS,
            key);
      }
      SortedMap<String, String> metadata = TOY.metadata();
      metadata.remove(key);
      assertRefused(
          TOY.write(out(), ToyTranslations.SOURCE, ToyTranslations.TARGET, metadata),
          SparkSeq2Seq.WEIGHTS);
    }
  }

  /** 16 layers of 10,000 units would need 100 GB. */
  @Test
  void optionsThatAreNotThoseOfTheWeightsAreRefusedBeforeMemoryIsTaken() throws IOException {
    SortedMap<String, String> metadata = TOY.metadata();
    metadata.put("hidden-size", "10000");
    metadata.put("layers", "16");
    assertRefused(
        TOY.write(out(), ToyTranslations.SOURCE, ToyTranslations.TARGET, metadata),
        SparkSeq2Seq.WEIGHTS,
        "its tensor ",
        " has the shape ");
    metadata = TOY.metadata();
    metadata.put("decoder", "plain");
    assertRefused(
        TOY.write(out(), ToyTranslations.SOURCE, ToyTranslations.TARGET, metadata),
        SparkSeq2Seq.WEIGHTS,
        "its tensor softmax/W has the shape [6 x 3], but [6 x 4] is needed");
  }
}
