package wordmill.jobs;

import java.util.Optional;
import wordmill.store.ArtifactId;
import wordmill.store.Manifest;
import wordmill.store.Recipe;

/**
 * A stage with all that decides its artifact.
 *
 * @param finished the manifest, if it was made before
 */
record Step(Job job, Recipe recipe, ArtifactId id, Optional<Manifest> finished) {
  String name() {
    return job.name();
  }
}
