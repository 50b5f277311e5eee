package wordmill.jobs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wordmill.config.Settings;

/** A configuration file and what is set over it. */
final class ConfigArguments {
  @Parameters(
      paramLabel = "CONFIG",
      description = "A configuration file, such as conf/quickstart.conf.")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Set a key over the file; may be repeated.")
  private List<String> overrides = new ArrayList<>();

  Settings settings() {
    return Settings.load(file, overrides);
  }

  /** The same arguments, to be typed again. */
  String again() {
    return Shell.again(file.toString(), overrides);
  }
}
