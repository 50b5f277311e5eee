package wordmill.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.averaging.DivergedException;
import wordmill.config.BadInputException;
import wordmill.store.Artifact;
import wordmill.store.Checkpoints;
import wordmill.store.HadoopConf;
import wordmill.store.Tensor;
import wordmill.store.TensorFile;
import wordmill.training.LearningCurve;

@Tag("spark")
final class SparkSeq2SeqTest {
  private static final int PAIRS = 300;

  @TempDir static Path folder;

  private static ToyPairs toy;
  private static Artifact pairs;

  @BeforeAll
  static void encode() throws IOException {
    toy = new ToyPairs(folder);
    pairs = toy.encode("pairs", PAIRS, 0.1, 1 << 20);
  }

  @Test
  void attentionLearnsToTurnSequencesRound() throws IOException {
    Artifact many = toy.encode("many", 1500, 0.1, 1 << 20);
    Artifact model =
        toy.train(
            "learned",
            many,
            ToyPairs.options("bidirectional=true", "average-every=30", "epochs=9"));
    assertThat(model.number("validation-exact")).isGreaterThan(90);
    assertThat(model.number("validation-bleu")).isGreaterThan(90);
    assertThat(model.number("validation-perplexity")).isBetween(1.0, 1.2);
    assertThat(model.count("parameters")).isEqualTo(values(model).length);
  }

  @Test
  void allDecodersLearn() throws IOException {
    for (String decoder : List.of("plain", "peeky")) {
      Artifact model =
          toy.train(decoder, pairs, ToyPairs.options("decoder=" + decoder, "epochs=4"));
      List<Double> curve = LearningCurve.parse(model.text("training-curve"));
      assertThat(curve).hasSize(4);
      assertThat(curve.get(3)).as(decoder).isLessThan(0.9 * curve.get(0));
      // Eight symbols and the end, all alike.
      assertThat(model.number("validation-perplexity")).as(decoder).isLessThan(0.8 * 9);
    }
  }

  @Test
  void aTrainingThatStoppedGoesOnToTheSameBits() throws IOException {
    Seq2SeqOptions options =
        ToyPairs.options(
            "replicas=2",
            "checkpoint-rounds=1",
            "average-every=3",
            "dropout=0.2",
            "schedule=plateau",
            "epochs=2");
    Artifact whole = toy.train("whole", pairs, options);
    Checkpoints checkpoints = toy.checkpoints("stopped");
    // 3 rounds an epoch: goes on within the first, then from the start of the second.
    for (int stopAfter : new int[] {2, 3}) {
      assertThatThrownBy(
              () -> toy.train("nowhere", pairs, options, checkpoints, new Stopping(stopAfter)))
          .hasMessage("stopped");
      assertThat(checkpoints.latest()).isPresent();
    }
    Artifact stopped = toy.train("stopped", pairs, options, checkpoints, new ToyPairs.Silent());
    assertThat(toy.weights("stopped")).isEqualTo(toy.weights("whole"));
    assertThat(stopped.metrics().get("validation-curve"))
        .isEqualTo(whole.metrics().get("validation-curve"));
  }

  private static final class Stopping extends ToyPairs.Silent {
    private int roundsLeft;

    private Stopping(int rounds) {
      roundsLeft = rounds;
    }

    @Override
    public void tell(TrainingStatus status) {
      if (--roundsLeft == 0) {
        throw new IllegalStateException("stopped");
      }
    }
  }

  @Test
  void theFilesThatPairsLieInDoNotMatter() throws IOException {
    Artifact cut = toy.encode("cut", PAIRS, 0.1, 1 << 10);
    assertThat(cut.files("training-").size()).isGreaterThan(pairs.files("training-").size());
    Artifact one = toy.train("one", pairs, ToyPairs.options("epochs=1"));
    Artifact many = toy.train("of-many", cut, ToyPairs.options("epochs=1"));
    assertThat(toy.weights("of-many")).isEqualTo(toy.weights("one"));
    for (String metric : List.of("training-curve", "validation-curve", "validation-bleu")) {
      assertThat(many.metrics().get(metric)).isEqualTo(one.metrics().get(metric)).isNotNull();
    }
  }

