package wordmill.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Where settings come from, with every failure to read them told in one sentence. */
final class SettingsSources {
  private static final String REFERENCE = "reference.conf";

  private SettingsSources() {}

  static Config reference() {
    return ConfigFactory.parseResources(
        SettingsSources.class.getClassLoader(),
        REFERENCE,
        ConfigParseOptions.defaults().setAllowMissing(false));
  }

  static Config file(Path file) {
    BadInputException.check(Files.exists(file), "There is no configuration file %s", file);
    BadInputException.check(
        Files.isRegularFile(file), "%s is no file, so it cannot be a configuration", file);
    BadInputException.check(
        Files.isReadable(file), "The configuration file %s may not be read by this user", file);
    return parsed(
        () ->
            ConfigFactory.parseFile(
                file.toAbsolutePath().toFile(), // includes are sought beside it
                ConfigParseOptions.defaults()
                    .setAllowMissing(false)
                    .setOriginDescription(file.toString())));
  }

  static Config text(String text, String origin) {
    return parsed(
        () ->
            ConfigFactory.parseString(
                text, ConfigParseOptions.defaults().setOriginDescription(origin)));
  }

  private static Config parsed(Supplier<Config> parse) {
    try {
      return parse.get();
    } catch (ConfigException e) {
      throw new BadInputException("The configuration cannot be parsed: %s", sentence(e));
    }
  }

  /** Later overrides win. */
  static Config overrides(List<String> overrides) {
    Config merged = ConfigFactory.empty();
    for (String override : overrides) {
      merged = override(override).withFallback(merged);
    }
    return merged;
  }

  /**
   * One {@code key=value}. A value that starts like a list, an object or a quoted text, or has a
   * substitution, is HOCON; any other is a text as it stands, so that {@code hdfs://host:9000/a}
   * needs no quotes. Getters read numbers and sizes from texts too.
   */
  private static Config override(String override) {
    int equals = override.indexOf('=');
    BadInputException.check(
        equals > 0, "--set takes key=value, such as svd.rank=50, but was given %s", override);
    String key = override.substring(0, equals).strip();
    String value = override.substring(equals + 1).strip();
    String origin = "--set " + override;
    try {
      if (value.matches("(?s)[\\[{\"].*|.*\\$\\{.*")) {
        return ConfigFactory.parseString(
            key + " = " + value, ConfigParseOptions.defaults().setOriginDescription(origin));
      }
      ConfigUtil.splitPath(key);
      return ConfigValueFactory.fromAnyRef(value, origin).atPath(key);
    } catch (ConfigException e) {
      throw new BadInputException("--set %s cannot be parsed: %s", override, sentence(e));
    }
  }

  static Config resolved(Config config) {
    try {
      return config.resolve();
    } catch (ConfigException e) {
      throw new BadInputException(
          "A substitution in the configuration names neither a key nor an environment variable: %s",
          sentence(e));
    }
  }

  /** Where a value was given: file and line, or the option. */
  static String place(ConfigValue value) {
    String description = value.origin().description();
    return description.replaceFirst(": (\\d+)$", " line $1");
  }

  private static String sentence(ConfigException e) {
    return String.valueOf(e.getMessage())
        .replaceAll("\\s+", " ")
        .replaceAll(" \\(if you .*", "") // the library's guesses run over several sentences
        .strip();
  }
}
