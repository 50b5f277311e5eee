package wordmill.jobs;

import java.util.Arrays;
import java.util.List;
import wordmill.lm.LanguageModel;
import wordmill.lm.SamplingOptions;
import wordmill.random.Seeds;

/** Text that a language model makes up: words with spaces between them, or characters as such. */
final class MadeUpText {
  /** The token of white space in models of characters. */
  private static final String SPACE = "\u2581";

  private final LanguageModel model;
  private final StringBuilder text = new StringBuilder();

  private MadeUpText(LanguageModel model) {
    this.model = model;
  }

  /**
   * Goes on from a prompt.
   *
   * @param prompt words, or parts of a text, that are taken apart into what the model knows
   * @param length tokens to draw
   * @return the prompt and what follows it
   * @throws wordmill.config.BadInputException if the model does not know a word
   */
  static String of(
      LanguageModel model, List<String> prompt, int length, SamplingOptions sampling, long seed) {
    MadeUpText made = new MadeUpText(model);
    List<String> tokens = made.tokens(String.join(" ", prompt));
    List<Integer> ids = model.ids(tokens);
    tokens.forEach(made::append);
    model.generate(ids, length, sampling, new Seeds(seed).forStage("generate"), made::append);
    return made.text.toString().stripTrailing();
  }

  private List<String> tokens(String prompt) {
    if (model.isOfCharacters()) {
      return prompt.replaceAll("\\s", SPACE).codePoints().mapToObj(Character::toString).toList();
    }
    return Arrays.stream(prompt.split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  private void append(String token) {
    if (model.isOfCharacters()) {
      text.append(token.equals(SPACE) ? " " : token);
      return;
    }
    boolean atStart = text.isEmpty() || text.charAt(text.length() - 1) == '\n';
    if (!atStart && !token.equals("\n")) {
      text.append(' ');
    }
    text.append(token);
  }
}
