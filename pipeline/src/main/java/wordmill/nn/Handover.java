package wordmill.nn;

import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * From encoder to decoder: the recurrent layer {@code to} starts with the state, h and c, in which
 * the recurrent layer {@code from} has left its window (Sutskever, Vinyals & Le 2014,
 * arXiv:1409.3215). Windows: the input of {@code to}, which passes, and the output of {@code from}.
 *
 * <p>A bidirectional {@code from} hands over both directions' last states side by side, so {@code
 * to} has twice as many units as each direction. As long as {@code from} gets no new window, {@code
 * to} goes on with its own state: that is how words are decoded one by one.
 */
public final class Handover extends WindowVertexConf {
  private static final long serialVersionUID = 1L;

  private final String from;
  private final String to;

  public Handover(@JsonProperty("from") String from, @JsonProperty("to") String to) {
    this.from = from;
    this.to = to;
  }

  public String getFrom() {
    return from;
  }

  public String getTo() {
    return to;
  }

  @Override
  int windows() {
    return 2;
  }

  @Override
  WindowVertex vertex(WindowVertex.Place place, Map<String, INDArray> parameters) {
    return new HandoverVertex(place, from, to);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Handover same && same.from.equals(from) && same.to.equals(to);
  }

  @Override
  public int hashCode() {
    return Objects.hash(from, to);
  }
}
