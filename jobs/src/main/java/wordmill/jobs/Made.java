package wordmill.jobs;

import wordmill.store.Manifest;

/**
 * What became of a step.
 *
 * @param made whether this run made it; else it was kept
 * @param path of the artifact
 */
record Made(Job job, Manifest manifest, boolean made, String path) {
  String verb() {
    return made ? "made" : "kept";
  }

  /** Whether the artifact has a file of this name. */
  boolean has(String file) {
    return manifest.files().stream().anyMatch(each -> each.name().equals(file));
  }
}
