package wordmill.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.api.TrainingMaster;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.InverseSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import wordmill.SharedSpark;
import wordmill.averaging.AveragingOptions;
import wordmill.averaging.Clipping;
import wordmill.averaging.DivergedException;
import wordmill.averaging.Rates;
import wordmill.averaging.RoundReport;
import wordmill.averaging.Snapshot;
import wordmill.averaging.SparkRounds;
import wordmill.averaging.StateReset;
import wordmill.config.BadInputException;
import wordmill.random.Seeds;

@Tag("spark")
class SparkAveragingMasterTest {
  private static final Seeds SEEDS = new Seeds(5);

  private final List<RoundReport> reports = new ArrayList<>();

  private SparkAveragingMaster master(AveragingOptions options) {
    return master(options, Rates.own());
  }

  private SparkAveragingMaster master(AveragingOptions options, Rates rates) {
    return new SparkAveragingMaster(options, SEEDS, rates, Graphs.plain(), reports::add);
  }

  private static AveragingOptions options(int replicas, int steps, boolean averageUpdaterState) {
    return new AveragingOptions(
        replicas, steps, averageUpdaterState, Clipping.none(), StateReset.EACH_EPOCH);
  }

  private static JavaRDD<MultiDataSet> rdd(List<MultiDataSet> steps, int partitions) {
    return SharedSpark.context().parallelize(steps, partitions);
  }

  private static SparkComputationGraph on(ComputationGraph graph, TrainingMaster<?, ?> master) {
    return new SparkComputationGraph(SharedSpark.context(), graph, master);
  }

  private static ComputationGraph fittedLocally(
      ComputationGraph graph, List<MultiDataSet> steps, int epochs) {
    for (int epoch = 0; epoch < epochs; epoch++) {
      steps.forEach(graph::fit);
      graph.incrementEpochCount();
    }
    return graph;
  }

  @AfterEach
  void keepNothing() {
    SharedSpark.context().getPersistentRDDs().values().forEach(kept -> kept.unpersist(true));
  }

