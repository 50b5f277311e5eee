package wordmill.text;

import static wordmill.config.BadInputException.check;

import java.io.Serializable;
import java.util.List;
import wordmill.config.Settings;

/**
 * Where the text is and how it is read.
 *
 * @param key the setting that names the input, for sentences about what is wrong with it
 * @param input files and folders, one or more, on any Hadoop file system
 * @param tokenizer how lines become tokens
 * @param invalid what happens to lines that are not text
 * @param maxInvalidShare share of such lines above which the job fails all the same, 0 to 1
 * @param maxLineBytes longer lines are cut there; 16 bytes to 256 MiB
 * @param splitBytes about how much of the input one task reads, or more where the input is large
 *     ({@link TextListing#splitBytes}); 1 or more
 */
public record TextOptions(
    String key,
    List<String> input,
    Tokenization tokenizer,
    InvalidText invalid,
    double maxInvalidShare,
    int maxLineBytes,
    long splitBytes)
    implements Serializable {
  private static final String INPUT = "text.input";
  private static final int MIN_LINE_BYTES = 16;
  private static final int MAX_LINE_BYTES = 256 << 20;

  public TextOptions {
    input = List.copyOf(input);
    check(!input.isEmpty(), "%s names no file or folder; set it to one or a list of them", key);
    for (String path : input) {
      check(!path.isBlank(), "%s holds an empty path", key);
    }
    check(
        maxInvalidShare >= 0 && maxInvalidShare <= 1,
        "text.max-invalid-share must be 0 to 1, but is %s",
        maxInvalidShare);
    check(
        maxLineBytes >= MIN_LINE_BYTES && maxLineBytes <= MAX_LINE_BYTES,
        "text.max-line-bytes must be %d bytes to 256 MiB, but is %d",
        MIN_LINE_BYTES,
        maxLineBytes);
    check(splitBytes >= 1, "text.split-bytes must be 1 or more, but is %d", splitBytes);
  }

  /** The section {@code text} of the settings. */
  public static TextOptions from(Settings settings) {
    return from(settings, INPUT, "text.tokenizer");
  }

  /** The input and the tokenizer of another section, read as the section {@code text} says. */
  public static TextOptions from(Settings settings, String inputKey, String tokenizerKey) {
    return new TextOptions(
        inputKey,
        settings.texts(inputKey),
        settings.choice(tokenizerKey, Tokenization.class),
        settings.choice("text.invalid", InvalidText.class),
        settings.number("text.max-invalid-share"),
        (int) Math.min(settings.bytes("text.max-line-bytes"), Integer.MAX_VALUE),
        settings.bytes("text.split-bytes"));
  }

  /** Another input, read in the same way. */
  public TextOptions reading(String otherKey, List<String> otherInput) {
    return new TextOptions(
        otherKey, otherInput, tokenizer, invalid, maxInvalidShare, maxLineBytes, splitBytes);
  }
}
