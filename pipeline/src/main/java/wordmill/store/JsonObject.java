package wordmill.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import wordmill.config.BadInputException;

/** A parsed JSON object; a field that is missing or of another type is damage, told by name. */
public final class JsonObject {
  private final Map<?, ?> values;
  private final String what;

  JsonObject(Map<?, ?> values, String what) {
    this.values = values;
    this.what = what;
  }

  public String text(String field) {
    return field(field, String.class);
  }

  public long whole(String field) {
    Number number = field(field, Number.class);
    return number.longValue();
  }

  public double number(String field) {
    return field(field, Number.class).doubleValue();
  }

  public boolean has(String field) {
    return values.get(field) != null;
  }

  public Optional<Long> wholeIfThere(String field) {
    return has(field) ? Optional.of(whole(field)) : Optional.empty();
  }

  public JsonObject object(String field) {
    return new JsonObject(field(field, Map.class), what);
  }

  public List<JsonObject> objects(String field) {
    List<JsonObject> objects = new ArrayList<>();
    for (Object element : field(field, List.class)) {
      BadInputException.check(
          element instanceof Map, "%s is damaged: %s holds no objects", what, field);
      objects.add(new JsonObject((Map<?, ?>) element, what));
    }
    return objects;
  }

  public List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    for (Object element : field(field, List.class)) {
      texts.add(String.valueOf(element));
    }
    return texts;
  }

  /** A list of whole numbers within a long. */
  public List<Long> wholes(String field) {
    List<Long> wholes = new ArrayList<>();
    for (Object element : field(field, List.class)) {
      BadInputException.check(
          element instanceof Long, "%s is damaged: %s holds no whole numbers", what, field);
      wholes.add((Long) element);
    }
    return wholes;
  }

  /** Name to text, number or whatever else JSON has. */
  public SortedMap<String, Object> values() {
    SortedMap<String, Object> sorted = new TreeMap<>();
    values.forEach(
        (name, value) ->
            sorted.put(
                String.valueOf(name),
                value instanceof Integer small ? Long.valueOf(small) : value));
    return sorted;
  }

  public SortedMap<String, String> textValues() {
    SortedMap<String, String> sorted = new TreeMap<>();
    values.forEach((name, value) -> sorted.put(String.valueOf(name), String.valueOf(value)));
    return sorted;
  }

  private <T> T field(String field, Class<T> type) {
    Object value = values.get(field);
    BadInputException.check(
        type.isInstance(value), "%s is damaged: it has no proper %s", what, field);
    return type.cast(value);
  }
}
