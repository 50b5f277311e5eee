package wordmill.training;

import java.io.Serializable;
import wordmill.config.Ranges;
import wordmill.config.Settings;

/**
 * A network's training.
 *
 * @param section of the settings, for sentences about what is wrong with them
 * @param epochs passes over the data at most, 1 to 10,000
 * @param patience epochs without a better validation after which training stops, 0 (never) to
 *     10,000
 */
public record TrainingPlan(
    String section,
    DescentOptions descent,
    RateOptions rate,
    ReplicaOptions replicas,
    int epochs,
    int patience)
    implements Serializable {
  public TrainingPlan {
    Ranges.check(section + ".epochs", epochs, 1, 10_000);
    Ranges.check(section + ".patience", patience, 0, 10_000);
  }

  /** Whether it needs a validation after each epoch. */
  public boolean comparesEpochs() {
    return rate.schedule() == RateRule.PLATEAU || patience > 0;
  }

  /** The keys of a section. */
  public static TrainingPlan from(Settings settings, String section) {
    return new TrainingPlan(
        section,
        DescentOptions.from(settings, section),
        RateOptions.from(settings, section),
        ReplicaOptions.from(settings, section),
        settings.integer(section + ".epochs"),
        settings.integer(section + ".patience"));
  }
}
