package wordmill.lm;

import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import wordmill.config.BadInputException;
import wordmill.nn.Cell;
import wordmill.text.Tokenization;
import wordmill.training.DropoutMask;
import wordmill.vocab.UnknownWords;
import wordmill.vocab.VocabularyOptions;

/**
 * What a model's weights need beside them, kept in their file: the network's shape, and how text
 * becomes tokens.
 */
record ModelOptions(NetworkOptions network, Tokenization tokenizer, UnknownWords unknown) {
  private static final String FORMAT = "wordmill language model 1";

  VocabularyOptions words() {
    return new VocabularyOptions(1, Integer.MAX_VALUE, unknown);
  }

  SortedMap<String, String> metadata() {
    SortedMap<String, String> metadata = new TreeMap<>();
    metadata.put("format", FORMAT);
    metadata.put("cell", text(network.cell()));
    metadata.put("layers", Integer.toString(network.layers()));
    metadata.put("embedding-size", Integer.toString(network.embeddingSize()));
    metadata.put("hidden-size", Integer.toString(network.hiddenSize()));
    metadata.put("tied", Boolean.toString(network.tied()));
    metadata.put("tokenizer", text(tokenizer));
    metadata.put("unknown", text(unknown));
    return metadata;
  }

  private static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads what {@link #metadata} wrote.
   *
   * @param path of the file, for sentences
   */
  static ModelOptions of(SortedMap<String, String> metadata, String path) {
    BadInputException.check(
        FORMAT.equals(metadata.get("format")),
        "%s is no language model: its format is %s, not %s",
        path,
        metadata.get("format"),
        FORMAT);
    try {
      NetworkOptions network =
          new NetworkOptions(
              value(metadata, "cell", Cell.class),
              Integer.parseInt(metadata.get("layers")),
              Integer.parseInt(metadata.get("embedding-size")),
              Integer.parseInt(metadata.get("hidden-size")),
              0,
              DropoutMask.STEP,
              Boolean.parseBoolean(metadata.get("tied")),
              NetworkOptions.NONE,
              1);
      return new ModelOptions(
          network,
          value(metadata, "tokenizer", Tokenization.class),
          value(metadata, "unknown", UnknownWords.class));
    } catch (IllegalArgumentException | NullPointerException | BadInputException e) {
      throw new BadInputException("the options in %s are damaged: %s", path, metadata);
    }
  }

  private static <E extends Enum<E>> E value(
      SortedMap<String, String> metadata, String name, Class<E> type) {
    return Enum.valueOf(type, metadata.get(name).toUpperCase(Locale.ROOT));
  }
}
