package wordmill.jobs;

import java.util.Optional;
import picocli.CommandLine.Option;
import wordmill.config.BadInputException;
import wordmill.config.Settings;

/** Which vectors of a configuration are meant. */
final class FromArgument {
  @Option(
      names = "--from",
      paramLabel = "svd|word2vec",
      description =
          "Whose vectors, if run.stages of the configuration makes both kinds (default: word2vec).")
  private Optional<VectorsSource> from = Optional.empty();

  VectorsSource of(Settings settings) {
    return VectorsSource.of(settings, from);
  }

  /** Refuses the option where a configuration makes no vectors. */
  void checkAbsentWithoutVectors() {
    BadInputException.check(
        from.isEmpty(),
        "--from says whose vectors, but run.stages of this configuration makes none");
  }

  /** Refuses the option where vectors are not a configuration's. */
  void checkAbsent(String source) {
    BadInputException.check(
        from.isEmpty(), "--from is for a configuration (*.conf), but %s is none", source);
  }
}
