package wordmill.word2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.SharedSpark;
import wordmill.corpus.SparkCorpus;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.StageResult;
import wordmill.text.Texts;
import wordmill.vocab.UnknownWords;
import wordmill.vocab.Vocabulary;
import wordmill.vocab.VocabularyOptions;

/** Corpora with next to nothing in them, and training that leaves the numbers. */
@Tag("spark")
final class SparkEdgesTest {
  private static final List<String> ARCHITECTURES =
      List.of("architecture=skip-gram", "architecture=cbow");

  @TempDir private Path folder;
  private SparkTraining training;

  @BeforeEach
  void chooseFolder() {
    training = new SparkTraining(folder);
  }

  @Test
  void anEmptyFileOfTheTextIsNoTrouble() throws IOException {
    Path full = Texts.write(folder.resolve("text/a.txt"), "a b c\nb a\n");
    Path empty = Texts.write(folder.resolve("text/b.txt"), "");
    Path more = Texts.write(folder.resolve("text/c.txt"), "c c a b\n");
    Vocabulary vocabulary = Vocabulary.of(List.of("a", "b", "c"), new long[] {3, 3, 3});
    ArtifactFolder out = Corpora.folder(folder.resolve("corpus"));
    StageResult corpus =
        SparkCorpus.encode(
            SharedSpark.context(),
            Texts.options(1 << 20, full, empty, more),
            vocabulary,
            new VocabularyOptions(1, Integer.MAX_VALUE, UnknownWords.DROP),
            out);
    assertTrains(
        new TrainingInput(
            new Artifact(out, corpus.files(), corpus.metrics()), vocabulary, Optional.empty()));
  }

  @Test
  void sentencesOfOneWordTrainNothingAndHarmNothing() throws IOException {
    List<int[]> sentences =
        List.of(new int[] {0}, new int[] {2}, new int[] {0, 1, 2}, new int[] {1}, new int[] {0});
    assertTrains(training.input(sentences, 3));
  }

  @Test
  void aCorpusWithoutAnyPairLeavesTheVectorsAsTheyStart() throws IOException {
    TrainingInput input = training.input(List.of(new int[] {0}, new int[] {1}), 2);
    for (String replicas : List.of("replicas=1", "replicas=2")) {
      Artifact trained = training.train(input, Options.of(replicas));
      assertThat(SparkTraining.outputVectors(trained).get("w1")).containsOnly(0);
      assertNumbers(trained);
    }
  }

  @Test
  void aVocabularyOfTwoWordsCanBeTrained() throws IOException {
    assertTrains(training.input(Collections.nCopies(20, new int[] {0, 1, 0, 1}), 2));
  }

  @Test
  void aVocabularyOfOneWordCanBeTrained() throws IOException {
    assertTrains(training.input(List.of(new int[] {0, 0, 0}, new int[] {0}), 1));
  }

  /** There are rotations, then, in which nothing is read. */
  @Test
  void moreRotationsThanTokensAreNoTrouble() throws IOException {
    TrainingInput input = training.input(List.of(new int[] {0, 1}, new int[] {2, 0}), 3);
    for (String replicas : List.of("replicas=1", "replicas=2")) {
      assertTrained(training.train(input, Options.of(replicas, "rotations=20")));
    }
  }

  private void assertTrains(TrainingInput input) throws IOException {
    for (String architecture : ARCHITECTURES) {
      for (String replicas : List.of("replicas=1", "replicas=2", "replicas=4")) {
        assertTrained(training.train(input, Options.of(architecture, replicas, "rotations=2")));
      }
      assertTrained(training.train(input, Options.of(architecture, "threads=3", "rotations=2")));
    }
  }

  private static void assertTrained(Artifact trained) throws IOException {
    assertThat(SparkTraining.inputVectors(trained)).hasSize((int) trained.count("words"));
    boolean isTrained =
        SparkTraining.outputVectors(trained).values().stream()
            .anyMatch(vector -> !Arrays.equals(vector, new float[8]));
    assertThat(isTrained).isTrue();
    assertNumbers(trained);
  }

  /** A manifest holds finite numbers only. */
  private static void assertNumbers(Artifact trained) {
    for (Map.Entry<String, Object> metric : trained.metrics().entrySet()) {
      assertThat(((Number) metric.getValue()).doubleValue()).as(metric.getKey()).isFinite();
    }
  }

  @Test
  void leavingTheNumbersIsToldWithPlaceAndRate() throws IOException {
    TrainingInput input = training.input(Corpora.random(500, 50, 3), 50);
    for (String architecture : ARCHITECTURES) {
      assertThatThrownBy(
              () -> training.train(input, Options.of(architecture, "rate=1e30", "replicas=3")))
          .isInstanceOf(DivergedException.class)
          .hasMessageContainingAll("training diverged in rotation ", "replica ", "E29", "lower")
          .hasMessageContaining("word2vec.rate");
      for (String threads : List.of("threads=1", "threads=2")) {
        assertThatThrownBy(
                () -> training.train(input, Options.of(architecture, "rate=1e30", threads)))
            .isInstanceOf(DivergedException.class)
            .hasMessageContainingAll("training diverged in token ", " of all epochs")
            .hasMessageContaining("word2vec.rate");
      }
    }
  }

  @Test
  void trainingThatDivergesStopsAtOnce() throws IOException {
    TrainingInput input = training.input(Corpora.random(3_000, 50, 3), 50);
    for (String replicas : List.of("replicas=1", "replicas=3")) {
      List<TrainingProgress> told = new ArrayList<>();
      Word2VecOptions options = Options.of("rate=1e30", replicas, "rotations=40");
      assertThatThrownBy(() -> training.train(input, options, training.checkpoints(), told::add))
          .isInstanceOf(DivergedException.class);
      assertThat(told).as(replicas).hasSizeLessThan(4);
    }
  }

  /** Each sub-round's tasks carried the partitions of all before, until none could be read. */
  @Test
  void manySubRoundsFitTheStack() throws IOException {
    TrainingInput input = training.input(Corpora.random(200, 20, 3), 20);
    Artifact trained =
        training.train(
            input, Options.of("replicas=2", "rotations=150", "checkpoint-rotations=1000"));
    assertThat(trained.count("words")).isEqualTo(20);
  }
}
