package wordmill.nn;

import java.util.Iterator;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import wordmill.averaging.AveragingOptions;
import wordmill.averaging.NumberBlocks;
import wordmill.averaging.Precision;
import wordmill.averaging.Rates;
import wordmill.averaging.ReplicaState;
import wordmill.averaging.RoundStart;
import wordmill.averaging.RoundSums;
import wordmill.averaging.SparkAveraging;
import wordmill.averaging.StateReset;
import wordmill.averaging.Trained;
import wordmill.random.Seeds;

/**
 * What a replica does in a round: {@link ComputationGraph#fit(MultiDataSet)} for each of its steps,
 * on a borrowed graph with the round's parameters. Merged blocks are those of the parameters and
 * then, where it is merged, of the updater's state.
 *
 * @param training names the graphs that its tasks may share
 * @param mergesUpdaterState or else each replica keeps its own
 * @param step of the round's first update
 */
record ReplicaTraining(
    String training,
    String configurationJson,
    Graphs graphs,
    AveragingOptions options,
    boolean mergesUpdaterState,
    Seeds seeds,
    Rates rates,
    int epoch,
    int round,
    int step)
    implements SparkAveraging.Training<MultiDataSet> {

  @Override
  public Trained train(RoundStart start, Iterator<MultiDataSet> steps) {
    if (!steps.hasNext()) {
      return Trained.nothing(start);
    }
    ComputationGraph graph = GraphPool.borrow(training, () -> graphs.build(configurationJson));
    Trained trained = train(graph, start, steps);
    GraphPool.giveBack(training, graph);
    return trained;
  }

  /** On a graph made of the configuration. */
  Trained train(ComputationGraph graph, RoundStart start, Iterator<MultiDataSet> steps) {
    begin(graph, start);
    RoundSums sums = fit(graph, steps);
    return end(graph, sums);
  }

  private void begin(ComputationGraph graph, RoundStart start) {
    NumberBlocks merged = start.merged();
    int parameterBlocks = NumberBlocks.blocksOf(graph.params().length(), merged.precision());
    NativeNumbers.copyInto(graph.params(), merged.slice(0, parameterBlocks));
    NumberBlocks updaterState =
        mergesUpdaterState ? merged.slice(parameterBlocks, merged.count()) : start.own().own();
    updaterState(graph).ifPresent(array -> NativeNumbers.copyInto(array, updaterState));
    RecurrentStates.into(graph, start.own().carried());
    graph.getConfiguration().setEpochCount(epoch);
    graph.getConfiguration().setIterationCount(step);
    for (Layer layer : graph.getLayers()) { // DL4J tells them only after a step
      layer.setEpochCount(epoch);
      layer.setIterationCount(step);
    }
    handOutChance(graph, start.replica());
  }

  static Optional<INDArray> updaterState(ComputationGraph graph) {
    return Optional.ofNullable(graph.getUpdater().getStateViewArray());
  }

  /** DL4J's own layers draw from the thread's generator. */
  private void handOutChance(ComputationGraph graph, int replica) {
    Nd4j.getRandom().setSeed(seeds.forReplica("nn", epoch, round, replica).nextLong());
    for (Layer layer : graph.getLayers()) {
      handOutChance(layer, layer.conf().getLayer().getLayerName(), replica);
      if (layer instanceof BaseWrapperLayer wrapper) {
        handOutChance(wrapper.getUnderlying(), layer.conf().getLayer().getLayerName(), replica);
      }
    }
    for (GraphVertex vertex : graph.getVertices()) {
      handOutChance(vertex, vertex.getVertexName(), replica);
    }
  }

  private void handOutChance(Object layer, String name, int replica) {
    if (layer instanceof DrawsChance draws) {
      draws.chance(seeds.forReplica("nn " + name, epoch, round, replica));
    }
  }

  private RoundSums fit(ComputationGraph graph, Iterator<MultiDataSet> steps) {
    StepWatcher watcher = new StepWatcher(options.clipping());
    graph.setListeners(watcher);
    long started = System.nanoTime();
    RoundSums sums = RoundSums.NONE;
    for (int i = step; steps.hasNext() && sums.isFinite(); i++) {
      if (options.stateReset() == StateReset.EACH_STEP) {
        RecurrentStates.clear(graph);
      }
      setRate(graph, i);
      graph.fit(steps.next());
      sums = sums.then(sumsOfStep(graph, watcher, rate(graph, i)));
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    return sums.after(StepWatcher.norm(graph.params()), seconds);
  }

  private void setRate(ComputationGraph graph, int iteration) {
    double rate = rates.at(iteration);
    if (Double.isNaN(rate) != Double.isNaN(rates.at(0))) { // the graph's own may be gone by now
      throw new IllegalStateException("rates must be NaN at every step or at none");
    }
    if (!Double.isNaN(rate)) {
      for (UpdaterBlock block : graph.getUpdater().getUpdaterBlocks()) {
        IUpdater updater = block.getGradientUpdater().getConfig();
        if (updater.hasLearningRate()) {
          updater.setLrAndSchedule(rate, null);
        }
      }
    }
  }

  /** The first that there is, or 0. */
  private double rate(ComputationGraph graph, int iteration) {
    return graph.getUpdater().getUpdaterBlocks().stream()
        .map(block -> block.getGradientUpdater().getConfig())
        .filter(IUpdater::hasLearningRate)
        .mapToDouble(updater -> updater.getLearningRate(iteration, epoch))
        .findFirst()
        .orElse(0);
  }

  private static RoundSums sumsOfStep(ComputationGraph graph, StepWatcher watcher, double rate) {
    long examples = CountsExamples.of(graph);
    return RoundSums.ofStep(
        graph.score() * examples, examples, watcher.gradientNorm(), watcher.clipped(), rate);
  }

  private Trained end(ComputationGraph graph, RoundSums sums) {
    graph.setListeners();
    byte[] carried =
        options.stateReset() == StateReset.EACH_STEP ? new byte[0] : RecurrentStates.of(graph);
    NumberBlocks parameters = NativeNumbers.copyOf(graph.params());
    Precision precision = parameters.precision();
    NumberBlocks updaterState = NativeNumbers.copyOf(updaterState(graph), precision);
    return new Trained(
        mergesUpdaterState ? parameters.and(updaterState) : parameters,
        Math.max(1, sums.examples()),
        new ReplicaState(carried, mergesUpdaterState ? NumberBlocks.none(precision) : updaterState),
        sums);
  }
}
