package wordmill.testdata;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Endless text in a {@link PlantedLanguage}: a sentence a line, with capitals and punctuation. */
final class PlantedCorpus {
  private static final int SENTENCES_A_PARAGRAPH = 30;

  private final PlantedLanguage language;
  private final Random random;
  private final Choice<PlantedWord> subjects;
  private int sentences;

  PlantedCorpus(PlantedLanguage language, Random random) {
    this.language = language;
    this.random = random;
    // Frequency must not tell the classes apart, so the ranks are dealt at random.
    List<PlantedWord> byRank = new ArrayList<>(language.words());
    Collections.shuffle(byRank, random);
    this.subjects = Choice.zipf(byRank, 60);
  }

  /** Whole paragraphs until there are at least {@code bytes} of them; a blank line ends each. */
  String text(int bytes) {
    StringBuilder text = new StringBuilder();
    while (text.length() < bytes) {
      text.append(sentence()).append('\n');
      if (++sentences % SENTENCES_A_PARAGRAPH == 0) {
        text.append('\n');
      }
    }
    return text.toString();
  }

  /** One subject somewhere among 6 to 13 others, of which its meaning chose almost half. */
  private String sentence() {
    PlantedWord subject = subjects.draw(random);
    int length = 7 + random.nextInt(8);
    int at = random.nextInt(length);
    StringBuilder sentence = new StringBuilder();
    for (int i = 0; i < length; i++) {
      String word = i == at ? subject.text() : beside(subject);
      if (i == 0) {
        sentence.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
      } else {
        sentence.append(random.nextInt(12) == 0 ? ", " : " ").append(word);
      }
    }
    return sentence.append(random.nextInt(15) == 0 ? "?" : ".").toString();
  }

  private String beside(PlantedWord subject) {
    return random.nextInt(100) < 46 ? subject.neighbour(random) : language.background();
  }
}
