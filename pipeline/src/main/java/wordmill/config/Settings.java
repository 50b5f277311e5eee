package wordmill.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueType;
import java.util.List;

/** Stub. */
public final class Settings {
  private final Config config;

  private Settings(Config config) {
    this.config = config;
  }

  public static Settings defaults(List<String> overrides) {
    Config parsed = ConfigFactory.parseString(String.join("\n", overrides));
    return new Settings(parsed.withFallback(ConfigFactory.parseResources("reference.conf")));
  }

  public int integer(String key) {
    return config.getInt(key);
  }

  public double number(String key) {
    return config.getDouble(key);
  }

  public boolean flag(String key) {
    return config.getBoolean(key);
  }

  public List<String> texts(String key) {
    return config.getValue(key).valueType() == ConfigValueType.LIST
        ? config.getStringList(key)
        : List.of(config.getString(key));
  }
}
