package wordmill.nn;

import java.io.Serializable;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Makes a graph ready to train out of its configuration, in a task. Parameters come later. */
@FunctionalInterface
public interface Graphs extends Serializable {
  ComputationGraph build(String configurationJson);

  /** The graph as DL4J makes it. */
  static Graphs plain() {
    return json -> {
      ComputationGraph graph = new ComputationGraph(ComputationGraphConfiguration.fromJson(json));
      graph.init();
      return graph;
    };
  }
}
