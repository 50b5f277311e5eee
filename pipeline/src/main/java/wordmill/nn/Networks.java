package wordmill.nn;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Graphs with our layers in them. */
public final class Networks {
  private Networks() {}

  /** Makes a graph, its parameters at their start, and lets layers share what they should share. */
  public static ComputationGraph build(ComputationGraphConfiguration configuration) {
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init();
    for (Layer layer : graph.getLayers()) {
      if (layer instanceof SoftmaxLayer softmax && !softmax.layerConf().getTiedTo().isEmpty()) {
        tie(graph, softmax);
      }
    }
    return graph;
  }

  /** As {@link #build}, from what {@link ComputationGraphConfiguration#toJson} wrote. */
  public static ComputationGraph ofJson(String configuration) {
    return build(ComputationGraphConfiguration.fromJson(configuration));
  }

  /** A graph's configuration as JSON, without what changes as training goes on. */
  static String configuration(ComputationGraph graph) {
    ComputationGraphConfiguration configuration = graph.getConfiguration().clone();
    configuration.setEpochCount(0);
    configuration.setIterationCount(0);
    return configuration.toJson();
  }

  private static void tie(ComputationGraph graph, SoftmaxLayer softmax) {
    String name = softmax.layerConf().getTiedTo();
    if (!(graph.getLayer(name) instanceof EmbeddingLayer embedding)
        || embedding.layerConf().getNIn() != softmax.layerConf().getNOut()
        || embedding.layerConf().getNOut() != softmax.layerConf().getNIn()) {
      throw new IllegalArgumentException(
          "%s shares the weights of %s, which is no embedding of %d words in %d dimensions"
              .formatted(
                  softmax.layerConf().getLayerName(),
                  name,
                  softmax.layerConf().getNOut(),
                  softmax.layerConf().getNIn()));
    }
    softmax.tie(embedding);
  }
}
