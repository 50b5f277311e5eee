package wordmill.store;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A committed artifact: where it lies, its files in manifest order and what its stage measured. */
public final class Artifact implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ArtifactFolder folder;
  private final List<DataFile> files;
  private final SortedMap<String, Object> metrics;

  public Artifact(ArtifactFolder folder, List<DataFile> files, Map<String, Object> metrics) {
    this.folder = folder;
    this.files = List.copyOf(files);
    this.metrics = new TreeMap<>(metrics);
  }

  public ArtifactFolder folder() {
    return folder;
  }

  /** The files whose names start with {@code prefix}, in name order. */
  public List<DataFile> files(String prefix) {
    return files.stream()
        .filter(file -> file.name().startsWith(prefix))
        .sorted((a, b) -> a.name().compareTo(b.name()))
        .toList();
  }

  public List<DataFile> files() {
    return files;
  }

  /** A whole-number metric that the stage wrote. */
  public long count(String metric) {
    if (metrics.get(metric) instanceof Number number) {
      return number.longValue();
    }
    throw new IllegalStateException(folder.path() + " has no metric " + metric);
  }

  /** A metric that is a number, whole or not. */
  public double number(String metric) {
    if (metrics.get(metric) instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalStateException(folder.path() + " has no number " + metric);
  }

  /** A metric that is a text. */
  public String text(String metric) {
    if (metrics.get(metric) instanceof String text) {
      return text;
    }
    throw new IllegalStateException(folder.path() + " has no text " + metric);
  }

  public SortedMap<String, Object> metrics() {
    return new TreeMap<>(metrics);
  }
}
