package wordmill.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wordmill.config.BadInputException;
import wordmill.config.Settings;
import wordmill.embeddings.Embeddings;

/** Word vectors: those of a configuration, or of a file of ours or of a peer's. */
final class VectorsArguments {
  private static final String CONFIG_ENDING = ".conf";

  @Parameters(
      index = "0",
      paramLabel = "CONFIG|VECTORS",
      description = "A configuration (*.conf), an embeddings artifact's folder, or a vectors file.")
  private String source;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Set a key over the configuration; may be repeated.")
  private List<String> overrides = new ArrayList<>();

  @Mixin private FromArgument from;

  Embeddings read() throws IOException {
    if (!source.endsWith(CONFIG_ENDING)) {
      BadInputException.check(
          overrides.isEmpty(), "--set is for a configuration (*.conf), but %s is none", source);
      from.checkAbsent(source);
      return Vectors.ofFile(source);
    }
    Settings settings = Settings.load(Path.of(source), overrides);
    return Vectors.of(settings, from.of(settings), Shell.again(source, overrides));
  }
}
