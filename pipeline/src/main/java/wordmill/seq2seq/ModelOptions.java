package wordmill.seq2seq;

import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import wordmill.config.BadInputException;
import wordmill.nn.Cell;
import wordmill.nn.Scoring;
import wordmill.text.Tokenization;
import wordmill.training.DropoutMask;

/**
 * What a model's weights need beside them, kept in their file: the network's shape, and how text
 * becomes words.
 */
record ModelOptions(NetworkOptions network, Tokenization tokenizer) {
  private static final String FORMAT = "wordmill sequence-to-sequence model 1";

  SortedMap<String, String> metadata() {
    SortedMap<String, String> metadata = new TreeMap<>();
    metadata.put("format", FORMAT);
    metadata.put("cell", text(network.cell()));
    metadata.put("layers", Integer.toString(network.layers()));
    metadata.put("embedding-size", Integer.toString(network.embeddingSize()));
    metadata.put("hidden-size", Integer.toString(network.hiddenSize()));
    metadata.put("bidirectional", Boolean.toString(network.bidirectional()));
    metadata.put("residual", Boolean.toString(network.residual()));
    metadata.put("reversed", Boolean.toString(network.reversed()));
    metadata.put("decoder", text(network.decoder()));
    metadata.put("attention", text(network.attention()));
    metadata.put("attention-size", Integer.toString(network.attentionSize()));
    metadata.put("meeting-size", Integer.toString(network.meetingSize()));
    metadata.put("input-feeding", Boolean.toString(network.inputFeeding()));
    metadata.put("tokenizer", text(tokenizer));
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
        "%s is no sequence-to-sequence model: its format is %s, not %s",
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
              Boolean.parseBoolean(metadata.get("bidirectional")),
              Boolean.parseBoolean(metadata.get("residual")),
              Boolean.parseBoolean(metadata.get("reversed")),
              value(metadata, "decoder", DecoderKind.class),
              value(metadata, "attention", Scoring.class),
              Integer.parseInt(metadata.get("attention-size")),
              Integer.parseInt(metadata.get("meeting-size")),
              Boolean.parseBoolean(metadata.get("input-feeding")),
              0,
              DropoutMask.STEP,
              1,
              1);
      return new ModelOptions(network, value(metadata, "tokenizer", Tokenization.class));
    } catch (IllegalArgumentException | NullPointerException | BadInputException e) {
      throw new BadInputException("the options in %s are damaged: %s", path, metadata);
    }
  }

  private static <E extends Enum<E>> E value(
      SortedMap<String, String> metadata, String name, Class<E> type) {
    return Enum.valueOf(type, metadata.get(name).toUpperCase(Locale.ROOT));
  }
}
