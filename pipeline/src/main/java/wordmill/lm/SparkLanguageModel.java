package wordmill.lm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wordmill.averaging.AveragingOptions;
import wordmill.averaging.Clipping;
import wordmill.averaging.RoundReport;
import wordmill.averaging.Snapshot;
import wordmill.averaging.SparkRounds;
import wordmill.averaging.StateReset;
import wordmill.embeddings.Embeddings;
import wordmill.nn.Networks;
import wordmill.nn.SparkAveragingMaster;
import wordmill.nn.SparkScoring;
import wordmill.nn.Weights;
import wordmill.random.Seeds;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.Checkpoints;
import wordmill.store.DataFile;
import wordmill.store.StageResult;
import wordmill.store.TensorFile;
import wordmill.text.Tokenization;
import wordmill.vocab.Vocabulary;

/**
 * The stage {@code lm}: trains a language model in rounds of parameter averaging, measures it after
 * each epoch, and keeps the best. Files: {@code weights.safetensors} and {@code vocabulary.tsv}.
 */
public final class SparkLanguageModel {
  /** The network's parameters, with its options. */
  public static final String WEIGHTS = "weights.safetensors";

  private static final Logger LOG = LoggerFactory.getLogger(SparkLanguageModel.class);
  private static final String BEST = "best.safetensors";

  /** Streams that a replica measures side by side. */
  private static final int MEASURED_STREAMS = 10;

  private final JavaSparkContext sc;
  private final TrainingText input;
  private final LanguageModelOptions options;
  private final Checkpoints checkpoints;
  private final TrainingStatus.Watcher watcher;
  private final Broadcast<Vocabulary> vocabulary;
  private final ComputationGraph graph;
  private final SparkAveragingMaster master;
  private final List<SparkTokenStreams> opened = new ArrayList<>();

  private LearningCurve curve = LearningCurve.EMPTY;
  private Optional<INDArray> best = Optional.empty();
  private long epochTokens;
  private long tokens;
  private long resumedTokens;
  private double seconds;
  private double resumedSeconds;
  private double epochSeconds;
  private final List<Double> averaging = new ArrayList<>();

  private SparkLanguageModel(
      JavaSparkContext sc,
      TrainingText input,
      LanguageModelOptions options,
      Seeds seeds,
      Checkpoints checkpoints,
      TrainingStatus.Watcher watcher) {
    this.sc = sc;
    this.input = input;
    this.options = options;
    this.checkpoints = checkpoints;
    this.watcher = watcher;
    this.vocabulary = sc.broadcast(input.vocabulary());
    this.graph = graph(options, words(), seeds);
    this.master =
        new SparkAveragingMaster(
            averaging(options), seeds, step -> 0, Networks::ofJson, this::afterRound);
  }

  private int words() {
    return input.vocabulary().size() + 1;
  }

  private static ComputationGraph graph(LanguageModelOptions options, int words, Seeds seeds) {
    return Networks.build(
        LanguageModelGraph.configuration(
            options.network(), options.training(), words, seeds.root()));
  }

  private static AveragingOptions averaging(LanguageModelOptions options) {
    TrainingOptions training = options.training();
    Clipping clipping =
        switch (training.clip()) {
          case NONE -> Clipping.none();
          case NORM -> Clipping.byNorm(training.clipAt());
          case VALUE -> Clipping.byValue(training.clipAt());
        };
    return new AveragingOptions(
        options.replicas().replicas(),
        options.replicas().averageEvery(),
        options.replicas().averageUpdater(),
        clipping,
        training.state() == StateRule.CARRIED ? StateReset.EACH_EPOCH : StateReset.EACH_STEP);
  }

  /**
   * Trains and writes a model. Continues from the latest checkpoint, if there is one.
   *
   * @throws wordmill.averaging.DivergedException as soon as a loss is not a number
   */
  public static StageResult train(
      JavaSparkContext sc,
      TrainingText input,
      LanguageModelOptions options,
      Seeds seeds,
      Checkpoints checkpoints,
      TrainingStatus.Watcher watcher,
      ArtifactFolder out)
      throws IOException {
    SparkLanguageModel model =
        new SparkLanguageModel(sc, input, options, seeds, checkpoints, watcher);
    try {
      return model.train(out);
    } finally {
      model.close();
    }
  }

