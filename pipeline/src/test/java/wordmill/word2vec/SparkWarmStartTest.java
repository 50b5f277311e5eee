package wordmill.word2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.config.BadInputException;
import wordmill.store.Artifact;
import wordmill.vocab.Vocabulary;

/** Training that starts from given vectors. */
@Tag("spark")
final class SparkWarmStartTest {
  private static final int WORDS = 50;
  private static final List<int[]> SENTENCES = Corpora.random(300, WORDS, 4);

  /** So low that no vector moves by more than 1e-20. */
  private static final String STANDING_STILL = "rate=1e-30";

  @TempDir private static Path folder;
  private static SparkTraining training;
  private static TrainingInput input;
  private static Artifact start;

  @BeforeAll
  static void trainFirst() throws IOException {
    training = new SparkTraining(folder);
    input = training.input(SENTENCES, WORDS);
    start = training.train(input, Options.of("replicas=2"));
  }

  @Test
  void theSameVocabularyStartsWhereTheOtherTrainingEnded() throws IOException {
    for (String replicas : List.of("replicas=1", "replicas=2", "replicas=5")) {
      Artifact trained =
          training.train(SparkTraining.from(input, start), Options.of(replicas, STANDING_STILL));
      assertKept(0, WORDS, trained, replicas);
    }
  }

  @Test
  void goingOnLowersTheLoss() throws IOException {
    double first = start.number("mean-loss");
    Artifact further = training.train(SparkTraining.from(input, start), Options.of("replicas=2"));
    assertThat(further.number("mean-loss")).isLessThan(first);
  }

  /** Words come and go, and those that stay get other ids. */
  @Test
  void aGrownVocabularyKeepsOldWordsAndStartsNewOnesAtRandom() throws IOException {
    int grown = 70;
    List<String> words = IntStream.range(0, grown).mapToObj(id -> "w" + (grown + 9 - id)).toList();
    List<int[]> sentences = Corpora.random(300, grown, 5);
    Vocabulary vocabulary = Vocabulary.of(words, Corpora.counts(sentences, grown));
    TrainingInput other =
        new TrainingInput(
            Corpora.write(sentences, 2, folder.resolve("grown")), vocabulary, Optional.of(start));
    for (String replicas : List.of("replicas=1", "replicas=3")) {
      Artifact trained = training.train(other, Options.of(replicas, STANDING_STILL));
      Map<String, float[]> inputs = SparkTraining.inputVectors(trained);
      Map<String, float[]> outputs = SparkTraining.outputVectors(trained);
      assertThat(inputs.keySet()).containsExactlyElementsOf(words);
      assertKept(10, WORDS, trained, replicas);
      for (int word = WORDS; word < grown + 10; word++) {
        for (float value : inputs.get("w" + word)) {
          assertThat(value).isBetween(-1 / 16f, 1 / 16f); // 1 / 2D
        }
        assertThat(inputs.get("w" + word)).isNotEqualTo(inputs.get("w" + (word - 1)));
        assertThat(outputs.get("w" + word)).containsExactly(new float[8], within(1e-20f));
      }
    }
  }

  @Test
  void vectorsOfAnotherDimensionAreRefused() {
    assertThatThrownBy(
            () -> training.train(SparkTraining.from(input, start), Options.of("vector-size=16")))
        .rootCause()
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("word2vec.start-from: ")
        .hasMessageContaining("has vectors of 8 dimensions, but word2vec.vector-size is 16");
  }

  private static void assertKept(int from, int to, Artifact trained, String replicas)
      throws IOException {
    Map<String, float[]> inputs = SparkTraining.inputVectors(trained);
    Map<String, float[]> outputs = SparkTraining.outputVectors(trained);
    Map<String, float[]> startInputs = SparkTraining.inputVectors(start);
    Map<String, float[]> startOutputs = SparkTraining.outputVectors(start);
    for (int word = from; word < to; word++) {
      String name = "w" + word;
      assertThat(inputs.get(name))
          .as("%s, %s", name, replicas)
          .containsExactly(startInputs.get(name), within(1e-20f));
      assertThat(outputs.get(name))
          .as("%s, %s", name, replicas)
          .containsExactly(startOutputs.get(name), within(1e-20f));
    }
  }
}
