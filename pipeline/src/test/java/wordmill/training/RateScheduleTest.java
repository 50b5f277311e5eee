package wordmill.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RateScheduleTest {
  private static final List<Double> PERPLEXITIES =
      List.of(200.0, 150.0, 150.0, 160.0, 140.0, 141.0);

  @Test
  void aConstantRateStays() {
    assertThat(rates(new RateOptions("lm", RateRule.CONSTANT, 2, 0.5, 1, 0)))
        .containsExactly(2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0);
  }

  /** Zaremba et al.'s small recipe, sooner: two epochs at the first rate, the third is halved. */
  @Test
  void stepsDecayEachEpochAfterTheFirstOnes() {
    assertThat(rates(new RateOptions("lm", RateRule.STEP, 8, 0.5, 2, 0)))
        .containsExactly(8.0, 8.0, 4.0, 2.0, 1.0, 0.5, 0.25);
  }

  /** 150 is no better than 150, nor is 160; 140 is; 141 is no better than 140. */
  @Test
  void aPlateauDecaysAfterEachEpochThatIsNoBetterThanTheBest() {
    assertThat(rates(new RateOptions("lm", RateRule.PLATEAU, 8, 0.25, 2, 0)))
        .containsExactly(8.0, 8.0, 8.0, 2.0, 0.5, 0.5, 0.125);
  }

  @Test
  void theRateWarmsUpLinearlyOverTheFirstSteps() {
    RateSchedule schedule =
        RateSchedule.start(new RateOptions("lm", RateRule.CONSTANT, 2, 1, 1, 4));
    assertThat(schedule.rate(0)).isEqualTo(0.5);
    assertThat(schedule.rate(2)).isEqualTo(1.5);
    assertThat(schedule.rate(3)).isEqualTo(2);
    assertThat(schedule.rate(1L << 40)).isEqualTo(2);
    assertThat(schedule.epochRate()).isEqualTo(2);
  }

  @Test
  void anEpochWithoutValidationCountsAsNoBetter() {
    RateOptions options = new RateOptions("lm", RateRule.PLATEAU, 8, 0.5, 1, 0);
    RateSchedule schedule = RateSchedule.after(options, List.of(10.0, Double.NaN, 9.0));
    assertThat(schedule).isEqualTo(new RateSchedule(options, 3, 1, 9));
  }

  @Test
  void aScheduleMadeFromTheHistoryIsTheOneThatWentThroughIt() {
    for (RateRule rule : RateRule.values()) {
      RateOptions options = new RateOptions("lm", rule, 20, 0.7, 2, 100);
      RateSchedule schedule = RateSchedule.start(options);
      for (int epoch = 0; epoch < PERPLEXITIES.size(); epoch++) {
        assertThat(RateSchedule.after(options, PERPLEXITIES.subList(0, epoch))).isEqualTo(schedule);
        schedule = schedule.next(PERPLEXITIES.get(epoch));
      }
    }
  }

  private static List<Double> rates(RateOptions options) {
    List<Double> rates = new ArrayList<>();
    for (int epoch = 0; epoch <= PERPLEXITIES.size(); epoch++) {
      rates.add(RateSchedule.after(options, PERPLEXITIES.subList(0, epoch)).rate(0));
    }
    return rates;
  }
}
