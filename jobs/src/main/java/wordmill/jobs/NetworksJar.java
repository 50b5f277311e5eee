package wordmill.jobs;

import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The jar beside ours that holds deeplearning4j and its native code, nine tenths of all bytes: it
 * goes to executors when a stage that trains or asks networks starts, and not before.
 */
final class NetworksJar {
  private static final String PROBE = "org/deeplearning4j/nn/graph/ComputationGraph.class";

  private NetworksJar() {}

  /** The jar on the class path; empty where its classes lie about in a folder or several jars. */
  static Optional<Path> find() {
    URL found = NetworksJar.class.getClassLoader().getResource(PROBE);
    if (found == null || !found.getProtocol().equals("jar")) {
      return Optional.empty();
    }
    String jar = found.getPath().substring(0, found.getPath().indexOf('!'));
    Path path = Path.of(URI.create(jar));
    return path.getFileName().toString().startsWith("wordmill")
        ? Optional.of(path)
        : Optional.empty();
  }
}
