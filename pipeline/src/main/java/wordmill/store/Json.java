package wordmill.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import wordmill.config.BadInputException;

/** JSON as the store writes it: maps, lists, texts and numbers; sorted keys; LF; never classes. */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private Json() {}

  /** For people: indented, a line's end at the end. Keys stand in the map's own order. */
  public static byte[] pretty(Map<String, ?> values) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    try {
      ObjectMapper mapper = MAPPER.copy().disable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
      return (mapper.writer(printer).writeValueAsString(values) + "\n")
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One spelling for one value: sorted keys, no white space. */
  public static String canonical(Map<String, ?> values) {
    try {
      return MAPPER.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads a JSON object.
   *
   * @throws BadInputException naming {@code what}, if the bytes are no JSON object, hold a name
   *     twice, or go on behind the object
   */
  public static JsonObject parse(byte[] bytes, String what) {
    try {
      if (MAPPER.readValue(bytes, Object.class) instanceof Map<?, ?> map) {
        return new JsonObject(map, what);
      }
    } catch (IOException e) {
      throw new BadInputException("%s is damaged: it is not whole JSON: %s", what, reason(e));
    }
    throw new BadInputException("%s is damaged: it is no JSON object", what);
  }

  private static String reason(IOException e) {
    return e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
  }
}
