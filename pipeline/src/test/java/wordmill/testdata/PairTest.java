package wordmill.testdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairTest {
  @Test
  void aQuestionThatWasAskedIsDrawnAnew() {
    Iterator<Pair> draws =
        List.of(new Pair("a", "1"), new Pair("a", "1"), new Pair("b", "2"), new Pair("c", "3"))
            .iterator();
    assertThat(Pair.lines(2, draws::next)).isEqualTo("a\t1\nb\t2\n");
  }

  @Test
  void sidesArePaddedAtTheirRight() {
    assertThat(Pair.padded("a", 3, "12", 2)).isEqualTo(new Pair("a  ", "12"));
  }

  @Test
  void nothingIsWiderThanItsColumn() {
    assertThatThrownBy(() -> Pair.padded("abc", 2, "1", 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("'abc' is wider than 2");
  }
}
