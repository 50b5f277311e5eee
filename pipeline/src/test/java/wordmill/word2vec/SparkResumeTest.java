package wordmill.word2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.store.Artifact;
import wordmill.store.Checkpoints;

/** A training that was stopped goes on from its latest checkpoint to the same bits. */
@Tag("spark")
final class SparkResumeTest {
  private static final int WORDS = 60;

  @TempDir private Path folder;
  private SparkTraining training;
  private TrainingInput input;

  @BeforeEach
  void writeCorpus() throws IOException {
    training = new SparkTraining(folder);
    input = training.input(Corpora.random(300, WORDS, 2), WORDS);
  }

  @Test
  void oneReplicaGoesOnToTheSameBits() throws IOException {
    assertResumes(Options.of("replicas=1", "rotations=6"), 1, 4);
    assertResumes(Options.of("replicas=1", "rotations=6", "architecture=cbow"), 3);
  }

  @Test
  void theGridGoesOnToTheSameBits() throws IOException {
    assertResumes(Options.of("replicas=3"), 5, 9); // of 12 sub-rounds, saved after 3 and 6
    assertResumes(Options.of("replicas=3", "architecture=cbow"), 7);
  }

  @Test
  void rarerCheckpointsOnlyCostTime() throws IOException {
    assertResumes(Options.of("replicas=3", "checkpoint-rotations=2"), 8); // saved after 6
  }

  @Test
  void aRunStoppedTwiceGoesOnToTheSameBits() throws IOException {
    Word2VecOptions options = Options.of("replicas=3");
    Artifact undisturbed = training.train(input, options);
    Checkpoints checkpoints = training.checkpoints();
    stop(options, checkpoints, 4);
    stop(options, checkpoints, 5); // after 3 of the first time
    assertThat(checkpoints.step(checkpoints.latest().orElseThrow())).isEqualTo(6);
    assertThat(training.train(input, options, checkpoints, progress -> {}).files())
        .isEqualTo(undisturbed.files());
  }

  @Test
  void aRunStoppedBeforeItsFirstCheckpointStartsAgain() throws IOException {
    Word2VecOptions options = Options.of("replicas=3");
    Checkpoints checkpoints = training.checkpoints();
    stop(options, checkpoints, 2);
    assertThat(checkpoints.latest()).isEmpty();
    List<TrainingProgress> told = new ArrayList<>();
    assertThat(training.train(input, options, checkpoints, told::add).files())
        .isEqualTo(training.train(input, options).files());
    assertThat(told).hasSize(12);
  }

  private void assertResumes(Word2VecOptions options, int... stops) throws IOException {
    Artifact undisturbed = training.train(input, options);
    for (int stop : stops) {
      Checkpoints checkpoints = training.checkpoints();
      stop(options, checkpoints, stop);
      // The watcher is told before the sub-round's checkpoint is saved.
      int each = options.replicas() * options.checkpointRotations();
      int saved = (stop - 1) / each * each;
      assertThat(checkpoints.latest().map(checkpoints::step).orElse(0L)).isEqualTo((long) saved);
      List<TrainingProgress> told = new ArrayList<>();
      Artifact resumed = training.train(input, options, checkpoints, told::add);
      assertThat(resumed.files())
          .as("%s stopped at %d", options, stop)
          .isEqualTo(undisturbed.files());
      assertThat(told).hasSize(options.rotations() * options.replicas() - saved);
      assertThat(told.get(0).resumedWords() > 0).isEqualTo(saved > 0);
      assertThat(told.get(0).words()).isGreaterThan(told.get(0).resumedWords());
    }
  }

  /** Trains until so many sub-rounds are done. */
  private void stop(Word2VecOptions options, Checkpoints checkpoints, int after) {
    List<TrainingProgress> told = new ArrayList<>();
    assertThatThrownBy(
            () ->
                training.train(
                    input,
                    options,
                    checkpoints,
                    progress -> {
                      told.add(progress);
                      if (told.size() == after) {
                        throw new IllegalStateException("stopped by the test");
                      }
                    }))
        .hasMessage("stopped by the test");
  }
}
