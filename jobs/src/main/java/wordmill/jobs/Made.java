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
}
