package wordmill.config;

import java.util.List;
import java.util.SortedMap;

/** Stands in for the settings that are written elsewhere: the same methods, no behaviour. */
@SuppressWarnings("DoNotCallSuggester")
public final class Settings {
  private Settings() {}

  public int integer(String key) {
    throw missing(key);
  }

  public double number(String key) {
    throw missing(key);
  }

  public long bytes(String key) {
    throw missing(key);
  }

  public <E extends Enum<E>> E choice(String key, Class<E> choices) {
    throw missing(key);
  }

  public List<String> texts(String key) {
    throw missing(key);
  }

  public boolean is(String key, String word) {
    throw missing(key);
  }

  public SortedMap<String, String> section(String prefix) {
    throw missing(prefix);
  }

  private static UnsupportedOperationException missing(String key) {
    return new UnsupportedOperationException("stub: " + key);
  }
}
