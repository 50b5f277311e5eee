package wordmill.nn;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
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

/** The training behind {@link SparkAveragingMaster}: epochs of rounds, and where they are. */
final class SparkGraphTraining {
  /** The property of a thread by which Spark's UI names its jobs. */
  private static final String DESCRIPTION = "spark.job.description";

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

  SparkGraphTraining(
      AveragingOptions options, Seeds seeds, Rates rates, Graphs graphs, RoundListener listener) {
    this.options = options;
    this.seeds = seeds;
    this.rates = rates;
    this.graphs = graphs;
    this.listener = listener;
    this.mergesUpdaterState = options.averageUpdaterState() || options.replicas() == 1;
  }

  void setRates(Rates rates) {
    this.rates = rates;
  }

  Snapshot snapshot() {
    return reached.orElseThrow(() -> new IllegalStateException("nothing has been trained yet"));
  }

  void restore(Snapshot snapshot) {
    BadInputException.check(
        snapshot.own().size() == options.replicas(),
        "replicas must be %d, as in the snapshot, but is %d",
        snapshot.own().size(),
        options.replicas());
    BadInputException.check(
        !mergesUpdaterState || snapshot.own().stream().allMatch(own -> own.own().count() == 0),
        "updater state must not be averaged, as in the snapshot");
    BadInputException.check(
        mergesUpdaterState || snapshot.updaterState().count() == 0,
        "updater state must be averaged, as in the snapshot");
    reached = Optional.of(snapshot);
    restored = true;
  }

  /** Of the driver's graph after each round. */
  void tell(Collection<TrainingListener> listeners) {
    trainingListeners = List.copyOf(listeners);
  }

  /** An epoch, or what is left of it. */
  void fit(SparkComputationGraph graph, SparkRounds<MultiDataSet> rounds) {
    ComputationGraph network = graph.getNetwork();
    check(network, rounds);
    Snapshot at = begin(network, rounds.rounds());
    reached = Optional.of(at);
    String configuration = Networks.configuration(network);
    SparkContext sc = rounds.context();
    String described = sc.getLocalProperty(DESCRIPTION);
    try {
      while (at.nextRound() < rounds.rounds()) {
        sc.setJobDescription(
            String.format(
                "%s: epoch %d, round %d of %d",
                Objects.requireNonNullElse(described, "training"),
                at.epoch() + 1,
                at.nextRound() + 1,
                rounds.rounds()));
        at = round(graph, rounds, at, configuration);
      }
    } finally {
      sc.setJobDescription(described);
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

  private List<NumberBlocks> updaterStates(Snapshot snapshot) {
    return mergesUpdaterState
        ? List.of(snapshot.updaterState())
        : snapshot.own().stream().map(ReplicaState::own).toList();
  }

  private void install(Snapshot snapshot, ComputationGraph network) {
    long length = network.params().length();
    BadInputException.check(
        snapshot.parameters().length() == length
            && snapshot.parameters().precision()
                == NativeNumbers.precision(network.params().dataType()),
        "the snapshot has %d parameters of %s, but the graph %d of %s",
        snapshot.parameters().length(),
        snapshot.parameters().precision(),
        length,
        network.params().dataType());
    NativeNumbers.copyInto(network.params(), snapshot.parameters());
    Optional<INDArray> updaterState = ReplicaTraining.updaterState(network);
    long states = updaterState.map(INDArray::length).orElse(0L);
    for (NumberBlocks found : updaterStates(snapshot)) {
      BadInputException.check(
          found.length() == states,
          "the snapshot has %d numbers of updater state, but the graph %d",
          found.length(),
          states);
    }
    if (mergesUpdaterState) {
      updaterState.ifPresent(array -> NativeNumbers.copyInto(array, snapshot.updaterState()));
    }
    network.getConfiguration().setEpochCount(snapshot.epoch());
    network.getConfiguration().setIterationCount(Math.toIntExact(snapshot.step()));
  }
}
