package wordmill.jobs;

import java.io.IOException;
import java.util.Map;
import wordmill.config.Settings;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.Checkpoints;
import wordmill.vocab.Vocabulary;

/**
 * What a job gets to work with.
 *
 * @param inputs committed artifacts by the name of the job that made them
 * @param out where its files go
 * @param checkpoints of the artifact; they go when it is committed
 * @param spark started when first asked for
 * @param progress told by jobs that know more than how many tasks there are
 */
record Work(
    Settings settings,
    Map<String, Artifact> inputs,
    ArtifactFolder out,
    Checkpoints checkpoints,
    LazySpark spark,
    Progress progress) {
  Work {
    inputs = Map.copyOf(inputs);
  }

  Artifact input(String job) {
    return inputs.get(job);
  }

  Vocabulary vocabulary() throws IOException {
    return Vocabulary.read(input("vocabulary"));
  }
}
