package wordmill.nn;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import wordmill.averaging.NumberBlocks;

/**
 * The loss of a graph on data, without training. A partition's minibatches are gone through in
 * order, with carried state from one to the next and none at the start, each partition by one task.
 *
 * <p>Cost: one forward pass; the parameters P once to each executor.
 */
public final class SparkScoring {
  private SparkScoring() {}

  /**
   * A partition's loss.
   *
   * @param loss summed over the examples
   * @param examples tokens, say
   */
  public record Score(double loss, long examples) implements Serializable {}

  /**
   * Scores data.
   *
   * @param graph on the driver; its parameters are sent to the tasks
   * @return in partition order, so that sums over it have the same bits everywhere
   */
  public static List<Score> of(
      JavaSparkContext sc, ComputationGraph graph, Graphs graphs, JavaRDD<MultiDataSet> data) {
    String configuration = Networks.configuration(graph);
    Broadcast<NumberBlocks> parameters = sc.broadcast(NativeNumbers.copyOf(graph.params()));
    try {
      return data.mapPartitions(
              steps -> List.of(score(configuration, graphs, parameters.value(), steps)).iterator())
          .collect();
    } finally {
      parameters.destroy();
    }
  }

  private static Score score(
      String configuration, Graphs graphs, NumberBlocks parameters, Iterator<MultiDataSet> steps) {
    String purpose = "scoring " + configuration;
    ComputationGraph graph = GraphPool.borrow(purpose, () -> graphs.build(configuration));
    NativeNumbers.copyInto(graph.params(), parameters);
    RecurrentStates.clear(graph);
    double loss = 0;
    long examples = 0;
    while (steps.hasNext()) {
      MultiDataSet step = steps.next();
      double mean = graph.score(step, false);
      long count = CountsExamples.of(graph);
      loss += mean * count;
      examples += count;
    }
    GraphPool.giveBack(purpose, graph);
    return new Score(loss, examples);
  }
}
