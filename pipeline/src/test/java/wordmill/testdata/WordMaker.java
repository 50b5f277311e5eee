package wordmill.testdata;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/** Pronounceable invented words of a to z, no two alike. */
final class WordMaker {
  private static final String[] ONSETS = {
    "b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "y", "z", "br", "kl",
    "st", "tr"
  };
  private static final String[] VOWELS = {"a", "a", "e", "e", "i", "i", "o", "o", "u", "ai"};
  private static final String[] CODAS = {"", "", "", "l", "m", "n", "r", "s"};

  private final Random random;
  private final Set<String> taken = new HashSet<>();

  WordMaker(Random random) {
    this.random = random;
  }

  /** A new word of {@code syllables} syllables and the given ending. */
  String word(int syllables, String ending) {
    while (true) {
      String word = stem(syllables) + ending;
      if (taken.add(word)) {
        return word;
      }
    }
  }

  /** A stem for which all of stem + ending are new words. */
  String stemFor(int syllables, String... endings) {
    while (true) {
      String stem = stem(syllables);
      boolean free = true;
      for (String ending : endings) {
        free &= !taken.contains(stem + ending);
      }
      if (free) {
        for (String ending : endings) {
          taken.add(stem + ending);
        }
        return stem;
      }
    }
  }

  private String stem(int syllables) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < syllables; i++) {
      word.append(pick(ONSETS)).append(pick(VOWELS));
      word.append(i == syllables - 1 ? pick(CODAS) : "");
    }
    return word.toString();
  }

  private String pick(String[] from) {
    return from[random.nextInt(from.length)];
  }
}
