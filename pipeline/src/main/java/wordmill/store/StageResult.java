package wordmill.store;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a stage wrote and measured: the part of a manifest that only the stage knows.
 *
 * @param files every file of the artifact, finished and closed
 * @param metrics shapes, counts and scores by kebab-case name; numbers or short texts
 */
public record StageResult(List<DataFile> files, SortedMap<String, Object> metrics) {
  public StageResult {
    files = List.copyOf(files);
    metrics = new TreeMap<>(metrics);
  }
}