  private StageResult train(ArtifactFolder out) throws IOException {
    SparkTokenSequence all =
        SparkTokenSequence.ofCorpus(sc, input.corpus(), input.vocabulary().size());
    Texts texts = texts(all, out);
    SparkTokenStreams streams = open(texts.training.trainingStreams(options));
    SparkRounds<MultiDataSet> rounds =
        SparkRounds.of(minibatches(streams.windows()), options.replicas().replicas());
    epochTokens = streams.layout().targets();
    input.vectors().ifPresent(this::startFrom);
    SparkComputationGraph spark = new SparkComputationGraph(sc, graph, master);
    resume(spark, rounds);
    while (curve.epochs() < options.training().epochs() && !stopping().stops()) {
      epoch(spark, rounds, texts.validation);
    }
    return finish(texts.test, out);
  }

  private JavaRDD<MultiDataSet> minibatches(JavaRDD<TokenWindow> windows) {
    return windows.map(LanguageModelGraph::minibatch);
  }

  /** What is trained on, and what is measured. */
  private record Texts(
      SparkTokenSequence training,
      Optional<SparkTokenStreams> validation,
      Optional<SparkTokenStreams> test) {}

  private Texts texts(SparkTokenSequence all, ArtifactFolder out) throws IOException {
    ValidationOptions measured = options.validation();
    Optional<SparkTokenStreams> test = text("lm.test", measured.test(), out);
    if (measured.holdsOut()) {
      SparkTokenSequence.Division division = all.holdOut(measured.heldOut());
      return new Texts(division.training(), Optional.of(measurable(division.heldOut())), test);
    }
    return new Texts(all, text("lm.validation", measured.validation(), out), test);
  }

  private Optional<SparkTokenStreams> text(String key, List<String> paths, ArtifactFolder out)
      throws IOException {
    if (paths.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        measurable(
            SparkTokenSequence.ofText(
                sc, input.text().reading(key, paths), vocabulary, input.words(), out.hadoop())));
  }

  /** All windows of a replica in one round: state is carried through them. */
  private SparkTokenStreams measurable(SparkTokenSequence sequence) {
    return open(
        sequence.evaluationStreams(
            options.replicas().replicas(),
            MEASURED_STREAMS,
            options.training().window(),
            Integer.MAX_VALUE));
  }

  private SparkTokenStreams open(SparkTokenStreams streams) {
    opened.add(streams);
    return streams;
  }

  private void startFrom(Embeddings vectors) {
    INDArray table = graph.getLayer(LanguageModelGraph.EMBEDDING).getParam("W");
    for (int id = 0; id < input.vocabulary().size(); id++) {
      int row = id;
      vectors
          .id(input.vocabulary().word(id))
          .ifPresent(found -> table.putRow(row, Nd4j.createFromArray(vectors.vector(found))));
    }
  }

  private void resume(SparkComputationGraph spark, SparkRounds<MultiDataSet> rounds)
      throws IOException {
    Optional<Artifact> latest = checkpoints.latest();
    if (latest.isEmpty()) {
      return;
    }
    Artifact saved = latest.get();
    Snapshot snapshot = Snapshot.read(saved);
    master.restore(snapshot);
    curve =
        new LearningCurve(
            LearningCurve.parse(saved.text("training-perplexities")),
            LearningCurve.parse(saved.text("validation-perplexities")));
    tokens = saved.count("tokens");
    resumedTokens = tokens;
    seconds = saved.number("seconds");
    resumedSeconds = seconds;
    if (!saved.files(BEST).isEmpty()) {
      INDArray kept = graph.params().dup();
      try (TensorFile file = TensorFile.open(saved.folder(), saved.files(BEST).get(0))) {
        Weights.read(file, graph);
      }
      best = Optional.of(graph.params().dup());
      graph.params().assign(kept);
    }
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
    return EarlyStopping.after(options.training().patience(), curve.validation());
  }

