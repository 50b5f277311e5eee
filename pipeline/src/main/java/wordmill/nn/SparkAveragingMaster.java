package wordmill.nn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.core.loader.DataSetLoader;
import org.deeplearning4j.core.loader.MultiDataSetLoader;
import org.deeplearning4j.core.storage.StatsStorageRouter;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.spark.api.TrainingHook;
import org.deeplearning4j.spark.api.TrainingMaster;
import org.deeplearning4j.spark.api.TrainingResult;
import org.deeplearning4j.spark.api.TrainingWorker;
import org.deeplearning4j.spark.api.stats.SparkTrainingStats;
import org.deeplearning4j.spark.data.loader.RemoteFileSource;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import wordmill.averaging.AveragingOptions;
import wordmill.averaging.MergedRound;
import wordmill.averaging.NumberBlocks;
import wordmill.averaging.Precision;
import wordmill.averaging.Rates;
import wordmill.averaging.ReplicaState;
import wordmill.averaging.RoundListener;
import wordmill.averaging.RoundReport;
import wordmill.averaging.RoundSums;
import wordmill.averaging.Snapshot;
import wordmill.averaging.SparkAveraging;
import wordmill.averaging.SparkRounds;
import wordmill.averaging.StateReset;
import wordmill.config.BadInputException;
import wordmill.random.Seeds;
import wordmill.store.HadoopConf;
import wordmill.store.Json;

/**
 * Trains a {@link SparkComputationGraph} by rounds of parameter averaging (see {@link
 * SparkAveraging}): each fit is an epoch, whose data is cut into rounds ({@link SparkRounds})
 * unless it comes so. A replica's step is {@link ComputationGraph#fit(MultiDataSet)}, with the
 * gradient clipped in between; replicas are weighted by the examples that they have trained. One
 * replica gives the same bits as a plain local fit, and any number the same on any cluster.
 *
 * <p>Graphs use {@link BackpropType#Standard}: recurrent layers that carry state keep it in {@link
 * org.deeplearning4j.nn.api.layers.RecurrentLayer#rnnGetPreviousState}, begin each training pass
 * with it, and leave it there. The driver's graph has the merged parameters when a fit ends; while
 * it runs, {@link #snapshot} has them. Not for several threads.
 *
 * <p>For costs see the package.
 */
