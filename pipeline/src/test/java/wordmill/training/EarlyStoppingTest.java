package wordmill.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EarlyStoppingTest {
  /** Best at epochs 0, 1 and 4; so two epochs without a better one after epoch 3. */
  private static final List<Double> PERPLEXITIES =
      List.of(200.0, 150.0, 150.0, 160.0, 140.0, 141.0);

  @Test
  void trainingStopsOncePatienceIsOver() {
    assertThat(stops(1)).containsExactly(false, false, true, true, false, true);
    assertThat(stops(2)).containsExactly(false, false, false, true, false, false);
    assertThat(stops(3)).doesNotContain(true);
    assertThat(stops(0)).as("never").doesNotContain(true);
  }

  @Test
  void theEarliestOfEquallyGoodEpochsIsBest() {
    EarlyStopping stopping = EarlyStopping.after(1, PERPLEXITIES.subList(0, 3));
    assertThat(stopping.best()).hasValue(1);
    assertThat(stopping.bestPerplexity()).isEqualTo(150);
    assertThat(stopping.lastIsBest()).isFalse();
    assertThat(EarlyStopping.after(1, PERPLEXITIES.subList(0, 2)).lastIsBest()).isTrue();
  }

  @Test
  void beforeTheFirstEpochNothingIsBest() {
    EarlyStopping start = EarlyStopping.start(1);
    assertThat(start.best()).isEmpty();
    assertThat(start.lastIsBest()).isFalse();
    assertThat(start.stops()).isFalse();
    assertThat(start.next(Double.NaN).best()).isEmpty();
    assertThat(start.next(Double.NaN).stops()).isTrue();
  }

  private static List<Boolean> stops(int patience) {
    List<Boolean> stops = new ArrayList<>();
    for (int epochs = 1; epochs <= PERPLEXITIES.size(); epochs++) {
      stops.add(EarlyStopping.after(patience, PERPLEXITIES.subList(0, epochs)).stops());
    }
    return stops;
  }
}
