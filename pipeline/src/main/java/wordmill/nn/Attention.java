package wordmill.nn;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Attention of one window to another: queries [T, B, Q], the decoder's, and memories [S, B, M], the
 * encoder's, to contexts [T, B, M]. For each query the {@link Scoring} of all S memories of its row
 * becomes weights that sum to 1 by a softmax, and the context is the mean of the memories under
 * them (Bahdanau, Cho & Bengio 2015, arXiv:1409.0473, equations 5 and 6). Where the memories' mask
 * is 0, the weight is 0.
 *
 * <p>Cost forward: 4 B T S M operations, and 2 B T Q M (general), or B T S tanh of A numbers
 * (additive); backward twice that. Memory: B T S weights three times.
 */
public final class Attention extends WindowVertexConf {
  private static final long serialVersionUID = 1L;

  private final Scoring scoring;
  private final int queries;
  private final int memories;
  private final int meeting;
  private final double initRange;

  /**
   * @param queries Q
   * @param memories M
   * @param meeting A, for additive scores
   * @param initRange weights start uniform in ± this
   */
  public Attention(
      @JsonProperty("scoring") Scoring scoring,
      @JsonProperty("queries") int queries,
      @JsonProperty("memories") int memories,
      @JsonProperty("meeting") int meeting,
      @JsonProperty("initRange") double initRange) {
    if (scoring == Scoring.DOT && queries != memories) {
      throw new IllegalArgumentException(
          "dot scores need queries as long as memories, not %d and %d"
              .formatted(queries, memories));
    }
    this.scoring = scoring;
    this.queries = queries;
    this.memories = memories;
    this.meeting = meeting;
    this.initRange = initRange;
  }

  public Scoring getScoring() {
    return scoring;
  }

  public int getQueries() {
    return queries;
  }

  public int getMemories() {
    return memories;
  }

  public int getMeeting() {
    return meeting;
  }

  public double getInitRange() {
    return initRange;
  }

  @Override
  int windows() {
    return 2;
  }

  List<ParameterLayout.Parameter> parameters() {
    return scoring.parameters(queries, memories, meeting, initRange);
  }

  Alignment alignment(Arithmetic arithmetic) {
    return new Alignment(arithmetic, scoring, queries, memories, meeting);
  }

  @Override
  ParameterLayout layout() {
    return new ParameterLayout(parameters().toArray(ParameterLayout.Parameter[]::new));
  }

  @Override
  WindowVertex vertex(WindowVertex.Place place, Map<String, INDArray> parameters) {
    return new AttentionVertex(place, parameters, this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Attention same
        && same.scoring == scoring
        && same.queries == queries
        && same.memories == memories
        && same.meeting == meeting
        && same.initRange == initRange;
  }

  @Override
  public int hashCode() {
    return Objects.hash(scoring, queries, memories, meeting, initRange);
  }
}
