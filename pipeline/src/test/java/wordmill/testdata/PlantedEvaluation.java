package wordmill.testdata;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** Similarity and analogy files for the words of a {@link PlantedLanguage}. */
final class PlantedEvaluation {
  private static final int PAIRS_OF_ONE_KIND = 4;
  private static final int PAIRS_AT_RANDOM = 60;

  private PlantedEvaluation() {}

  /**
   * Lines of word, word, score, tab between: 10 times the planted similarity. Of each class some
   * pairs of neighbours in its list (synonyms, or class mates), some at random, and pairs across
   * classes; all pairs of each relation's first words with their partners.
   */
  static String similarity(PlantedLanguage language, Random random) {
    List<PlantedWord> words = language.words();
    Set<List<PlantedWord>> pairs = new LinkedHashSet<>();
    for (PlantedLanguage.Relation relation : language.relations()) {
      for (int i = 0; i < PlantedLanguage.PAIRS; i += 2) {
        pairs.add(List.of(relation.left().get(i), relation.right().get(i)));
        pairs.add(List.of(relation.left().get(i), relation.left().get(i + 1)));
        pairs.add(List.of(relation.left().get(i + 1), relation.right().get(i)));
      }
    }
    int last = PlantedLanguage.PAIRS * 2 * language.relations().size();
    for (int group = last; group < words.size(); group += PlantedLanguage.GROUP_SIZE) {
      for (int i = 1; i < PlantedLanguage.GROUP_SIZE; i++) {
        pairs.add(List.of(words.get(group), words.get(group + i)));
      }
      for (int i = 0; i < PAIRS_OF_ONE_KIND; i++) {
        pairs.add(
            List.of(words.get(group + i), words.get(last + random.nextInt(words.size() - last))));
      }
    }
    for (int i = 0; i < PAIRS_AT_RANDOM; i++) {
      pairs.add(
          List.of(
              words.get(random.nextInt(words.size())), words.get(random.nextInt(words.size()))));
    }
    StringBuilder file = new StringBuilder();
    for (List<PlantedWord> pair : pairs) {
      PlantedWord a = pair.get(0);
      PlantedWord b = pair.get(1);
      if (!a.equals(b)) {
        file.append(
            String.format(Locale.ROOT, "%s\t%s\t%.2f\n", a.text(), b.text(), 10 * a.similarity(b)));
      }
    }
    return file.toString();
  }

  /** A section for each relation: "a b c d" for every two of its pairs, a is to b as c is to d. */
  static String analogies(PlantedLanguage language) {
    List<String> lines = new ArrayList<>();
    for (PlantedLanguage.Relation relation : language.relations()) {
      lines.add(": " + relation.name());
      for (int i = 0; i < PlantedLanguage.PAIRS; i++) {
        for (int j = 0; j < PlantedLanguage.PAIRS; j++) {
          if (i != j) {
            lines.add(question(relation, i, j));
          }
        }
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static String question(PlantedLanguage.Relation relation, int i, int j) {
    return String.join(
        " ",
        relation.left().get(i).text(),
        relation.right().get(i).text(),
        relation.left().get(j).text(),
        relation.right().get(j).text());
  }
}
