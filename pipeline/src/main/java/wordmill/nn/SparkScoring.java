package wordmill.nn;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.api.MultiDataSet;

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
    return SparkAsking.of(sc, graph, graphs, data, (asked, steps) -> List.of(score(asked, steps)));
  }

  private static Score score(ComputationGraph graph, Iterator<MultiDataSet> steps) {
    double loss = 0;
    long examples = 0;
    while (steps.hasNext()) {
      MultiDataSet step = steps.next();
      double mean = graph.score(step, false);
      long count = CountsExamples.of(graph);
      loss += mean * count;
      examples += count;
    }
    return new Score(loss, examples);
  }
}
