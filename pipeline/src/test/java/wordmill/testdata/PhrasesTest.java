package wordmill.testdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PhrasesTest {
  private static final List<Line> LINES =
      Phrases.lines(5_000, new Random(7)).lines().map(Line::of).toList();

  /** The only word on s is the verb. */
  private record Line(List<String> phrase, List<String> translation, int verb) {
    static Line of(String line) {
      String[] sides = line.split("\t", -1);
      List<String> phrase = List.of(sides[0].split(" ", -1));
      int verb = 0;
      while (!phrase.get(verb).endsWith("s")) {
        verb++;
      }
      return new Line(phrase, List.of(sides[1].split(" ", -1)), verb);
    }

    List<String> translatedSubject() {
      return translation.subList(0, verb);
    }
  }

  @Test
  void everyWordHasItsTranslation() {
    for (Line line : LINES) {
      assertThat(line.translation()).hasSameSizeAs(line.phrase());
    }
  }

  @Test
  void verbEndsTheTranslation() {
    Map<String, Set<String>> verbs = new TreeMap<>();
    for (Line line : LINES) {
      add(verbs, line.phrase().get(line.verb()), last(line.translation()));
    }
    assertThat(verbs).hasSize(13);
    assertThat(verbs.values()).allSatisfy(translations -> assertThat(translations).hasSize(1));
  }

  @Test
  void adverbStandsBeforeTheVerb() {
    Map<String, Set<String>> adverbs = new TreeMap<>();
    for (Line line : LINES) {
      if (last(line.phrase()).endsWith("ly")) {
        List<String> translation = line.translation();
        add(adverbs, last(line.phrase()), translation.get(translation.size() - 2));
      }
    }
    assertThat(adverbs).hasSize(6);
    assertThat(adverbs.values()).allSatisfy(translations -> assertThat(translations).hasSize(1));
  }

  @Test
  void nounStandsSecondAndItsCompanyEndsAsItDoes() {
    Map<String, Set<String>> nouns = new TreeMap<>();
    for (Line line : LINES) {
      List<String> subject = line.translatedSubject();
      add(nouns, line.phrase().get(line.verb() - 1), subject.get(1));
      String ending = subject.get(1).substring(subject.get(1).length() - 1);
      assertThat(subject).allMatch(word -> word.endsWith(ending));
    }
    assertThat(nouns.values()).allSatisfy(translations -> assertThat(translations).hasSize(1));
    Set<Character> endings = new HashSet<>();
    nouns.values().forEach(words -> words.forEach(word -> endings.add(lastLetter(word))));
    assertThat(endings).containsExactlyInAnyOrder('o', 'a');
  }

  @Test
  void adjectivesComeInTheOtherOrder() {
    Map<String, Set<String>> sizes = new TreeMap<>();
    for (Line line : LINES) {
      if (line.verb() == 4) {
        String translated = last(line.translatedSubject());
        add(sizes, line.phrase().get(1), translated.substring(0, translated.length() - 1));
      }
    }
    assertThat(sizes).hasSize(6);
    assertThat(sizes.values()).allSatisfy(stems -> assertThat(stems).hasSize(1));
  }

  @Test
  void wordsOfOneMeaningShareATranslation() {
    Set<String> ofSees = new TreeSet<>();
    Set<String> ofSpots = new TreeSet<>();
    for (Line line : LINES) {
      switch (line.phrase().get(line.verb())) {
        case "sees" -> ofSees.add(last(line.translation()));
        case "spots" -> ofSpots.add(last(line.translation()));
        default -> {}
      }
    }
    assertThat(ofSees).isEqualTo(ofSpots).hasSize(1);
  }

  private static void add(Map<String, Set<String>> to, String word, String translation) {
    to.computeIfAbsent(word, w -> new TreeSet<>()).add(translation);
  }

  private static String last(List<String> words) {
    return words.get(words.size() - 1);
  }

  private static char lastLetter(String word) {
    return word.charAt(word.length() - 1);
  }
}
