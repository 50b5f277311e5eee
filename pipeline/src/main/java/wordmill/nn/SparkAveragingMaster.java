package wordmill.nn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
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
import wordmill.averaging.Rates;
import wordmill.averaging.RoundListener;
import wordmill.averaging.Snapshot;
import wordmill.averaging.SparkAveraging;
import wordmill.averaging.SparkRounds;
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

  private final AveragingOptions options;
  private final SparkGraphTraining training;

  /**
   * @param seeds for layers that draw chance
   * @param graphs how tasks make a graph
   * @param listener is told of each round
   */
  public SparkAveragingMaster(
      AveragingOptions options, Seeds seeds, Rates rates, Graphs graphs, RoundListener listener) {
    this.options = options;
    this.training = new SparkGraphTraining(options, seeds, rates, graphs, listener);
  }

  /** For graphs as DL4J makes them, at their own learning rates. */
  public SparkAveragingMaster(AveragingOptions options, Seeds seeds) {
    this(options, seeds, Rates.own(), Graphs.plain(), report -> {});
  }

  /** For the fits that follow. */
  public void setRates(Rates rates) {
    training.setRates(rates);
  }

  /**
   * Where training is: after the last round that was merged.
   *
   * @throws IllegalStateException before the first fit
   */
  public Snapshot snapshot() {
    return training.snapshot();
  }

  /**
   * Goes on from there: the next fit, with the data of that epoch, begins at its next round and
   * ends with the bits of a training that was never stopped.
   */
  public void restore(Snapshot snapshot) {
    training.restore(snapshot);
  }

  @Override
  public void executeTrainingMDS(SparkComputationGraph graph, JavaRDD<MultiDataSet> data) {
    if (data instanceof SparkRounds<MultiDataSet> rounds) {
      training.fit(graph, rounds);
    } else {
      SparkRounds<MultiDataSet> rounds = cut(data);
      try {
        training.fit(graph, rounds);
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
      training.fit(
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

  /** They hear of the driver's graph after each round, which costs a copy of its parameters. */
  @Override
  public void setListeners(Collection<TrainingListener> listeners) {
    training.tell(listeners);
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
