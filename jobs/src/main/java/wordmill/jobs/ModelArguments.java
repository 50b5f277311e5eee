package wordmill.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wordmill.config.BadInputException;
import wordmill.config.Settings;
import wordmill.lm.LanguageModel;
import wordmill.store.Manifest;
import wordmill.store.Store;

/** A language model: that of a configuration, or an artifact's folder. */
final class ModelArguments {
  private static final String CONFIG_ENDING = ".conf";

  @Parameters(
      index = "0",
      paramLabel = "CONFIG|MODEL",
      description = "A configuration (*.conf), or a language-model artifact's folder.")
  private String source;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Set a key over the configuration; may be repeated.")
  private List<String> overrides = new ArrayList<>();

  LanguageModel read() throws IOException {
    if (source.endsWith(CONFIG_ENDING)) {
      return ofConfiguration(Settings.load(Path.of(source), overrides));
    }
    BadInputException.check(
        overrides.isEmpty(), "--set is for a configuration (*.conf), but %s is none", source);
    return LanguageModel.read(
        ArtifactAtPath.find(source, SparkLanguageModelJob.KIND)
            .orElseThrow(
                () ->
                    new BadInputException(
                        "%s is no configuration (*.conf), and no artifact: it has no %s",
                        source, Manifest.NAME))
            .open());
  }

  private LanguageModel ofConfiguration(Settings settings) throws IOException {
    Store store = Store.of(settings, SparkHandle.hadoopConfiguration());
    Plan plan = Plan.of(settings, store, List.of(SparkLanguageModelJob.NAME));
    Manifest manifest =
        plan.finished(SparkLanguageModelJob.NAME)
            .orElseThrow(
                () ->
                    new BadInputException(
                        "The language model of this configuration is not made yet; make it by:"
                            + " wordmill %s %s",
                        SparkLanguageModelJob.NAME, Shell.again(source, overrides)));
    return LanguageModel.read(store.open(manifest));
  }
}
