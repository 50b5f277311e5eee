package wordmill.lm;

import java.io.Serializable;
import wordmill.config.Ranges;
import wordmill.config.Settings;

/**
 * How replicas work together.
 *
 * @param replicas R, copies of the network that train side by side, 1 to 1,024
 * @param averageEvery steps between two averages, 1 to 1,000,000; a round
 * @param averageUpdater whether the updater's state is averaged, or stays each replica's own
 * @param checkpointRounds rounds between two checkpoints, 1 to 1,000,000
 */
public record ReplicaOptions(
    int replicas, int averageEvery, boolean averageUpdater, int checkpointRounds)
    implements Serializable {
  public ReplicaOptions {
    Ranges.check("lm.replicas", replicas, 1, 1_024);
    Ranges.check("lm.average-every", averageEvery, 1, 1_000_000);
    Ranges.check("lm.checkpoint-rounds", checkpointRounds, 1, 1_000_000);
  }

  static ReplicaOptions from(Settings settings) {
    return new ReplicaOptions(
        settings.integer("lm.replicas"),
        settings.integer("lm.average-every"),
        settings.flag("lm.average-updater"),
        settings.integer("lm.checkpoint-rounds"));
  }
}
