package wordmill.jobs;

import java.io.IOException;
import java.util.Map;
import wordmill.config.Settings;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.vocab.Vocabulary;

/**
 * What a job gets to work with.
 *
 * @param inputs committed artifacts by kind
 * @param out where its files go
 * @param spark started when first asked for
 */
record Work(Settings settings, Map<String, Artifact> inputs, ArtifactFolder out, LazySpark spark) {
  Work {
    inputs = Map.copyOf(inputs);
  }

  Artifact input(String kind) {
    return inputs.get(kind);
  }

  Vocabulary vocabulary() throws IOException {
    return Vocabulary.read(input("vocabulary"));
  }
}
