package wordmill.testdata;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * An invented language whose words have known meanings.
 *
 * <p>Four relations, each between two classes of {@value #PAIRS} words: a pair shares the trait of
 * its index, a class shares the trait of its role, so a - b is the same for all pairs of a
 * relation. The context words of the pairs are drawn from one pool, so that none of them means the
 * same as its pair.
 *
 * <p>* Four more classes of {@value #SYNONYM_GROUPS} groups of {@value #GROUP_SIZE} near-synonyms:
 * the later a word stands in its group, the less it has of the group's trait and the more of its
 * own. Classes of one domain (places, people, things, deeds) share a trait too, so similarity has
 * many grades.
 */
final class PlantedLanguage {
  static final int PAIRS = 20;
  static final int SYNONYM_GROUPS = 4;
  static final int GROUP_SIZE = 5;
  private static final int FUNCTION_WORDS = 40;
  private static final int FILLER_WORDS = 900;

  /**
   * A relation of word pairs.
   *
   * @param name section in the analogy file
   * @param left first words of the pairs
   * @param right second words, in the same order
   */
  record Relation(String name, List<PlantedWord> left, List<PlantedWord> right) {}

  private static final int RELATION_CONTEXTS = 60;
  private static final int PAIR_CONTEXTS = 10;

  private final Random random;
  private final WordMaker maker;
  private final List<PlantedWord> words = new ArrayList<>();
  private final List<Relation> relations = new ArrayList<>();
  private final Choice<String> functionWords;
  private final Choice<String> fillers;

  PlantedLanguage(Random random) {
    this.random = random;
    this.maker = new WordMaker(random);
    this.functionWords = trait(FUNCTION_WORDS, 1);
    this.fillers = Choice.zipf(invent(FILLER_WORDS, 2), 10);
    Choice<String> places = trait(20, 2);
    Choice<String> people = trait(20, 2);
    Choice<String> things = trait(20, 2);
    Choice<String> deeds = trait(20, 2);
    relate("country-capital", places, "ria", "burg");
    relate("man-woman", people, "o", "ina");
    relate("one-many", things, "", "ni");
    relate("present-past", deeds, "a", "ata");
    synonyms("landscape", places);
    synonyms("profession", people);
    synonyms("tool", things);
    synonyms("motion", deeds);
  }

  /** All words with a meaning, by class. */
  List<PlantedWord> words() {
    return List.copyOf(words);
  }

  List<Relation> relations() {
    return List.copyOf(relations);
  }

  /** Words that stand beside any word: 40 short and very frequent ones, 900 longer ones. */
  String background() {
    return random.nextInt(10) < 6 ? functionWords.draw(random) : fillers.draw(random);
  }

  private void relate(String name, Choice<String> domain, String leftEnding, String rightEnding) {
    String[] kinds = name.split("-", 2);
    Choice<String> leftRole = trait(12, 2);
    Choice<String> rightRole = trait(12, 2);
    List<String> pool = invent(RELATION_CONTEXTS, 2);
    List<PlantedWord> left = new ArrayList<>();
    List<PlantedWord> right = new ArrayList<>();
    for (int i = 0; i < PAIRS; i++) {
      Choice<String> pair = traitOf(pool, PAIR_CONTEXTS);
      String stem = maker.stemFor(2, leftEnding, rightEnding);
      left.add(inPair(stem + leftEnding, kinds[0], domain, leftRole, pair));
      right.add(inPair(stem + rightEnding, kinds[1], domain, rightRole, pair));
    }
    words.addAll(left);
    words.addAll(right);
    relations.add(new Relation(name, List.copyOf(left), List.copyOf(right)));
  }

  private PlantedWord inPair(
      String text, String kind, Choice<String> domain, Choice<String> role, Choice<String> pair) {
    Choice<String> own = trait(4, 2);
    return new PlantedWord(
        text,
        kind,
        new Choice<>(List.of(domain, role, pair, own), new double[] {0.15, 0.35, 0.4, 0.1}));
  }

  private void synonyms(String kind, Choice<String> domain) {
    Choice<String> role = trait(12, 2);
    for (int g = 0; g < SYNONYM_GROUPS; g++) {
      Choice<String> group = trait(8, 2);
      for (int i = 0; i < GROUP_SIZE; i++) {
        double distance = 0.1 * i;
        Choice<String> own = trait(4, 2);
        words.add(
            new PlantedWord(
                maker.word(3, ""),
                kind,
                new Choice<>(
                    List.of(domain, role, group, own),
                    new double[] {0.15, 0.25, 0.5 - distance, 0.1 + distance})));
      }
    }
  }

  private Choice<String> traitOf(List<String> pool, int size) {
    List<String> shuffled = new ArrayList<>(pool);
    Collections.shuffle(shuffled, random);
    return Choice.zipf(shuffled.subList(0, size), 3);
  }

  private Choice<String> trait(int size, int syllables) {
    return Choice.zipf(invent(size, syllables), 3);
  }

  private List<String> invent(int count, int syllables) {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      made.add(maker.word(syllables + (syllables > 1 && random.nextInt(4) == 0 ? 1 : 0), ""));
    }
    return made;
  }
}
