package wordmill.seq2seq;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import wordmill.config.BadInputException;
import wordmill.linalg.Matrix;
import wordmill.store.Json;

/**
 * Where a model looked while it wrote one sentence: the attention weights of Bahdanau, Cho & Bengio
 * 2015 (arXiv:1409.0473, figure 3), for people and for programs.
 *
 * @param source S tokens, one or more
 * @param target T tokens, one or more
 * @param weights [T, S], each 0 to 1: how much of source token s went into target token t
 */
public record AttentionSheet(List<String> source, List<String> target, Matrix weights) {
  public AttentionSheet {
    source = List.copyOf(source);
    target = List.copyOf(target);
    BadInputException.check(
        !source.isEmpty() && !target.isEmpty(),
        "attention needs tokens on both sides, but has %d and %d",
        source.size(),
        target.size());
    BadInputException.check(
        weights.rows() == target.size() && weights.columns() == source.size(),
        "attention of %d target to %d source tokens cannot have %d x %d weights",
        target.size(),
        source.size(),
        weights.rows(),
        weights.columns());
    for (float weight : weights.values()) {
      BadInputException.check(
          weight >= 0 && weight <= 1, "attention weights are 0 to 1, but one is %s", weight);
    }
  }

  /** From one row of S weights a target token, copied. */
  public static AttentionSheet of(List<String> source, List<String> target, List<float[]> rows) {
    Matrix weights = new Matrix(rows.size(), source.size());
    for (int t = 0; t < rows.size(); t++) {
      BadInputException.check(
          rows.get(t).length == source.size(),
          "attention of %d source tokens cannot have the %d weights of target token %d",
          source.size(),
          rows.get(t).length,
          t);
      System.arraycopy(rows.get(t), 0, weights.values(), t * weights.columns(), weights.columns());
    }
    return new AttentionSheet(source, target, weights);
  }

  /**
   * One line of JSON, an object of three fields: {@code source}, a list of S texts; {@code target},
   * a list of T texts; {@code weights}, a list of T lists of S numbers, which read as floats are
   * the weights exactly.
   */
  public String toJson() {
    List<List<Float>> rows = new ArrayList<>();
    for (int t = 0; t < target.size(); t++) {
      List<Float> row = new ArrayList<>();
      for (int s = 0; s < source.size(); s++) {
        row.add(weights.get(t, s));
      }
      rows.add(row);
    }
    return Json.canonical(Map.of("source", source, "target", target, "weights", rows));
  }

  /**
   * A heat map as one SVG file that needs nothing beside it: source tokens along the top, target
   * tokens at the left, the darker the cell the larger the weight. Some 130 bytes a cell. Equal
   * sheets give equal bytes.
   */
  public String toSvg() {
    return AttentionSvg.draw(this);
  }
}
