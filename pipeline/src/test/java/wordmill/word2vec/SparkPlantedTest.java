package wordmill.word2vec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wordmill.SharedSpark;
import wordmill.config.Settings;
import wordmill.corpus.SparkCorpus;
import wordmill.embeddings.Embeddings;
import wordmill.evaluate.EvaluateOptions;
import wordmill.evaluate.Evaluation;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.StageResult;
import wordmill.text.TextOptions;
import wordmill.vocab.SparkVocabulary;
import wordmill.vocab.Vocabulary;
import wordmill.vocab.VocabularyOptions;

/** What was planted in test-data is found again. */
@Tag("spark")
final class SparkPlantedTest {
  @TempDir private static Path folder;
  private static TrainingInput input;

  @BeforeAll
  static void encode() throws IOException {
    Settings settings = Settings.defaults(List.of("text.input=../test-data/planted"));
    TextOptions text = TextOptions.from(settings);
    VocabularyOptions options = VocabularyOptions.from(settings);
    ArtifactFolder words = Corpora.folder(folder.resolve("vocabulary"));
    StageResult counted = SparkVocabulary.build(SharedSpark.context(), text, options, words);
    Vocabulary vocabulary = Vocabulary.read(new Artifact(words, counted.files(), Map.of()));
    ArtifactFolder out = Corpora.folder(folder.resolve("corpus"));
    StageResult corpus = SparkCorpus.encode(SharedSpark.context(), text, vocabulary, options, out);
    input =
        new TrainingInput(
            new Artifact(out, corpus.files(), corpus.metrics()), vocabulary, Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "skip-gram, 1, 1",
    "skip-gram, 1, 2",
    "skip-gram, 4, 1",
    "skip-gram, 3, 2",
    "cbow, 1, 1",
    "cbow, 1, 2",
    "cbow, 4, 1",
  })
  void plantedStructureIsFound(String architecture, int replicas, int threads) throws IOException {
    Word2VecOptions options =
        Options.of(
            "architecture=" + architecture,
            "replicas=" + replicas,
            "threads=" + threads,
            "vector-size=64",
            "epochs=10",
            "rotations=10");
    Artifact trained = new SparkTraining(folder).train(input, options);
    Evaluation evaluation =
        Evaluation.of(
            Embeddings.read(trained),
            new EvaluateOptions(
                List.of("../test-data/eval/planted-similarity.txt"),
                List.of("../test-data/eval/planted-analogies.txt"),
                30_000));
    assertThat((double) evaluation.metrics().get("planted-similarity"))
        .as("similarity")
        .isGreaterThan(88);
    assertThat((double) evaluation.metrics().get("planted-analogies"))
        .as("analogies")
        .isGreaterThan(60);
  }
}
