package wordmill.seq2seq;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.Collectors;
import wordmill.text.Tokenization;
import wordmill.vocab.Vocabulary;

/** Word ids as text: words with spaces between, or characters as they are. */
record Wording(Vocabulary vocabulary, Tokenization tokenizer) implements Serializable {
  /** The token of white space in models of characters. */
  private static final String SPACE = "\u2581";

  String text(int[] ids) {
    return join(Arrays.stream(ids).mapToObj(vocabulary::word).toArray(String[]::new));
  }

  String join(String[] words) {
    return tokenizer == Tokenization.CHARACTERS
        ? Arrays.stream(words)
            .map(word -> word.equals(SPACE) ? " " : word)
            .collect(Collectors.joining())
        : String.join(" ", words);
  }
}
