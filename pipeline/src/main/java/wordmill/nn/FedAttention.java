package wordmill.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Cells with attention and input feeding (Luong, Pham & Manning 2015, arXiv:1508.04025, section
 * 3.3): windows x [T, B, D] and memories [S, B, M] to attentional states s [T, B, F]. Step t reads
 * x_t and s_{t−1}; of its output h_t and the context c_t that {@link Attention} gives for it, s_t =
 * tanh([c_t; h_t] Wc + bc). So steps cannot be taken together, but for the products with x.
 *
 * <p>Parameters: those of {@link Recurrent}, Wf [F, G H] of what is fed, those of the scoring, Wc
 * [M + H, F] and bc. Carries h, c and s from window to window, and may take over an encoder's state
 * by {@link Handover}; s is zero then. Where the memories' mask is 0, the weight is 0.
 *
 * <p>Cost forward: 2 B T (G H (D + F + H) + F (M + H)) operations, and the attention's; backward
 * twice that.
 */
public final class FedAttention extends WindowVertexConf {
  private static final long serialVersionUID = 1L;

  private final Cell cell;
  private final int inputs;
  private final int units;
  private final int fed;
  private final Attention attention;
  private final double initRange;

  /**
   * @param inputs D
   * @param units H
   * @param fed F
   * @param attention of queries [·, H]
   * @param initRange weights start uniform in ± this
   */
  public FedAttention(
      @JsonProperty("cell") Cell cell,
      @JsonProperty("inputs") int inputs,
      @JsonProperty("units") int units,
      @JsonProperty("fed") int fed,
      @JsonProperty("attention") Attention attention,
      @JsonProperty("initRange") double initRange) {
    if (attention.getQueries() != units) {
      throw new IllegalArgumentException(
          "attention asks with %d numbers, but the cells have %d units"
              .formatted(attention.getQueries(), units));
    }
    this.cell = cell;
    this.inputs = inputs;
    this.units = units;
    this.fed = fed;
    this.attention = attention;
    this.initRange = initRange;
  }

  public Cell getCell() {
    return cell;
  }

  public int getInputs() {
    return inputs;
  }

  public int getUnits() {
    return units;
  }

  public int getFed() {
    return fed;
  }

  public Attention getAttention() {
    return attention;
  }

  public double getInitRange() {
    return initRange;
  }

  @Override
  int windows() {
    return 2;
  }

  @Override
  ParameterLayout layout() {
    List<ParameterLayout.Parameter> all = new ArrayList<>();
    int gates = cell.gates() * units;
    all.add(ParameterLayout.Parameter.weight("Wx", initRange, inputs, gates));
    all.add(ParameterLayout.Parameter.weight("Wh", initRange, units, gates));
    all.add(ParameterLayout.Parameter.bias("b", cell.biases(units)));
    all.add(ParameterLayout.Parameter.weight("Wf", initRange, fed, gates));
    all.addAll(attention.parameters());
    int joined = attention.getMemories() + units;
    all.add(ParameterLayout.Parameter.weight("Wc", initRange, joined, fed));
    all.add(ParameterLayout.Parameter.bias("bc", fed));
    return new ParameterLayout(all.toArray(ParameterLayout.Parameter[]::new));
  }

  @Override
  WindowVertex vertex(WindowVertex.Place place, Map<String, INDArray> parameters) {
    return new FedAttentionVertex(place, parameters, this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FedAttention same
        && same.cell == cell
        && same.inputs == inputs
        && same.units == units
        && same.fed == fed
        && same.attention.equals(attention)
        && same.initRange == initRange;
  }

  @Override
  public int hashCode() {
    return Objects.hash(cell, inputs, units, fed, attention, initRange);
  }
}
