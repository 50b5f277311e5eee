package wordmill.training;

import java.io.Serializable;
import wordmill.config.Ranges;
import wordmill.config.Settings;

/**
 * How replicas work together.
 *
 * @param section of the settings, for sentences about what is wrong with them
 * @param replicas R, copies of the network that train side by side, 1 to 1,024
 * @param averageEvery steps between two averages, 1 to 1,000,000; a round
 * @param averageUpdater whether the updater's state is averaged, or stays each replica's own
 * @param checkpointRounds rounds between two checkpoints, 1 to 1,000,000
 */
public record ReplicaOptions(
    String section, int replicas, int averageEvery, boolean averageUpdater, int checkpointRounds)
    implements Serializable {
  public ReplicaOptions {
    Ranges.check(section + ".replicas", replicas, 1, 1_024);
    Ranges.check(section + ".average-every", averageEvery, 1, 1_000_000);
    Ranges.check(section + ".checkpoint-rounds", checkpointRounds, 1, 1_000_000);
  }

  /** The keys of a section. */
  public static ReplicaOptions from(Settings settings, String section) {
    return new ReplicaOptions(
        section,
        settings.integer(section + ".replicas"),
        settings.integer(section + ".average-every"),
        settings.flag(section + ".average-updater"),
        settings.integer(section + ".checkpoint-rounds"));
  }
}
