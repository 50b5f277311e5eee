package wordmill.nn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wordmill.averaging.AveragingOptions;
import wordmill.averaging.RoundReport;
import wordmill.averaging.Snapshot;
import wordmill.averaging.SparkRounds;
import wordmill.averaging.StateReset;
import wordmill.random.Seeds;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.Checkpoints;
import wordmill.store.DataFile;
import wordmill.store.StageResult;
import wordmill.store.TensorFile;
import wordmill.training.EarlyStopping;
import wordmill.training.LearningCurve;
import wordmill.training.RateSchedule;
import wordmill.training.ReplicaOptions;
import wordmill.training.TrainingPlan;
import wordmill.training.TrainingProgress;

/**
 * A training from its first epoch to its last, as language models and sequence-to-sequence models
 * have it: rounds by {@link SparkAveragingMaster}, rates by a {@link RateSchedule}, measured after
 * each epoch, stopped early, the best parameters kept, and continued from the latest checkpoint.
 *
 * <p>The driver holds the network twice, its best and its present parameters, besides what a round
 * takes. A checkpoint has the parameters twice, and the updater's state.
 */
public final class SparkNetworkTraining {
  private static final Logger LOG = LoggerFactory.getLogger(SparkNetworkTraining.class);
  private static final String BEST = "best.safetensors";

  // In a checkpoint, of all epochs: a snapshot's own examples and seconds are of one.
  private static final String ALL_EXAMPLES = "all-examples";
  private static final String ALL_SECONDS = "all-seconds";

  private final ComputationGraph graph;
  private final SparkComputationGraph spark;
  private final SparkAveragingMaster master;
  private final TrainingPlan plan;
  private final Course course;
  private final Checkpoints checkpoints;
  private final List<Double> averaging = new ArrayList<>();

  private LearningCurve curve = LearningCurve.EMPTY;
  private Optional<INDArray> best = Optional.empty();
  private long examples;
  private long resumedExamples;
  private double seconds;
  private double resumedSeconds;
  private double epochSeconds;

  /** What is trained on, and who is told. */
  public interface Course {
    /** The data of an epoch, from 0; the same whenever it is asked for. */
    SparkRounds<MultiDataSet> rounds(int epoch);

    /**
     * Measures the graph after an epoch, from 0: {@link LearningCurve#VALIDATION}, if epochs can be
     * compared, and whatever else should be on the curve; always the same names.
     */
    Map<String, Double> measure(int epoch);

    /** After each round. */
    void tell(TrainingProgress progress);
  }

  private SparkNetworkTraining(
      JavaSparkContext sc,
      ComputationGraph graph,
      TrainingPlan plan,
      StateReset reset,
      Seeds seeds,
      Course course,
      Checkpoints checkpoints) {
    this.graph = graph;
    this.plan = plan;
    this.course = course;
    this.checkpoints = checkpoints;
    ReplicaOptions replicas = plan.replicas();
    this.master =
        new SparkAveragingMaster(
            new AveragingOptions(
                replicas.replicas(),
                replicas.averageEvery(),
                replicas.averageUpdater(),
                plan.descent().clipping(),
                reset),
            seeds,
            step -> 0,
            Networks::ofJson,
            this::afterRound);
    this.spark = new SparkComputationGraph(sc, graph, master);
  }

  /**
   * Trains the graph, which has its best parameters at the end.
   *
   * @param graph made by {@link Networks#build}
   * @param reset what a step's recurrent layers start with
   * @return metrics: curves, best-epoch, epochs, parameters, replicas, training-seconds,
   *     averaging-round-seconds, and examples
   * @throws wordmill.averaging.DivergedException as soon as a loss is not a number
   */
  public static SortedMap<String, Object> train(
      JavaSparkContext sc,
      ComputationGraph graph,
      TrainingPlan plan,
      StateReset reset,
      Seeds seeds,
      Course course,
      Checkpoints checkpoints)
      throws IOException {
    return new SparkNetworkTraining(sc, graph, plan, reset, seeds, course, checkpoints).train();
  }

  private SortedMap<String, Object> train() throws IOException {
    NetworkWarmUp.end();
    resume();
    while (curve.epochs() < plan.epochs() && !stopping().stops()) {
      epoch();
    }
    best.ifPresent(parameters -> graph.params().assign(parameters));
    return metrics();
  }

