package wordmill.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The resolved configuration of a run: {@code --set} over the file over {@code reference.conf}.
 * Every getter either returns a value of its type or throws a {@link BadInputException} that says
 * the key, where it stands, what was given and what is allowed. Never changes.
 */
public final class Settings {
  private final Config config;

  private final SortedMap<String, ConfigValue> values;

  private Settings(Config config) {
    this.config = config;
    this.values = KnownKeys.leaves(config.root());
  }

  /**
   * Reads {@code file} (HOCON; {@code ${NAME}} takes another key or an environment variable).
   *
   * @param overrides each {@code key=value}; later ones win
   * @throws BadInputException if the file cannot be read or parsed, or names a key that
   *     reference.conf does not have
   */
  public static Settings load(Path file, List<String> overrides) {
    return resolve(SettingsSources.file(file), overrides);
  }

  /**
   * As {@link #load}, of a file that was read by other means.
   *
   * @param origin what to call it where something is wrong with it
   */
  public static Settings parse(String text, String origin, List<String> overrides) {
    return resolve(SettingsSources.text(text, origin), overrides);
  }

  /** The defaults of {@code reference.conf} under {@code overrides}. */
  public static Settings defaults(List<String> overrides) {
    return resolve(ConfigFactory.empty(), overrides);
  }

  private static Settings resolve(Config file, List<String> overrides) {
    Config reference = SettingsSources.reference();
    Config merged =
        SettingsSources.resolved(
            SettingsSources.overrides(overrides).withFallback(file).withFallback(reference));
    KnownKeys.of(reference).check(merged);
    return new Settings(merged);
  }

  public int integer(String key) {
    long value = whole(key, Integer.MIN_VALUE, Integer.MAX_VALUE);
    return (int) value;
  }

  public long longInteger(String key) {
    return whole(key, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private long whole(String key, long least, long most) {
    ConfigValue value = value(key);
    try {
      long number = Numbers.whole(scalar(value));
      if (number >= least && number <= most) {
        return number;
      }
      throw wrong(key, "a whole number from " + least + " to " + most);
    } catch (NumberFormatException e) {
      throw wrong(key, "a whole number");
    }
  }

  /** A finite number. */
  public double number(String key) {
    try {
      return Numbers.finite(scalar(value(key)));
    } catch (NumberFormatException e) {
      throw wrong(key, "a number");
    }
  }

  public String text(String key) {
    ConfigValue value = value(key);
    if (isCompound(value)) {
      throw wrong(key, "a text");
    }
    return value.unwrapped().toString();
  }

  public boolean flag(String key) {
    try {
      value(key);
      return config.getBoolean(key);
    } catch (ConfigException e) {
      throw wrong(key, "true or false");
    }
  }

  /** The constant whose name in lower case with hyphens is the value. */
  public <E extends Enum<E>> E choice(String key, Class<E> type) {
    String given = scalar(value(key));
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> kebab(constant).equals(given))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    key,
                    "one of "
                        + Arrays.stream(type.getEnumConstants())
                            .map(Settings::kebab)
                            .collect(Collectors.joining(", "))));
  }

  private static String kebab(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A list of texts; one text alone is a list of one. */
  public List<String> texts(String key) {
    ConfigValue value = value(key);
    if (value instanceof ConfigList list) {
      if (list.stream().anyMatch(Settings::isCompound)) {
        throw wrong(key, "a text or a list of texts");
      }
      return list.stream().map(element -> element.unwrapped().toString()).toList();
    }
    return List.of(text(key));
  }

  /** A size in bytes, written as {@code 1048576}, {@code 1 MiB} (2^20) or {@code 1 MB} (10^6). */
  public long bytes(String key) {
    try {
      value(key);
      long bytes = config.getBytes(key);
      if (bytes >= 0) {
        return bytes;
      }
      throw wrong(key, "a size such as 16 MiB");
    } catch (ConfigException e) {
      throw wrong(key, "a size such as 16 MiB");
    }
  }

  /** Whether the value is this very word, such as {@code auto} or {@code unlimited}. */
  public boolean is(String key, String word) {
    return value(key).unwrapped().equals(word);
  }

  /**
   * Full key to value, in key order, for all keys under {@code prefix}. One value has one spelling:
   * 1, 1.0 and "1" are all {@code 1}.
   */
  public SortedMap<String, String> section(String prefix) {
    SortedMap<String, String> section = new TreeMap<>();
    values.forEach(
        (key, value) -> {
          if (key.equals(prefix) || key.startsWith(prefix + ".")) {
            section.put(key, spelling(value));
          }
        });
    return section;
  }

  /** All of it as one configuration file that {@link #parse} reads to equal settings. */
  public String document() {
    return config.root().render(ConfigRenderOptions.defaults().setOriginComments(false));
  }

  private static String spelling(ConfigValue value) {
    if (isCompound(value)) {
      return value.render(ConfigRenderOptions.concise());
    }
    return Numbers.spelling(value.unwrapped().toString());
  }

  private ConfigValue value(String key) {
    if (!values.containsKey(key)) {
      throw new IllegalStateException(key + " is not in reference.conf");
    }
    return values.get(key);
  }

  private static String scalar(ConfigValue value) {
    return isCompound(value) ? "" : value.unwrapped().toString();
  }

  private static boolean isCompound(ConfigValue value) {
    return value instanceof ConfigObject
        || value instanceof ConfigList
        || value.valueType() == ConfigValueType.NULL;
  }

  private BadInputException wrong(String key, String allowed) {
    ConfigValue value = value(key);
    return new BadInputException(
        "%s must be %s, but %s says %s",
        key, allowed, SettingsSources.place(value), value.render(ConfigRenderOptions.concise()));
  }
}
