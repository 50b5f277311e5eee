package wordmill.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wordmill.config.BadInputException;
import wordmill.config.Settings;
import wordmill.store.Artifact;
import wordmill.store.Manifest;
import wordmill.store.Store;

/** A model: that of a configuration, or an artifact's folder. */
final class ModelArguments {
  private static final String CONFIG_ENDING = ".conf";

  @Parameters(
      index = "0",
      paramLabel = "CONFIG|MODEL",
      description = "A configuration (*.conf), or the folder of a model's artifact.")
  private String source;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Set a key over the configuration; may be repeated.")
  private List<String> overrides = new ArrayList<>();

  /** The settings of the configuration; the defaults, if it is an artifact. */
  Settings settings() throws IOException {
    return source.endsWith(CONFIG_ENDING)
        ? Settings.load(Path.of(source), overrides)
        : Settings.defaults(List.of());
  }

  /** The artifact of a job that makes models. */
  Artifact open(Job job) throws IOException {
    if (source.endsWith(CONFIG_ENDING)) {
      return ofConfiguration(job);
    }
    BadInputException.check(
        overrides.isEmpty(), "--set is for a configuration (*.conf), but %s is none", source);
    return ArtifactAtPath.find(source, job.kind())
        .orElseThrow(
            () ->
                new BadInputException(
                    "%s is no configuration (*.conf), and no artifact: it has no %s",
                    source, Manifest.NAME))
        .open();
  }

  private Artifact ofConfiguration(Job job) throws IOException {
    Settings settings = settings();
    Store store = Store.of(settings, SparkHandle.hadoopConfiguration());
    Plan plan = Plan.of(settings, store, List.of(job.name()));
    Manifest manifest =
        plan.finished(job.name())
            .orElseThrow(
                () ->
                    new BadInputException(
                        "The %s of this configuration is not made yet; make it by: wordmill %s %s",
                        job.kind().replace('-', ' '), job.name(), Shell.again(source, overrides)));
    return store.open(manifest);
  }
}
