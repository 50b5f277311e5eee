package wordmill.word2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.SharedSpark;
import wordmill.store.Artifact;
import wordmill.store.DataFile;

@Tag("spark")
final class SparkWord2VecTest {
  private static final int WORDS = 100;
  private static final List<int[]> SENTENCES = Corpora.random(400, WORDS, 1);

  @TempDir private static Path folder;
  private static SparkTraining training;
  private static TrainingInput input;

  @BeforeAll
  static void writeCorpus() throws IOException {
    training = new SparkTraining(folder);
    input = training.input(SENTENCES, WORDS);
  }

  @Test
  void aGridIsItsSubRoundsOneAfterAnotherToTheBit() throws IOException {
    for (String architecture : List.of("skip-gram", "cbow")) {
      for (int replicas : new int[] {2, 5}) {
        assertPlain(
            Options.of("architecture=" + architecture, "replicas=" + replicas, "subsample=0.01"));
      }
    }
  }

  @Test
  void aGridOfMoreBlocksThanWordsIsItsSubRoundsToo() throws IOException {
    assertPlain(Options.of("replicas=11", "rotations=2"), training.input(few(), 5), 5);
  }

  private static List<int[]> few() {
    return List.of(new int[] {0, 1, 2, 3, 4}, new int[] {0, 1, 0, 2}, new int[] {3, 0, 1});
  }

  private static void assertPlain(Word2VecOptions options) throws IOException {
    assertPlain(options, input, WORDS);
  }

  private static void assertPlain(Word2VecOptions options, TrainingInput input, int words)
      throws IOException {
    PlainGrid plain = new PlainGrid(input, options, SparkTraining.SEEDS);
    plain.train();
    Artifact trained = training.train(input, options);
    Map<String, float[]> inputs = SparkTraining.inputVectors(trained);
    Map<String, float[]> outputs = SparkTraining.outputVectors(trained);
    assertThat(inputs).hasSize(words);
    assertThat(outputs).hasSize(words);
    for (int word = 0; word < words; word++) {
      assertThat(inputs.get("w" + word)).as("%s", options).isEqualTo(plain.inputVector(word));
      assertThat(outputs.get("w" + word)).as("%s", options).isEqualTo(plain.outputVector(word));
    }
    if (!Double.isNaN(plain.meanLoss())) {
      assertThat(trained.number("mean-loss")).isCloseTo(plain.meanLoss(), within(1e-9));
    }
  }

  @Test
  void runsOfOneThreadRepeatToTheBit() throws IOException {
    for (String replicas : List.of("replicas=1", "replicas=3")) {
      for (String architecture : List.of("architecture=skip-gram", "architecture=cbow")) {
        Word2VecOptions options = Options.of(replicas, architecture);
        List<DataFile> first = training.train(input, options).files();
        assertThat(training.train(input, options).files()).isEqualTo(first);
      }
    }
  }

  @Test
  void wordsStandInTheOrderOfTheVocabulary() throws IOException {
    for (String replicas : List.of("replicas=1", "replicas=3")) {
      Artifact trained = training.train(input, Options.of(replicas));
      List<String> words = new ArrayList<>(SparkTraining.inputVectors(trained).keySet());
      assertThat(words).startsWith("w0", "w1", "w2", "w3").hasSize(WORDS).endsWith("w99");
      assertThat(SparkTraining.outputVectors(trained).keySet()).containsExactlyElementsOf(words);
      assertThat(trained.count("words")).isEqualTo(WORDS);
      assertThat(trained.count("dimension")).isEqualTo(8);
    }
  }

  @Test
  void theWatcherSeesEverySubRound() throws IOException {
    long all = 2 * Corpora.tokens(SENTENCES);
    for (int replicas : new int[] {1, 3}) {
      List<TrainingProgress> told = new ArrayList<>();
      Word2VecOptions options = Options.of("replicas=" + replicas, "rate=0.1");
      training.train(input, options, training.checkpoints(), told::add);
      assertThat(told).hasSize(4 * replicas);
      assertThat(told).extracting(TrainingProgress::allWords).containsOnly(all);
      assertThat(told).extracting(TrainingProgress::words).isSorted().endsWith(all);
      assertThat(told).extracting(TrainingProgress::resumedWords).containsOnly(0L);
      assertThat(told).extracting(TrainingProgress::meanLoss).allMatch(loss -> loss > 0.5);
      for (TrainingProgress progress : told) {
        double left = Math.max(1e-4, 1 - progress.words() / (double) all);
        assertThat(progress.rate()).isCloseTo(0.1 * left, within(1e-8));
      }
    }
  }

  /**
   * Six words are scored at 0 each: 6 ln 2 = 4.159 nats a pair, or a little less, since draws from
   * a block of few words may be in vain.
   */
  @Test
  void theMeanLossIsThatOfAPairWhateverTheNumberOfReplicas() throws IOException {
    for (int replicas : new int[] {1, 3}) {
      List<TrainingProgress> told = new ArrayList<>();
      Word2VecOptions options = Options.of("replicas=" + replicas, "rate=1e-6");
      training.train(input, options, training.checkpoints(), told::add);
      assertThat(told)
          .extracting(TrainingProgress::meanLoss)
          .allSatisfy(loss -> assertThat(loss).isCloseTo(6 * Math.log(2), within(0.01)));
    }
  }

  @Test
  void onlyTheLastSubRoundsBlocksAreCachedAndNothingAfterwards() throws IOException {
    Artifact start = training.train(input, Options.of());
    Set<Integer> ofOthers = Set.copyOf(SharedSpark.context().getPersistentRDDs().keySet());
    Set<Integer> cached = new HashSet<>();
    for (TrainingInput each : List.of(input, SparkTraining.from(input, start))) {
      for (String replicas : List.of("replicas=1", "replicas=3")) {
        training.train(
            each,
            Options.of(replicas),
            training.checkpoints(),
            progress -> cached.add(cachedBut(ofOthers)));
        assertThat(cached).as("numbers after any sub-round, %s", replicas).hasSize(1);
        assertThat(cachedBut(ofOthers)).isZero();
      }
    }
  }

  private static int cachedBut(Set<Integer> others) {
    Set<Integer> cached = new HashSet<>(SharedSpark.context().getPersistentRDDs().keySet());
    cached.removeAll(others);
    return cached.size();
  }
}