public final class SparkAveragingMaster
    implements TrainingMaster<TrainingResult, TrainingWorker<TrainingResult>> {
  private static final int READ_BUFFER_BYTES = 1 << 20;

  private final String training = UUID.randomUUID().toString();
  private final AveragingOptions options;
  private final Seeds seeds;
  private Rates rates;
  private final Graphs graphs;
  private final RoundListener listener;
  private final boolean mergesUpdaterState;
  private List<TrainingListener> trainingListeners = List.of();
  private Optional<Snapshot> reached = Optional.empty();
  private boolean restored;

  /**
   * @param seeds for layers that draw chance
   * @param graphs how tasks make a graph
   * @param listener is told of each round
   */
  public SparkAveragingMaster(
      AveragingOptions options, Seeds seeds, Rates rates, Graphs graphs, RoundListener listener) {
    this.options = options;
    this.seeds = seeds;
    this.rates = rates;
    this.graphs = graphs;
    this.listener = listener;
    this.mergesUpdaterState = options.averageUpdaterState() || options.replicas() == 1;
  }

  /** For graphs as DL4J makes them, at their own learning rates. */
  public SparkAveragingMaster(AveragingOptions options, Seeds seeds) {
    this(options, seeds, Rates.own(), Graphs.plain(), report -> {});
  }

  /** For the fits that follow. */
  public void setRates(Rates rates) {
    this.rates = rates;
  }

  /**
   * Where training is: after the last round that was merged.
   *
   * @throws IllegalStateException before the first fit
   */
  public Snapshot snapshot() {
    return reached.orElseThrow(() -> new IllegalStateException("nothing has been trained yet"));
  }

  /**
   * Goes on from there: the next fit, with the data of that epoch, begins at its next round and
   * ends with the bits of a training that was never stopped.
   */
  public void restore(Snapshot snapshot) {
    BadInputException.check(
        snapshot.own().size() == options.replicas(),
        "replicas must be %d, as in the snapshot, but is %d",
        snapshot.own().size(),
        options.replicas());
    reached = Optional.of(snapshot);
    restored = true;
  }

  @Override
  public void executeTrainingMDS(SparkComputationGraph graph, JavaRDD<MultiDataSet> data) {
    if (data instanceof SparkRounds<MultiDataSet> rounds) {
      fit(graph, rounds);
    } else {
      SparkRounds<MultiDataSet> rounds = cut(data);
      try {
        fit(graph, rounds);
      } finally {
        rounds.unpersist(false);
      }
    }
  }

  private <T> SparkRounds<T> cut(JavaRDD<T> data) {
    return SparkRounds.cut(data, options.replicas(), options.stepsPerRound());
  }

  @Override
  public void executeTraining(SparkComputationGraph graph, JavaRDD<DataSet> data) {
    executeTrainingMDS(graph, data.map(DataSet::toMultiDataSet));
  }

  /** Paths are dealt to the replicas; each is loaded when its step comes. */
  @Override
  public void executeTrainingPaths(
      SparkDl4jMultiLayer network,
      SparkComputationGraph graph,
      JavaRDD<String> paths,
      DataSetLoader loader,
      MultiDataSetLoader multiLoader) {
    if (graph == null) {
      throw graphsOnly();
    }
    HadoopConf hadoop = new HadoopConf(graph.getSparkContext().hadoopConfiguration());
    SparkRounds<String> rounds = cut(paths);
    try {
      fit(
          graph,
          loader == null
              ? rounds.mapped(path -> multiLoader.load(source(path, hadoop)))
              : rounds.mapped(path -> loader.load(source(path, hadoop)).toMultiDataSet()));
    } finally {
      rounds.unpersist(false);
    }
  }

  private static RemoteFileSource source(String path, HadoopConf hadoop) throws IOException {
    return new RemoteFileSource(path, hadoop.fileSystem(new Path(path)), READ_BUFFER_BYTES);
  }

  private void fit(SparkComputationGraph graph, SparkRounds<MultiDataSet> rounds) {
    ComputationGraph network = graph.getNetwork();
    check(network, rounds);
    Snapshot at = begin(network, rounds.rounds());
    reached = Optional.of(at);
    String configuration = Networks.configuration(network);
    try {
      while (at.nextRound() < rounds.rounds()) {
        at = round(graph, rounds, at, configuration);
      }
    } finally {
      install(reached.get(), network);
    }
  }

  private void check(ComputationGraph network, SparkRounds<MultiDataSet> rounds) {
    BackpropType backprop = network.getConfiguration().getBackpropType();
    BadInputException.check(
        backprop == BackpropType.Standard,
        "the graph's backpropType must be Standard (recurrent layers carry their state themselves),"
            + " but is %s",
        backprop);
    NativeNumbers.precision(network.params().dataType());
    BadInputException.check(
        rounds.replicas() == options.replicas(),
        "replicas must be %d, as in the data, but is %d",
        rounds.replicas(),
        options.replicas());
  }

  /** Of an epoch, or within the one that was restored. */
  private Snapshot begin(ComputationGraph network, int rounds) {
    if (!restored) {
      return atEpochStart(network);
    }
    restored = false;
    Snapshot snapshot = snapshot();
    BadInputException.check(
        snapshot.nextRound() <= rounds,
        "the snapshot was taken after %d rounds of an epoch, but the data has %d",
        snapshot.nextRound(),
        rounds);
    install(snapshot, network);
    return snapshot;
  }

  private Snapshot atEpochStart(ComputationGraph network) {
    NumberBlocks parameters = NativeNumbers.copyOf(network.params());
    Precision precision = parameters.precision();
    NumberBlocks updaterState =
        NativeNumbers.copyOf(ReplicaTraining.updaterState(network), precision);
    NumberBlocks none = NumberBlocks.none(precision);
    ReplicaState fresh = new ReplicaState(new byte[0], mergesUpdaterState ? none : updaterState);
    List<ReplicaState> own =
        reached
            .map(Snapshot::own)
            .orElse(Stream.generate(() -> fresh).limit(options.replicas()).toList());
    if (options.stateReset() == StateReset.EACH_EPOCH) {
      own = own.stream().map(ReplicaState::withoutCarried).toList();
    }
    return new Snapshot(
        network.getConfiguration().getEpochCount(),
        0,
        network.getConfiguration().getIterationCount(),
        RoundSums.NONE,
        parameters,
        mergesUpdaterState ? updaterState : none,
        own);
  }

  private Snapshot round(
      SparkComputationGraph graph,
      SparkRounds<MultiDataSet> rounds,
      Snapshot at,
      String configuration) {
    long started = System.nanoTime();
    ReplicaTraining task =
        new ReplicaTraining(
            training + configuration,
            configuration,
            graphs,
            options,
            mergesUpdaterState,
            seeds,
            rates,
            at.epoch(),
            at.nextRound(),
            Math.toIntExact(at.step()));
    MergedRound merged =
        SparkAveraging.run(
            rounds.round(at.nextRound()), at.parameters().and(at.updaterState()), at.own(), task);
    merged.check(at.epoch(), at.nextRound());
    Snapshot next = next(at, merged);
    reached = Optional.of(next);
    double seconds = (System.nanoTime() - started) / 1e9;
    tell(
        graph,
        next,
        new RoundReport(
            at.epoch(),
            at.nextRound(),
            rounds.rounds(),
            merged.allSums(),
            next.epochSums(),
            seconds));
    return next;
  }

  private static Snapshot next(Snapshot at, MergedRound merged) {
    long steps = merged.sums().stream().mapToLong(RoundSums::steps).max().orElse(0);
    int parameterBlocks = at.parameters().count();
    return new Snapshot(
        at.epoch(),
        at.nextRound() + 1,
        at.step() + steps,
        at.epochSums().then(merged.allSums()),
        merged.blocks().slice(0, parameterBlocks),
        merged.blocks().slice(parameterBlocks, merged.blocks().count()),
        merged.own());
  }

  private void tell(SparkComputationGraph graph, Snapshot next, RoundReport report) {
    graph.setScore(report.sums().meanLoss());
    if (!trainingListeners.isEmpty()) {
      install(next, graph.getNetwork());
      for (TrainingListener each : trainingListeners) {
        each.iterationDone(graph.getNetwork(), Math.toIntExact(next.step()), next.epoch());
      }
    }
    listener.afterRound(report);
  }

  private void install(Snapshot snapshot, ComputationGraph network) {
    long found = network.numParams();
    BadInputException.check(
        snapshot.parameters().length() == found
            && snapshot.parameters().precision()
                == NativeNumbers.precision(network.params().dataType()),
        "the snapshot has %d parameters of %s, but the graph %d of %s",
        snapshot.parameters().length(),
        snapshot.parameters().precision(),
        found,
        network.params().dataType());
    NativeNumbers.copyInto(network.params(), snapshot.parameters());
    if (mergesUpdaterState) {
      ReplicaTraining.updaterState(network)
          .ifPresent(array -> NativeNumbers.copyInto(array, snapshot.updaterState()));
    }
    network.getConfiguration().setEpochCount(snapshot.epoch());
    network.getConfiguration().setIterationCount(Math.toIntExact(snapshot.step()));
  }

  /** They hear of the driver's graph after each round, which costs a copy of its parameters. */
  @Override
  public void setListeners(Collection<TrainingListener> listeners) {
    trainingListeners = List.copyOf(listeners);
  }

  @Override
  public void setListeners(StatsStorageRouter router, Collection<TrainingListener> listeners) {
    throw new UnsupportedOperationException(
        "no statistics are routed out of tasks; set a RoundListener instead");
  }

  /** The options; seeds and rates are code. */
  @Override
  public String toJson() {
    return new String(
        Json.pretty(
            new TreeMap<>(
                Map.of(
                    "replicas", options.replicas(),
                    "steps-per-round", options.stepsPerRound(),
                    "average-updater-state", options.averageUpdaterState(),
                    "clip", options.clipping().kind().name(),
                    "clip-at", options.clipping().at(),
                    "state-reset", options.stateReset().name()))),
        StandardCharsets.UTF_8);
  }

  /** As JSON, which is YAML too. */
  @Override
  public String toYaml() {
    return toJson();
  }

  @Override
  public TrainingWorker<TrainingResult> getWorkerInstance(SparkDl4jMultiLayer network) {
    throw graphsOnly();
  }

  @Override
  public TrainingWorker<TrainingResult> getWorkerInstance(SparkComputationGraph graph) {
    throw new UnsupportedOperationException("rounds are trained without DL4J's workers");
  }

  @Override
  public void executeTraining(SparkDl4jMultiLayer network, JavaRDD<DataSet> data) {
    throw graphsOnly();
  }

  private static UnsupportedOperationException graphsOnly() {
    return new UnsupportedOperationException(
        "only graphs are trained: see MultiLayerNetwork.toComputationGraph()");
  }

  @Override
  public void addHook(TrainingHook hook) {
    throw noHooks();
  }

  @Override
  public void removeHook(TrainingHook hook) {
    throw noHooks();
  }

  private static UnsupportedOperationException noHooks() {
    return new UnsupportedOperationException("steps have no hooks; set a RoundListener instead");
  }

  @Override
  public void setCollectTrainingStats(boolean collect) {
    if (collect) {
      throw noStats();
    }
  }

  @Override
  public boolean getIsCollectTrainingStats() {
    return false;
  }

  @Override
  public SparkTrainingStats getTrainingStats() {
    throw noStats();
  }

  private static UnsupportedOperationException noStats() {
    return new UnsupportedOperationException(
        "no training statistics are collected; set a RoundListener instead");
  }

  /** There are none. */
  @Override
  public boolean deleteTempFiles(JavaSparkContext sc) {
    return true;
  }

  /** There are none. */
  @Override
  public boolean deleteTempFiles(SparkContext sc) {
    return true;
  }
}