  private void epoch(
      SparkComputationGraph spark,
      SparkRounds<MultiDataSet> rounds,
      Optional<SparkTokenStreams> validation)
      throws IOException {
    RateSchedule schedule = RateSchedule.after(options.rate(), curve.validation());
    master.setRates(schedule::rate);
    long started = System.nanoTime();
    spark.fitMultiDataSet(rounds);
    seconds += (System.nanoTime() - started) / 1e9;
    epochSeconds = 0;
    double trained = StrictMath.exp(master.snapshot().epochSums().meanLoss());
    double validated = validation.isPresent() ? measure(validation.get()).value() : Double.NaN;
    curve = curve.with(trained, validated);
    if (stopping().lastIsBest()) {
      best = Optional.of(graph.params().dup());
    }
    LOG.info(
        "epoch={} rate={} training-perplexity={} validation-perplexity={} seconds={}",
        curve.epochs(),
        schedule.epochRate(),
        trained,
        validated,
        seconds);
    if (curve.epochs() < options.training().epochs()) {
      checkpoint();
    }
  }

  private Perplexity measure(SparkTokenStreams text) {
    Perplexity sum = Perplexity.NONE;
    for (SparkScoring.Score score :
        SparkScoring.of(sc, graph, Networks::ofJson, minibatches(text.windows()))) {
      sum = sum.add(score.loss(), score.examples());
    }
    return sum;
  }

  private void afterRound(RoundReport report) {
    tokens += report.sums().examples();
    averaging.add(report.averagingSeconds());
    epochSeconds += report.seconds();
    watcher.tell(
        new TrainingStatus(
            report.epoch(),
            tokens,
            epochTokens * options.training().epochs(),
            resumedTokens,
            seconds + epochSeconds - resumedSeconds,
            report.sums().rate(),
            report.epochSums().meanLoss(),
            report.sums().meanGradientNorm(),
            (double) report.sums().clippedSteps() / report.sums().steps()));
    if ((report.round() + 1) % options.replicas().checkpointRounds() == 0
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
    metrics.put("training-perplexities", LearningCurve.text(curve.training()));
    metrics.put("validation-perplexities", LearningCurve.text(curve.validation()));
    metrics.put("tokens", tokens);
    metrics.put("seconds", seconds + epochSeconds);
    return new StageResult(files, metrics);
  }

  private StageResult finish(Optional<SparkTokenStreams> test, ArtifactFolder out)
      throws IOException {
    best.ifPresent(parameters -> graph.params().assign(parameters));
    SortedMap<String, Object> metrics = new TreeMap<>();
    OptionalInt bestEpoch = stopping().best();
    if (bestEpoch.isPresent()) {
      measured(metrics, "validation", curve.validation().get(bestEpoch.getAsInt()));
      metrics.put("validation-curve", LearningCurve.readable(curve.validation()));
    }
    if (test.isPresent()) {
      measured(metrics, "test", measure(test.get()).value());
    }
    metrics.put("training-curve", LearningCurve.readable(curve.training()));
    metrics.put("best-epoch", bestEpoch.orElse(curve.epochs() - 1) + 1);
    metrics.put("epochs", curve.epochs());
    metrics.put("parameters", graph.numParams());
    metrics.put("replicas", options.replicas().replicas());
    metrics.put("words", words());
    metrics.put("training-seconds", seconds);
    metrics.put("tokens-per-second", tokens / seconds);
    if (!averaging.isEmpty()) {
      metrics.put(
          "averaging-round-seconds",
          averaging.stream().sorted().skip(averaging.size() / 2).findFirst().orElseThrow());
    }
    List<DataFile> files = new ArrayList<>();
    ModelOptions model =
        new ModelOptions(options.network(), input.text().tokenizer(), input.words().unknown());
    metrics.put("sample", new LanguageModel(input.vocabulary(), model, graph).sample());
    files.add(Weights.write(graph, out, WEIGHTS, model.metadata()));
    files.add(input.vocabulary().write(out));
    return new StageResult(files, metrics);
  }

  private void measured(SortedMap<String, Object> metrics, String what, double perplexity) {
    metrics.put(what + "-perplexity", perplexity);
    if (input.text().tokenizer() == Tokenization.CHARACTERS) {
      metrics.put(what + "-bits-per-character", StrictMath.log(perplexity) / StrictMath.log(2));
    }
  }

  private void close() {
    opened.forEach(SparkTokenStreams::close);
    vocabulary.destroy();
  }
}
