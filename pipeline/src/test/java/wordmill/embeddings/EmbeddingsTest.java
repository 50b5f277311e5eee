package wordmill.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import wordmill.config.BadInputException;
import wordmill.linalg.Matrix;

final class EmbeddingsTest {
  private final Embeddings three =
      new Embeddings(List.of("a", "b", "c"), new Matrix(3, 2, new float[] {3, 4, 0, 0, 4, 3}));

  @Test
  void cosinesAreOfDirections() {
    assertThat(three.cosine(0, 2)).isCloseTo(24 / 25.0, within(1e-7));
    assertThat(three.cosine(0, 1)).isZero();
    assertThat(three.length(0)).isEqualTo(5);
    assertThat(three.unit().values()).containsExactly(0.6f, 0.8f, 0, 0, 0.8f, 0.6f);
  }

  @Test
  void withoutAWordTheOthersKeepTheirVectors() {
    Embeddings two = three.without("b");
    assertThat(two.words()).containsExactly("a", "c");
    assertThat(two.vectors().values()).containsExactly(3, 4, 4, 3);
    assertThat(two.id("c")).hasValue(1);
    assertThat(two.without("b")).isSameAs(two);
  }

  @Test
  void aValueThatIsNotFiniteIsToldWithItsWord() {
    assertThatThrownBy(
            () -> new Embeddings(List.of("x"), new Matrix(1, 2, new float[] {1, Float.NaN})))
        .isInstanceOf(BadInputException.class)
        .hasMessage("the vector of the word \"x\" has the value NaN in dimension 2 of 2");
  }

  @Test
  void whatNoArrayHoldsIsRefused() {
    assertThatThrownBy(() -> Embeddings.checkSize(30_000_000, 100))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("30000000 words x 100 dimensions do not fit");
  }
}
