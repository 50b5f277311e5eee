package wordmill.jobs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wordmill.config.BadInputException;
import wordmill.config.Settings;
import wordmill.store.HadoopConf;
import wordmill.store.SmallFile;

/** A configuration file and what is set over it. */
final class ConfigArguments {
  @Parameters(
      paramLabel = "CONFIG",
      description =
          "A configuration file, such as conf/quickstart.conf; with a scheme (hdfs:, s3a:) on that"
              + " file system.")
  private String file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Set a key over the file; may be repeated.")
  private List<String> overrides = new ArrayList<>();

  Settings settings() {
    return file.matches("[a-z][a-z0-9]+:.*")
        ? elsewhere()
        : Settings.load(Path.of(file), overrides);
  }

  private Settings elsewhere() {
    var path = new org.apache.hadoop.fs.Path(file);
    try {
      byte[] text = new SmallFile(new HadoopConf(SparkHandle.hadoopConfiguration()), path).read();
      return Settings.parse(new String(text, StandardCharsets.UTF_8), file, overrides);
    } catch (IOException e) {
      throw new BadInputException(
          "The configuration file %s cannot be read: %s", file, e.getMessage());
    }
  }

  /** The same arguments, to be typed again. */
  String again() {
    return Shell.again(file, overrides);
  }
}
