package wordmill.nn;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.graph.ComputationGraph;
import wordmill.averaging.NumberBlocks;

/**
 * Asks a graph about data, each partition by one task.
 *
 * <p>Cost: the parameters P once to each executor, and a graph for each task side by side.
 */
public final class SparkAsking {
  private SparkAsking() {}

  /**
   * What is asked of a graph about a partition.
   *
   * @param <T> data
   * @param <R> answers
   */
  @FunctionalInterface
  public interface Question<T, R> extends Serializable {
    /**
     * Answers.
     *
     * @param graph its recurrent layers without state
     */
    List<R> answer(ComputationGraph graph, Iterator<T> partition);
  }

  /**
   * Collects the answers.
   *
   * @param graph on the driver; its parameters are sent to the tasks
   * @return in partition order; on the driver, so answers should be small
   */
  public static <T, R> List<R> of(
      JavaSparkContext sc,
      ComputationGraph graph,
      Graphs graphs,
      JavaRDD<T> data,
      Question<T, R> question) {
    String configuration = Networks.configuration(graph);
    Broadcast<NumberBlocks> parameters = sc.broadcast(NativeNumbers.copyOf(graph.params()));
    try {
      return data.mapPartitions(
              part -> ask(configuration, graphs, parameters.value(), part, question).iterator())
          .collect();
    } finally {
      parameters.destroy();
    }
  }

  private static <T, R> List<R> ask(
      String configuration,
      Graphs graphs,
      NumberBlocks parameters,
      Iterator<T> part,
      Question<T, R> question) {
    if (!part.hasNext()) {
      return List.of();
    }
    String purpose = "asking " + configuration;
    ComputationGraph graph = GraphPool.borrow(purpose, () -> graphs.build(configuration));
    NativeNumbers.copyInto(graph.params(), parameters);
    RecurrentStates.clear(graph);
    List<R> answers = question.answer(graph, part);
    GraphPool.giveBack(purpose, graph);
    return answers;
  }
}
