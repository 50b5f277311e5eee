package wordmill.lm;

import java.util.SortedMap;
import java.util.TreeMap;
import wordmill.config.BadInputException;
import wordmill.nn.Cell;

/** The options that a network is built from, kept in its weights' file. */
final class LanguageModelFile {
  private LanguageModelFile() {}

  static SortedMap<String, String> metadata(LanguageModelOptions options) {
    NetworkOptions network = options.network();
    SortedMap<String, String> metadata = new TreeMap<>();
    metadata.put("format", "wordmill lm 1");
    metadata.put("cell", network.cell().name());
    metadata.put("layers", Integer.toString(network.layers()));
    metadata.put("embedding-size", Integer.toString(network.embeddingSize()));
    metadata.put("hidden-size", Integer.toString(network.hiddenSize()));
    metadata.put("tied", Boolean.toString(network.tied()));
    return metadata;
  }

  /**
   * The network of a file, for inference.
   *
   * @param what to call the file in sentences
   */
  static NetworkOptions network(SortedMap<String, String> metadata, String what) {
    BadInputException.check(
        "wordmill lm 1".equals(metadata.get("format")), "%s is no language model of ours", what);
    try {
      return new NetworkOptions(
          Cell.valueOf(metadata.get("cell")),
          Integer.parseInt(metadata.get("layers")),
          Integer.parseInt(metadata.get("embedding-size")),
          Integer.parseInt(metadata.get("hidden-size")),
          0,
          DropoutMask.STEP,
          Boolean.parseBoolean(metadata.get("tied")),
          NetworkOptions.NONE,
          1);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new BadInputException("%s is damaged: its options are %s", what, metadata);
    }
  }
}
