package wordmill.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import wordmill.config.BadInputException;
import wordmill.linalg.Matrix;
import wordmill.store.Json;
import wordmill.store.JsonObject;

final class AttentionSheetTest {
  /** Any weights; what sums to what does not matter to a sheet. */
  static AttentionSheet random(List<String> source, List<String> target) {
    Random random = new Random(3);
    Matrix weights = new Matrix(target.size(), source.size());
    for (int i = 0; i < weights.values().length; i++) {
      weights.values()[i] = random.nextFloat();
    }
    return new AttentionSheet(source, target, weights);
  }

  private static AttentionSheet of(float... row) {
    return AttentionSheet.of(List.of("a", "b"), List.of("x"), List.of(row));
  }

  @Test
  void jsonHasTokensAndWeights() {
    assertThat(of(0.25f, 0.75f).toJson())
        .isEqualTo("{\"source\":[\"a\",\"b\"],\"target\":[\"x\"],\"weights\":[[0.25,0.75]]}");
  }

  @Test
  void jsonReadAgainIsTheSameSheet() {
    List<String> source = List.of("\"quoted\"", "a\\b", "\u0001", "방앗간");
    AttentionSheet sheet = random(source, List.of("水車", "</title>", " "));
    JsonObject json = Json.parse(sheet.toJson().getBytes(StandardCharsets.UTF_8), "a sheet");
    List<float[]> rows = new ArrayList<>();
    for (Object row : (List<?>) json.values().get("weights")) {
      float[] floats = new float[source.size()];
      for (int s = 0; s < floats.length; s++) {
        floats[s] = ((Number) ((List<?>) row).get(s)).floatValue();
      }
      rows.add(floats);
    }
    AttentionSheet again = AttentionSheet.of(json.texts("source"), json.texts("target"), rows);
    assertThat(again.source()).isEqualTo(sheet.source());
    assertThat(again.target()).isEqualTo(sheet.target());
    assertThat(again.weights().values()).containsExactly(sheet.weights().values());
  }

  @Test
  void weightsAreFromNoneToAll() {
    assertThat(of(0, 1).weights().get(0, 1)).isEqualTo(1);
    for (float bad : new float[] {-0.001f, 1.001f, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> of(0, bad))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("0 to 1");
    }
  }

  @Test
  void aRowForEachTargetTokenHasAWeightForEachSourceToken() {
    assertThatThrownBy(() -> of(0.5f))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("2 source tokens")
        .hasMessageContaining("1 weights of target token 0");
    assertThatThrownBy(
            () -> AttentionSheet.of(List.of("a"), List.of("x", "y"), List.of(new float[] {1})))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("2 target to 1 source tokens cannot have 1 x 1 weights");
    assertThatThrownBy(() -> new AttentionSheet(List.of(), List.of("x"), new Matrix(1, 0)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("both sides");
  }
}
