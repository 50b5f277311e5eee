package wordmill.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The keys of {@code reference.conf}: the only ones there are. */
final class KnownKeys {
  private final SortedSet<String> keys;

  private KnownKeys(SortedSet<String> keys) {
    this.keys = keys;
  }

  static KnownKeys of(Config reference) {
    return new KnownKeys(new TreeSet<>(leaves(reference.root()).keySet()));
  }

  /** Every value that is not itself a section, by full key. */
  static SortedMap<String, ConfigValue> leaves(ConfigObject root) {
    SortedMap<String, ConfigValue> leaves = new TreeMap<>();
    collect(root, "", leaves);
    return leaves;
  }

  private static void collect(
      ConfigObject section, String prefix, SortedMap<String, ConfigValue> leaves) {
    section.forEach(
        (name, value) -> {
          String key = prefix + ConfigUtil.joinPath(name);
          if (value instanceof ConfigObject inner && !inner.isEmpty()) {
            collect(inner, key + ".", leaves);
          } else {
            leaves.put(key, value);
          }
        });
  }

  /** Throws for the first key that is not known or that stands where a section should. */
  void check(Config config) {
    SortedMap<String, ConfigValue> given = leaves(config.root());
    given.forEach(
        (key, value) ->
            BadInputException.check(
                keys.contains(key),
                "%s sets %s, which is no key of Wordmill: did you mean %s?",
                SettingsSources.place(value),
                key,
                nearest(key)));
    for (String key : keys) {
      BadInputException.check(
          given.containsKey(key), "%s must be a single value, but holds keys of its own", key);
    }
  }

  /** The known key with the fewest typing errors, over the whole key or over its last part. */
  private String nearest(String key) {
    List<String> inside = keys.stream().filter(known -> known.startsWith(key + ".")).toList();
    if (!inside.isEmpty()) {
      return String.join(" or ", inside);
    }
    return keys.stream().min(Comparator.comparingInt(known -> distance(key, known))).orElseThrow();
  }

  private static int distance(String key, String known) {
    return Math.min(edits(key, known), 1 + edits(last(key), last(known)));
  }

  private static String last(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  /** Levenshtein distance. */
  private static int edits(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(previous[j], row[j - 1]));
      }
      previous = row;
    }
    return previous[b.length()];
  }
}
