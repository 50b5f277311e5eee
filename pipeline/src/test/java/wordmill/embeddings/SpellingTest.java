package wordmill.embeddings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SpellingTest {
  @Test
  void anEditInsertsDropsChangesOrSwaps() {
    assertThat(Spelling.edits("paris", "paris")).isZero();
    assertThat(Spelling.edits("paris", "PARIS")).isZero();
    assertThat(Spelling.edits("paris", "parish")).isEqualTo(1);
    assertThat(Spelling.edits("paris", "pars")).isEqualTo(1);
    assertThat(Spelling.edits("paris", "parks")).isEqualTo(1);
    assertThat(Spelling.edits("paris", "pairs")).isEqualTo(1);
    assertThat(Spelling.edits("", "abc")).isEqualTo(3);
    assertThat(Spelling.edits("kitten", "sitting")).isEqualTo(3);
  }

  @Test
  void theClosestComeFirstAndOfEqualsTheFirstListed() {
    assertThat(Spelling.closest("cat", List.of("at", "cart", "dog", "cut", "cat's", "Cat")))
        .containsExactly("Cat", "at", "cart");
  }

  @Test
  void nothingIsCloseToALetter() {
    assertThat(Spelling.closest("x", List.of("y", "ab"))).isEmpty();
  }
}