  @Test
  void oneReplicaTrainsTheBitsOfALocalFit() {
    ISchedule byIteration = new InverseSchedule(ScheduleType.ITERATION, 0.1, 0.3, 0.7);
    ISchedule byEpoch = new InverseSchedule(ScheduleType.EPOCH, 0.1, 0.3, 0.7);
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      for (IUpdater updater :
          List.of(
              new Sgd(0.1), new Sgd(byIteration), new Adam(0.01), new Nesterovs(byEpoch, 0.9))) {
        List<MultiDataSet> steps = TinyGraphs.batches(7, type);
        ComputationGraph local = fittedLocally(TinyGraphs.dense(updater, type), steps, 2);
        SparkComputationGraph spark =
            on(TinyGraphs.dense(updater, type), master(new AveragingOptions(1, 3)));
        spark.fitMultiDataSet(rdd(steps, 2));
        ComputationGraph trained = spark.fitMultiDataSet(rdd(steps, 2));
        assertThat(TinyGraphs.bits(trained))
            .as("%s %s", updater, type)
            .isEqualTo(TinyGraphs.bits(local));
        assertThat(trained.getIterationCount()).isEqualTo(14);
        assertThat(trained.getEpochCount()).isEqualTo(2);
        if (local.getUpdater().getStateViewArray() != null) {
          assertThat(trained.getUpdater().getStateViewArray())
              .isEqualTo(local.getUpdater().getStateViewArray());
        }
      }
    }
  }

  @Test
  void masksReachTheGraph() {
    List<MultiDataSet> steps = TinyGraphs.batches(4, DataType.DOUBLE);
    INDArray mask = Nd4j.createFromArray(new double[][] {{1}, {0}, {1}, {1}});
    steps.forEach(step -> step.setLabelsMaskArray(new INDArray[] {mask}));
    ComputationGraph local =
        fittedLocally(TinyGraphs.dense(new Sgd(0.1), DataType.DOUBLE), steps, 1);
    ComputationGraph unmasked =
        fittedLocally(
            TinyGraphs.dense(new Sgd(0.1), DataType.DOUBLE),
            TinyGraphs.batches(4, DataType.DOUBLE),
            1);
    ComputationGraph trained =
        on(TinyGraphs.dense(new Sgd(0.1), DataType.DOUBLE), master(new AveragingOptions(1, 2)))
            .fitMultiDataSet(rdd(steps, 1));
    assertThat(TinyGraphs.bits(trained))
        .isEqualTo(TinyGraphs.bits(local))
        .isNotEqualTo(TinyGraphs.bits(unmasked));
  }

  @Test
  void replicasAveragedEachStepTrainAsOneLargeBatch() {
    int replicas = 3;
    List<MultiDataSet> steps = TinyGraphs.batches(5 * replicas, DataType.DOUBLE);
    ComputationGraph local = TinyGraphs.dense(new Sgd(0.1), DataType.DOUBLE);
    for (int n = 0; n < 5; n++) { // replica r's share begins at 5 r
      local.fit(
          org.nd4j.linalg.dataset.MultiDataSet.merge(
              List.of(steps.get(n), steps.get(5 + n), steps.get(10 + n))));
    }
    ComputationGraph trained =
        on(
                TinyGraphs.dense(new Sgd(0.1), DataType.DOUBLE),
                master(new AveragingOptions(replicas, 1)))
            .fitMultiDataSet(rdd(steps, 4));
    assertThat(trained.params().toDoubleVector())
        .containsExactly(local.params().toDoubleVector(), within(1e-12));
    assertThat(trained.getIterationCount()).isEqualTo(5);
  }

  @Test
  void replicasWeighAsMuchAsTheirExamples() {
    List<MultiDataSet> steps =
        List.of(
            TinyGraphs.batch(1, 2, 5, 3, DataType.DOUBLE),
            TinyGraphs.batch(2, 7, 5, 3, DataType.DOUBLE));
    ComputationGraph local = TinyGraphs.dense(new Sgd(0.1), DataType.DOUBLE);
    local.fit(org.nd4j.linalg.dataset.MultiDataSet.merge(steps));
    ComputationGraph trained =
        on(TinyGraphs.dense(new Sgd(0.1), DataType.DOUBLE), master(new AveragingOptions(2, 1)))
            .fitMultiDataSet(rdd(steps, 1));
    assertThat(trained.params().toDoubleVector())
        .containsExactly(local.params().toDoubleVector(), within(1e-12));
  }

  /**
   * Of fits that it cuts into one split, so that it draws and drops nothing. Its workers count
   * Adam's steps from 0 in each, so one fit must do.
   */
  @Test
  void agreesWithDl4jsOwnParameterAveraging() {
    for (IUpdater updater : List.of(new Sgd(0.1), new Nesterovs(0.1, 0.9), new Adam(0.01))) {
      ComputationGraph ours = TinyGraphs.dense(updater, DataType.DOUBLE);
      ComputationGraph theirs = TinyGraphs.dense(updater, DataType.DOUBLE);
      SparkComputationGraph ourTraining = on(ours, master(new AveragingOptions(2, 2)));
      SparkComputationGraph theirTraining = on(theirs, theirs());
      for (int fit = 0; fit < (updater instanceof Adam ? 1 : 3); fit++) {
        List<MultiDataSet> steps = TinyGraphs.batches(4 * (fit + 1), DataType.DOUBLE);
        List<MultiDataSet> last = steps.subList(4 * fit, 4 * fit + 4);
        ourTraining.fitMultiDataSet(rdd(last, 2));
        theirTraining.fitMultiDataSet(rdd(last, 2));
      }
      assertThat(ours.params().toDoubleVector())
          .as(updater.toString())
          .containsExactly(theirs.params().toDoubleVector(), within(1e-12));
    }
  }

  private static TrainingMaster<?, ?> theirs() {
    return new ParameterAveragingTrainingMaster.Builder(2, TinyGraphs.BATCH)
        .batchSizePerWorker(TinyGraphs.BATCH)
        .averagingFrequency(2)
        .saveUpdater(true)
        .repartionData(Repartition.Never)
        .rddTrainingApproach(RDDTrainingApproach.Direct)
        .workerPrefetchNumBatches(0)
        .build();
  }

  @Test
  void reportsAddUpToTheEpoch() {
    List<MultiDataSet> steps = TinyGraphs.batches(7, DataType.DOUBLE);
    on(TinyGraphs.dense(new Sgd(0.1), DataType.DOUBLE), master(new AveragingOptions(2, 3)))
        .fitMultiDataSet(rdd(steps, 3));
    assertThat(reports).extracting(RoundReport::round).containsExactly(0, 1);
    assertThat(reports).extracting(RoundReport::rounds).containsOnly(2);
    assertThat(reports).extracting(report -> report.sums().steps()).containsExactly(6L, 1L);
    RoundReport last = reports.get(1);
    assertThat(last.epochSums().examples()).isEqualTo(7L * TinyGraphs.BATCH);
    assertThat(last.epochSums().meanLoss()).isBetween(0.5, 2.0);
    assertThat(last.epochSums().rate()).isEqualTo(0.1);
    assertThat(last.epochSums().meanGradientNorm())
        .isPositive()
        .isLessThan(last.epochSums().gradientNormMax());
    assertThat(last.seconds()).isGreaterThan(last.sums().trainingSeconds());
  }

  /** On the driver, the graph has the last round's parameters. */
  @Test
  void listenersOfDl4jSeeTheMergedGraph() {
    List<MultiDataSet> steps = TinyGraphs.batches(4, DataType.DOUBLE);
    SparkAveragingMaster master = master(new AveragingOptions(2, 1));
    List<byte[]> seen = new ArrayList<>();
    master.setListeners(
        List.of(
            new org.deeplearning4j.optimize.api.BaseTrainingListener() {
              @Override
              public void iterationDone(
                  org.deeplearning4j.nn.api.Model model, int iteration, int epoch) {
                assertThat(iteration).isEqualTo(seen.size() + 1);
                seen.add(TinyGraphs.bits((ComputationGraph) model));
              }
            }));
    ComputationGraph trained =
        on(TinyGraphs.dense(new Sgd(0.1), DataType.DOUBLE), master).fitMultiDataSet(rdd(steps, 1));
    assertThat(seen).hasSize(2);
    assertThat(seen.get(1)).isEqualTo(TinyGraphs.bits(trained)).isNotEqualTo(seen.get(0));
  }

  @Test
  void ratesAreThoseOfTheStep() {
    List<MultiDataSet> steps = TinyGraphs.batches(5, DataType.FLOAT);
    ComputationGraph local = TinyGraphs.dense(new Sgd(0.5), DataType.FLOAT);
    for (int i = 0; i < steps.size(); i++) {
      local.setLearningRate(0.2 / (1 + i));
      local.fit(steps.get(i));
    }
    ComputationGraph trained =
        on(
                TinyGraphs.dense(new Sgd(0.5), DataType.FLOAT),
                master(new AveragingOptions(1, 2), step -> 0.2 / (1 + step)))
            .fitMultiDataSet(rdd(steps, 1));
    assertThat(TinyGraphs.bits(trained)).isEqualTo(TinyGraphs.bits(local));
    assertThat(reports).extracting(report -> report.sums().rate()).contains(0.2 / 5);
  }

  @Test
  void stateIsCarriedThroughRoundsOfAnEpochAndThenReset() {
    List<MultiDataSet> steps = TinyGraphs.batches(5, DataType.DOUBLE);
    assertCarries(StateReset.EACH_EPOCH, steps);
    assertCarries(StateReset.NEVER, steps);
    assertCarries(StateReset.EACH_STEP, steps);
  }

  private void assertCarries(StateReset reset, List<MultiDataSet> steps) {
    ComputationGraph local = TinyGraphs.carrying(new Sgd(0.1), DataType.DOUBLE);
    for (int epoch = 0; epoch < 2; epoch++) {
      for (int i = 0; i < steps.size(); i++) {
        if (reset == StateReset.EACH_STEP || (reset == StateReset.EACH_EPOCH && i == 0)) {
          RecurrentStates.clear(local);
        }
        if (i % 2 == 0) { // a round of two steps
          chance(local, epoch, i / 2);
        }
        local.fit(steps.get(i));
      }
    }
    SparkComputationGraph spark =
        on(
            TinyGraphs.carrying(new Sgd(0.1), DataType.DOUBLE),
            master(new AveragingOptions(1, 2, true, Clipping.none(), reset)));
    spark.fitMultiDataSet(rdd(steps, 2));
    ComputationGraph trained = spark.fitMultiDataSet(rdd(steps, 2));
    assertThat(TinyGraphs.bits(trained)).as(reset.name()).isEqualTo(TinyGraphs.bits(local));
  }

  private static void chance(ComputationGraph graph, int epoch, int round) {
    ((DrawsChance) graph.getLayer("hidden")).chance(SEEDS.forReplica("nn hidden", epoch, round, 0));
  }

  @Test
  void keptUpdaterStateIsTheReplicasOwn() {
    List<MultiDataSet> steps = TinyGraphs.batches(4, DataType.DOUBLE);
    Nesterovs updater = new Nesterovs(0.1, 0.9);
    ComputationGraph a = TinyGraphs.dense(updater, DataType.DOUBLE);
    ComputationGraph b = TinyGraphs.dense(updater, DataType.DOUBLE);
    for (int n = 0; n < 2; n++) {
      a.fit(steps.get(n));
      b.fit(steps.get(2 + n));
      INDArray mean = a.params().add(b.params()).mul(0.5);
      a.setParams(mean);
      b.setParams(mean);
    }
    SparkAveragingMaster master = master(options(2, 1, false));
    ComputationGraph trained =
        on(TinyGraphs.dense(updater, DataType.DOUBLE), master).fitMultiDataSet(rdd(steps, 1));
    assertThat(trained.params().toDoubleVector())
        .containsExactly(a.params().toDoubleVector(), within(1e-12));
    Snapshot snapshot = master.snapshot();
    assertThat(snapshot.updaterState().count()).isZero();
    assertThat(snapshot.own().get(1).own().block(0))
        .isEqualTo(NativeNumbers.copyOf(b.getUpdater().getStateViewArray()).block(0));
    ComputationGraph merged =
        on(TinyGraphs.dense(updater, DataType.DOUBLE), master(options(2, 1, true)))
            .fitMultiDataSet(rdd(steps, 1));
    assertThat(merged.getUpdater().getStateViewArray().toDoubleVector())
        .containsExactly(
            a.getUpdater()
                .getStateViewArray()
                .add(b.getUpdater().getStateViewArray())
                .mul(0.5)
                .toDoubleVector(),
            within(1e-12)); // Nesterovs is linear
  }

  @Test
  void aRestoredTrainingGoesOnToTheSameBits() {
    for (boolean average : new boolean[] {true, false}) {
      AveragingOptions options = options(3, 2, average);
      Adam updater = new Adam(0.01);
      SparkRounds<MultiDataSet> rounds =
          SparkRounds.cut(rdd(TinyGraphs.batches(17, DataType.FLOAT), 2), 3, 2);
      SparkAveragingMaster[] first = new SparkAveragingMaster[1];
      List<Snapshot> snapshots = new ArrayList<>();
      first[0] =
          new SparkAveragingMaster(
              options,
              SEEDS,
              Rates.own(),
              Graphs.plain(),
              report -> snapshots.add(first[0].snapshot()));
      SparkComputationGraph undisturbed =
          on(TinyGraphs.carrying(updater, DataType.FLOAT), first[0]);
      undisturbed.fitMultiDataSet(rounds);
      byte[] expected = TinyGraphs.bits(undisturbed.fitMultiDataSet(rounds));
      assertThat(snapshots).hasSize(6);
      for (Snapshot snapshot : snapshots) {
        SparkAveragingMaster second = master(options);
        second.restore(snapshot);
        SparkComputationGraph resumed = on(TinyGraphs.carrying(updater, DataType.FLOAT), second);
        for (int epoch = snapshot.epoch(); epoch < 2; epoch++) {
          resumed.fitMultiDataSet(rounds);
        }
        assertThat(TinyGraphs.bits(resumed.getNetwork()))
            .as("epoch %d, round %d", snapshot.epoch(), snapshot.nextRound())
            .isEqualTo(expected);
        assertThat(second.snapshot().epochSums().loss())
            .isEqualTo(first[0].snapshot().epochSums().loss());
      }
    }
  }

  @Test
  void theSeedDecidesWhatLayersDraw() {
    List<MultiDataSet> steps = TinyGraphs.batches(4, DataType.DOUBLE);
    List<byte[]> bits = new ArrayList<>();
    for (long seed : new long[] {1, 1, 2}) {
      bits.add(
          TinyGraphs.bits(
              on(
                      TinyGraphs.carrying(new Sgd(0.1), DataType.DOUBLE),
                      new SparkAveragingMaster(new AveragingOptions(2, 1), new Seeds(seed)))
                  .fitMultiDataSet(rdd(steps, 1))));
    }
    assertThat(bits.get(1)).isEqualTo(bits.get(0)).isNotEqualTo(bits.get(2));
  }

  @Test
  void whatDataIsCutIntoDoesNotDependOnItsPartitions() {
    List<MultiDataSet> steps = TinyGraphs.batches(9, DataType.FLOAT);
    List<byte[]> bits = new ArrayList<>();
    for (int partitions : new int[] {1, 4, 9, 12}) {
      bits.add(
          TinyGraphs.bits(
              on(
                      TinyGraphs.carrying(new Adam(0.01), DataType.FLOAT),
                      master(new AveragingOptions(3, 2)))
                  .fitMultiDataSet(rdd(steps, partitions))));
    }
    assertThat(bits).allSatisfy(each -> assertThat(each).isEqualTo(bits.get(0)));
  }

  @Test
  void dataSetsTrainAsMultiDataSets() {
    List<MultiDataSet> steps = TinyGraphs.batches(4, DataType.FLOAT);
    List<DataSet> same =
        steps.stream().map(step -> new DataSet(step.getFeatures(0), step.getLabels(0))).toList();
    AveragingOptions options = new AveragingOptions(2, 1);
    ComputationGraph one =
        on(TinyGraphs.dense(new Sgd(0.1), DataType.FLOAT), master(options))
            .fitMultiDataSet(rdd(steps, 1));
    ComputationGraph other =
        on(TinyGraphs.dense(new Sgd(0.1), DataType.FLOAT), master(options))
            .fit(SharedSpark.context().parallelize(same, 1));
    assertThat(TinyGraphs.bits(other)).isEqualTo(TinyGraphs.bits(one));
  }

  @Test
  void pathsTrainAsWhatTheyLeadTo(@TempDir Path folder) throws IOException {
    List<MultiDataSet> steps = TinyGraphs.batches(5, DataType.FLOAT);
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Path file = folder.resolve("step-" + i);
      steps.get(i).save(file.toFile());
      paths.add(file.toUri().toString());
    }
    AveragingOptions options = new AveragingOptions(2, 2);
    ComputationGraph one =
        on(TinyGraphs.dense(new Sgd(0.1), DataType.FLOAT), master(options))
            .fitMultiDataSet(rdd(steps, 1));
    ComputationGraph other =
        on(TinyGraphs.dense(new Sgd(0.1), DataType.FLOAT), master(options))
            .fitPathsMultiDataSet(SharedSpark.context().parallelize(paths, 3));
    assertThat(TinyGraphs.bits(other)).isEqualTo(TinyGraphs.bits(one));
  }

  @Test
  void noDataLeavesTheGraphAsItIs() {
    ComputationGraph graph = TinyGraphs.dense(new Adam(0.1), DataType.FLOAT);
    byte[] before = TinyGraphs.bits(graph);
    on(graph, master(new AveragingOptions(2, 3))).fitMultiDataSet(rdd(List.of(), 1));
    assertThat(TinyGraphs.bits(graph)).isEqualTo(before);
    assertThat(reports).isEmpty();
  }

  @Test
  void aTrainingThatLeavesTheNumbersStopsWithItsLastGoodParameters() {
    List<MultiDataSet> steps = new ArrayList<>(TinyGraphs.batches(6, DataType.DOUBLE));
    steps.get(4).getFeatures(0).putScalar(1, 1, Double.NaN); // replica 1's second
    ComputationGraph graph = TinyGraphs.dense(new Sgd(0.25), DataType.DOUBLE);
    SparkAveragingMaster master = master(new AveragingOptions(2, 1));
    assertThatThrownBy(() -> on(graph, master).fitMultiDataSet(rdd(steps, 1)))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("epoch 1, round 2, replica 2 at a learning rate of 0.25")
        .hasMessageContaining("norm NaN");
    assertThat(master.snapshot().nextRound()).isEqualTo(1);
    assertThat(NativeNumbers.copyOf(graph.params()).block(0))
        .isEqualTo(master.snapshot().parameters().block(0));
    assertThat(Double.isFinite(graph.params().norm2Number().doubleValue())).isTrue();
  }

  @Test
  void aRateThatIsTooHighIsFoundOut() {
    List<MultiDataSet> steps = TinyGraphs.batches(40, DataType.FLOAT);
    ComputationGraph graph = TinyGraphs.dense(new Sgd(1e38), DataType.FLOAT);
    assertThatThrownBy(
            () -> on(graph, master(new AveragingOptions(2, 2))).fitMultiDataSet(rdd(steps, 1)))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("lower the rate or clip gradients");
  }

  @Test
  void clippedStepsAreCounted() {
    List<MultiDataSet> steps = TinyGraphs.batches(6, DataType.DOUBLE);
    double bound = 1e-3;
    ComputationGraph graph = TinyGraphs.dense(new Sgd(1), DataType.DOUBLE);
    INDArray before = graph.params().dup();
    on(
            graph,
            master(new AveragingOptions(1, 6, true, Clipping.byNorm(bound), StateReset.EACH_EPOCH)))
        .fitMultiDataSet(rdd(steps, 1));
    assertThat(reports.get(0).sums().clippedSteps()).isEqualTo(6);
    assertThat(reports.get(0).sums().gradientNormMax()).isGreaterThan(bound);
    assertThat(graph.params().sub(before).norm2Number().doubleValue())
        .isPositive()
        .isLessThanOrEqualTo(6 * bound * (1 + 1e-12));
  }

  @Test
  void roundsKeepNoRddAndNoBroadcast() {
    List<MultiDataSet> steps = TinyGraphs.batches(12, DataType.FLOAT);
    int before = SharedSpark.context().getPersistentRDDs().size();
    on(TinyGraphs.dense(new Sgd(0.1), DataType.FLOAT), master(new AveragingOptions(2, 1)))
        .fitMultiDataSet(rdd(steps, 1));
    assertThat(SharedSpark.context().getPersistentRDDs()).hasSize(before);
  }

  @Test
  void whatCannotBeTrainedIsRefused() {
    ComputationGraph truncated = TinyGraphs.dense(new Sgd(0.1), DataType.FLOAT);
    truncated.getConfiguration().setBackpropType(BackpropType.TruncatedBPTT);
    List<MultiDataSet> steps = TinyGraphs.batches(4, DataType.FLOAT);
    SparkAveragingMaster master = master(new AveragingOptions(2, 1));
    assertThatThrownBy(() -> on(truncated, master).fitMultiDataSet(rdd(steps, 1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("must be Standard")
        .hasMessageContaining("TruncatedBPTT");
    assertThatThrownBy(
            () ->
                on(TinyGraphs.dense(new Sgd(0.1), DataType.FLOAT), master)
                    .fitMultiDataSet(SparkRounds.cut(rdd(steps, 1), 3, 1)))
        .isInstanceOf(BadInputException.class)
        .hasMessage("replicas must be 3, as in the data, but is 2");
    assertThatThrownBy(
            () ->
                master.getWorkerInstance(
                    (org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer) null))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aSnapshotOfAnotherTrainingIsRefused() {
    List<MultiDataSet> steps = TinyGraphs.batches(4, DataType.FLOAT);
    SparkAveragingMaster merged = master(options(2, 1, true));
    on(TinyGraphs.dense(new Adam(0.1), DataType.FLOAT), merged).fitMultiDataSet(rdd(steps, 1));
    SparkAveragingMaster kept = master(options(2, 1, false));
    on(TinyGraphs.dense(new Adam(0.1), DataType.FLOAT), kept).fitMultiDataSet(rdd(steps, 1));
    assertRefused(
        () -> master(new AveragingOptions(3, 1)).restore(merged.snapshot()),
        "replicas must be 2, as in the snapshot, but is 3");
    assertRefused(
        () -> master(options(2, 1, false)).restore(merged.snapshot()),
        "updater state must be averaged, as in the snapshot");
    assertRefused(
        () -> master(options(2, 1, true)).restore(kept.snapshot()),
        "updater state must not be averaged, as in the snapshot");
    assertRefused(
        () -> resume(TinyGraphs.dense(new Sgd(0.1), DataType.FLOAT), merged.snapshot(), steps),
        "numbers of updater state, but the graph 0");
    assertRefused(
        () ->
            resume(
                TinyGraphs.dense(new Adam(0.1), DataType.FLOAT, 5, 7, 3), merged.snapshot(), steps),
        "parameters of FLOAT, but the graph");
    assertRefused(
        () ->
            resume(
                TinyGraphs.dense(new Adam(0.1), DataType.FLOAT),
                merged.snapshot(),
                steps.subList(0, 2)),
        "taken after 2 rounds of an epoch, but the data has 1");
    assertThatThrownBy(() -> master(options(2, 1, true)).snapshot())
        .isInstanceOf(IllegalStateException.class);
  }

  private void resume(ComputationGraph graph, Snapshot from, List<MultiDataSet> steps) {
    SparkAveragingMaster master = master(options(2, 1, true));
    master.restore(from);
    on(graph, master).fitMultiDataSet(rdd(steps, 1));
  }

  private static void assertRefused(Runnable run, String why) {
    assertThatThrownBy(run::run).isInstanceOf(BadInputException.class).hasMessageContaining(why);
  }

  @Test
  void optionsAreShownAsJson() {
    assertThat(master(new AveragingOptions(2, 3)).toJson())
        .contains("\"replicas\" : 2", "\"steps-per-round\" : 3");
  }
}