  private void resume() throws IOException {
    Optional<Artifact> latest = checkpoints.latest();
    if (latest.isEmpty()) {
      return;
    }
    Artifact saved = latest.get();
    Snapshot snapshot = Snapshot.read(saved);
    master.restore(snapshot);
    curve = LearningCurve.of(saved.metrics());
    examples = saved.count(ALL_EXAMPLES);
    resumedExamples = examples;
    seconds = saved.number(ALL_SECONDS);
    resumedSeconds = seconds;
    if (!saved.files(BEST).isEmpty()) {
      INDArray kept = graph.params().dup();
      try (TensorFile file = TensorFile.open(saved.folder(), saved.files(BEST).get(0))) {
        Weights.read(file, graph);
      }
      best = Optional.of(graph.params().dup());
      graph.params().assign(kept);
    }
    SparkRounds<MultiDataSet> rounds = course.rounds(snapshot.epoch());
    LOG.info(
        "resumed={} epoch={} round={} of={}",
        saved.folder().path(),
        snapshot.epoch(),
        snapshot.nextRound(),
        rounds.rounds());
    if (curve.epochs() > snapshot.epoch()) {
      spark.fitMultiDataSet(rounds); // trains nothing: goes on to the next epoch
    }
  }

  private EarlyStopping stopping() {
    return EarlyStopping.after(plan.patience(), curve.validation());
  }

  private void epoch() throws IOException {
    int epoch = curve.epochs();
    RateSchedule schedule = RateSchedule.after(plan.rate(), curve.validation());
    master.setRates(schedule::rate);
    SparkRounds<MultiDataSet> rounds = course.rounds(epoch);
    long started = System.nanoTime();
    spark.fitMultiDataSet(rounds);
    seconds += (System.nanoTime() - started) / 1e9;
    epochSeconds = 0;
    Map<String, Double> measured = new LinkedHashMap<>();
    measured.put(LearningCurve.TRAINING, StrictMath.exp(master.snapshot().epochSums().meanLoss()));
    measured.put(LearningCurve.VALIDATION, Double.NaN);
    measured.putAll(course.measure(epoch));
    curve = curve.with(measured);
    if (stopping().lastIsBest()) {
      best = Optional.of(graph.params().dup());
    }
    StringBuilder values = new StringBuilder();
    measured.forEach((name, value) -> values.append(' ').append(name).append('=').append(value));
    LOG.info(
        "epoch={} rate={}{} seconds={}", curve.epochs(), schedule.epochRate(), values, seconds);
    if (curve.epochs() < plan.epochs()) {
      checkpoint();
    }
  }

  private void afterRound(RoundReport report) {
    examples += report.sums().examples();
    averaging.add(report.averagingSeconds());
    epochSeconds += report.seconds();
    course.tell(
        new TrainingProgress(
            report, examples, resumedExamples, seconds + epochSeconds - resumedSeconds, curve));
    if ((report.round() + 1) % plan.replicas().checkpointRounds() == 0
        && report.round() + 1 < report.rounds()) {
      checkpointWithin();
    }
  }

  private void checkpointWithin() {
    try {
      checkpoint();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Steps rise, and an epoch that is measured comes after its last round. */
  private void checkpoint() throws IOException {
    Snapshot snapshot = master.snapshot();
    long step = 2 * snapshot.step() + (curve.epochs() > snapshot.epoch() ? 1 : 0);
    Artifact unused = checkpoints.save(step, out -> contents(snapshot, out));
  }

  private StageResult contents(Snapshot snapshot, ArtifactFolder out) throws IOException {
    StageResult written = snapshot.writeTo(out);
    List<DataFile> files = new ArrayList<>(written.files());
    if (best.isPresent()) {
      INDArray kept = graph.params().dup();
      graph.params().assign(best.get());
      files.add(Weights.write(graph, out, BEST, Map.of()));
      graph.params().assign(kept);
    }
    SortedMap<String, Object> metrics = new TreeMap<>(written.metrics());
    metrics.putAll(curve.kept());
    metrics.put(ALL_EXAMPLES, examples);
    metrics.put(ALL_SECONDS, seconds + epochSeconds);
    return new StageResult(files, metrics);
  }

  private SortedMap<String, Object> metrics() {
    SortedMap<String, Object> metrics = new TreeMap<>();
    OptionalInt bestEpoch = stopping().best();
    int kept = bestEpoch.orElse(curve.epochs() - 1);
    curve
        .measures()
        .forEach(
            (name, values) -> {
              if (values.stream().noneMatch(value -> value.isNaN())) {
                metrics.put(name, values.get(kept));
                metrics.put(name.replace("-perplexity", "") + "-curve", curve.readable(name));
              }
            });
    metrics.put("best-epoch", kept + 1);
    metrics.put("epochs", curve.epochs());
    metrics.put("parameters", graph.params().length());
    metrics.put("replicas", plan.replicas().replicas());
    metrics.put("examples", examples);
    metrics.put("training-seconds", seconds);
    if (!averaging.isEmpty()) {
      metrics.put(
          "averaging-round-seconds",
          averaging.stream().sorted().skip(averaging.size() / 2).findFirst().orElseThrow());
    }
    return metrics;
  }
}
