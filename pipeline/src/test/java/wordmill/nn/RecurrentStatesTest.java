package wordmill.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

class RecurrentStatesTest {
  private static RecurrentLayer layer(ComputationGraph graph) {
    return (RecurrentLayer) graph.getLayer("hidden");
  }

  @Test
  void statesComeBackWhateverTheirShapeAndOrder() {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      ComputationGraph graph = TinyGraphs.carrying(new Sgd(1), type);
      INDArray c = Nd4j.rand(type, 3, 4, 2);
      INDArray f = Nd4j.rand(type, 4, 3).transpose();
      layer(graph).rnnSetPreviousState(Map.of("c", c, "f", f));
      byte[] states = RecurrentStates.of(graph);
      ComputationGraph other = TinyGraphs.carrying(new Sgd(1), type);
      RecurrentStates.into(other, states);
      assertThat(layer(other).rnnGetPreviousState()).isEqualTo(Map.of("c", c, "f", f));
      assertThat(RecurrentStates.of(other)).isEqualTo(states);
    }
  }

  @Test
  void graphsWithoutStateGiveNothingAndNothingClearsThem() {
    ComputationGraph graph = TinyGraphs.carrying(new Sgd(1), DataType.FLOAT);
    assertThat(RecurrentStates.of(graph)).isEmpty();
    assertThat(RecurrentStates.of(TinyGraphs.dense(new Sgd(1), DataType.FLOAT))).isEmpty();
    layer(graph).rnnSetPreviousState(Map.of("s", Nd4j.rand(DataType.FLOAT, 2, 2)));
    RecurrentStates.into(graph, new byte[0]);
    assertThat(layer(graph).rnnGetPreviousState()).isEmpty();
  }

  @Test
  void statesOfAnotherGraphAreRefused() {
    ComputationGraph graph = TinyGraphs.carrying(new Sgd(1), DataType.FLOAT);
    layer(graph).rnnSetPreviousState(Map.of("s", Nd4j.rand(DataType.FLOAT, 2, 2)));
    byte[] states = RecurrentStates.of(graph);
    assertThatThrownBy(
            () -> RecurrentStates.into(TinyGraphs.dense(new Sgd(1), DataType.FLOAT), states))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("hidden");
    assertThatThrownBy(() -> RecurrentStates.into(graph, Arrays.copyOf(states, 20)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cut short");
  }
}
