package wordmill.nn;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import wordmill.averaging.AveragingOptions;
import wordmill.averaging.Clipping;
import wordmill.averaging.NumberBlocks;
import wordmill.averaging.ReplicaState;
import wordmill.averaging.RoundStart;
import wordmill.averaging.StateReset;
import wordmill.random.Seeds;

/**
 * Trains a small network on nothing in particular, as a replica does, so that what does it is
 * loaded and compiled when the training itself begins, whose first steps would share the cores with
 * the compiler. Best done while other stages leave a core idle. No training's bits depend on it.
 */
public final class NetworkWarmUp {
  private static final long MOST_NANOS = 3_000_000_000L;
  private static final int MOST_ROUNDS = 60;

  private static volatile boolean over;

  private NetworkWarmUp() {}

  /**
   * Trains a round, and goes on for {@value #MOST_ROUNDS} rounds, for three seconds, or until a
   * training begins in this JVM.
   *
   * @param configuration of a small network like the one to be trained
   * @param minibatches of one round, each a step
   */
  public static void train(
      ComputationGraphConfiguration configuration,
      Clipping clipping,
      List<MultiDataSet> minibatches) {
    long begun = System.nanoTime();
    ComputationGraph graph = Networks.ofJson(configuration.toJson());
    NumberBlocks parameters = NativeNumbers.copyOf(graph.params());
    NumberBlocks updaterState =
        NativeNumbers.copyOf(ReplicaTraining.updaterState(graph), parameters.precision());
    RoundStart start =
        new RoundStart(
            0,
            parameters.and(updaterState),
            new ReplicaState(new byte[0], NumberBlocks.none(parameters.precision())));
    ReplicaTraining training =
        new ReplicaTraining(
            "warm-up",
            configuration.toJson(),
            Networks::ofJson,
            new AveragingOptions(1, minibatches.size(), true, clipping, StateReset.EACH_STEP),
            true,
            new Seeds(0),
            step -> 0.001,
            0,
            0,
            0);
    int rounds = 0;
    do {
      training.train(graph, start, minibatches.iterator());
      rounds++;
    } while (rounds < MOST_ROUNDS && !over && System.nanoTime() - begun < MOST_NANOS);
  }

  /** A training begins, which needs the cores itself. */
  static void end() {
    over = true;
  }
}