  @Test
  void replicasAveragedEveryStepAreOneOfAllTheirPairs() throws IOException {
    float[] one = values(toy.train("single", pairs, steps("replicas=1", "batch=18")));
    float[] two = values(toy.train("double", pairs, steps("replicas=2", "batch=9")));
    assertThat(two).hasSameSizeAs(one).containsExactly(one, within(1e-4f));
    assertThat(one).isNotEqualTo(values(toy.train("halved", pairs, steps("batch=9"))));
  }

  /** Each a round. */
  private static Seq2SeqOptions steps(String... changes) {
    String[] all = {"updater=sgd", "rate=0.5", "clip=none", "average-every=1", "epochs=1"};
    return ToyPairs.options(
        Stream.concat(Stream.of(all), Stream.of(changes)).toArray(String[]::new));
  }

  private static float[] values(Artifact model) throws IOException {
    List<float[]> tensors = new ArrayList<>();
    int length = 0;
    try (TensorFile file =
        TensorFile.open(
            new org.apache.hadoop.fs.Path(model.folder().path(), SparkSeq2Seq.WEIGHTS),
            new HadoopConf(new Configuration()))) {
      for (Tensor tensor : file.tensors()) {
        float[] values = new float[Math.toIntExact(tensor.values())];
        file.read(tensor.name(), values);
        tensors.add(values);
        length += values.length;
      }
    }
    float[] all = new float[length];
    int at = 0;
    for (float[] values : tensors) {
      System.arraycopy(values, 0, all, at, values.length);
      at += values.length;
    }
    return all;
  }

  @Test
  void aLossThatIsNoNumberStopsTraining() {
    assertThatThrownBy(
            () ->
                toy.train(
                    "diverged", pairs, ToyPairs.options("updater=sgd", "rate=3e38", "clip=none")))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("epoch 1, round 1, replica 1 at a learning rate of 3.0E38");
    assertThat(folder.resolve("diverged").resolve(SparkSeq2Seq.WEIGHTS)).doesNotExist();
  }

  @Test
  void whatComparesEpochsNeedsAValidation() throws IOException {
    Artifact bare = toy.encode("bare", 40, 0, 1 << 20);
    for (String key : List.of("patience=1", "schedule=plateau")) {
      assertThatThrownBy(() -> toy.train("none", bare, ToyPairs.options(key)))
          .isInstanceOf(BadInputException.class)
          .hasMessage(
              "seq2seq.schedule = plateau and seq2seq.patience compare epochs by their validation,"
                  + " but there is none: name files in pairs.validation or set pairs.held-out above"
                  + " 0");
    }
    Artifact model = toy.train("unmeasured", bare, ToyPairs.options("epochs=1"));
    assertThat(model.metrics())
        .containsKey("training-curve")
        .doesNotContainKeys("validation-perplexity", "validation-curve", "validation-exact");
  }

  @Test
  void theFirstPredictionsOfEachEpochAreTold() throws IOException {
    List<List<Prediction>> told = new ArrayList<>();
    List<TrainingStatus> rounds = new ArrayList<>();
    Artifact model =
        toy.train(
            "watched",
            pairs,
            ToyPairs.options("samples=3", "epochs=2"),
            toy.checkpoints("watched"),
            new TrainingStatus.Watcher() {
              @Override
              public void tell(TrainingStatus status) {
                rounds.add(status);
              }

              @Override
              public void tell(List<Prediction> samples) {
                told.add(samples);
              }
            });
    List<String> expected = ToyPairs.lines(PAIRS).subList(270, 273);
    assertThat(told).hasSize(2);
    for (List<Prediction> samples : told) {
      assertThat(samples)
          .extracting(each -> each.source() + "\t" + each.reference())
          .isEqualTo(expected);
      assertThat(samples)
          .allMatch(each -> each.isRight() == each.predicted().equals(each.reference()));
    }
    // What was told last is what the model that was kept answers, if the last epoch was best.
    assertThat(model.metrics()).containsEntry("best-epoch", 2);
    List<String> answers =
        TranslationModel.read(model)
            .translate(
                expected.stream().map(ToyPairs::source).toList(),
                new DecodingOptions(1, 0, 10),
                false)
            .stream()
            .map(each -> each.get(0).text())
            .toList();
    assertThat(told.get(1)).extracting(Prediction::predicted).isEqualTo(answers);
    assertThat(rounds).hasSize(2 * 4); // 270 pairs, 80 a round
    assertThat(rounds.get(0).pairs()).isEqualTo(270);
  }
}
