package wordmill.testdata;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Phrases of English words and their translation, word for word, into an invented language. There
 * the adjectives follow their noun, the last of them first, the verb ends the phrase, and
 * determiners and adjectives end as their noun does, on o or a. Some words share a translation. The
 * translation is a function of the phrase, so that a model can learn all of it.
 *
 * <p>In English verbs alone end on s, adverbs alone on ly.
 */
final class Phrases {
  // Words of one entry have one translation.
  private static final List<String> DETERMINERS = List.of("the", "every each", "my", "your");
  private static final List<String> SIZES = List.of("big large", "small little", "long", "short");
  private static final List<String> COLOURS =
      List.of("red", "green", "blue", "yellow golden", "white pale", "black dark");
  private static final List<String> NOUNS =
      List.of(
          "dog hound",
          "boat ship",
          "child kid",
          "stone rock",
          "cat",
          "bird",
          "horse",
          "house",
          "tree",
          "river",
          "garden",
          "teacher",
          "farmer",
          "sailor",
          "book",
          "lamp",
          "table",
          "hat");
  private static final List<String> VERBS =
      List.of(
          "sees spots",
          "finds",
          "carries",
          "likes loves",
          "paints",
          "follows",
          "hides",
          "washes cleans",
          "forgets",
          "touches");
  private static final List<String> ADVERBS =
      List.of("slowly", "quickly rapidly", "gladly", "rarely", "daily");

  /** An English word, its translation's stem and, of a noun, the ending its company takes. */
  private record Word(String english, String stem, String ending) {
    String translation() {
      return stem + ending;
    }

    String beside(Word noun) {
      return stem + noun.ending();
    }
  }

  private final Random random;
  private final WordMaker maker;
  private final List<Word> determiners;
  private final List<Word> sizes;
  private final List<Word> colours;
  private final List<Word> nouns;
  private final List<Word> verbs;
  private final List<Word> adverbs;

  private Phrases(Random random) {
    this.random = random;
    this.maker = new WordMaker(random);
    this.determiners = agreeing(DETERMINERS, 1);
    this.sizes = agreeing(SIZES, 2);
    this.colours = agreeing(COLOURS, 2);
    this.nouns = nouns();
    this.verbs = unchanging(VERBS);
    this.adverbs = unchanging(ADVERBS);
  }

  /** Lines of phrase, tab, translation; there are millions. */
  static String lines(int count, Random random) {
    return Pair.lines(count, new Phrases(random)::next);
  }

  private Pair next() {
    List<String> phrase = new ArrayList<>();
    List<String> translation = new ArrayList<>();
    addNounPhrase(phrase, translation);
    Word verb = pick(verbs);
    phrase.add(verb.english());
    addNounPhrase(phrase, translation);
    if (random.nextBoolean()) {
      Word adverb = pick(adverbs);
      phrase.add(adverb.english());
      translation.add(adverb.translation());
    }
    translation.add(verb.translation());
    return new Pair(String.join(" ", phrase), String.join(" ", translation));
  }

  private void addNounPhrase(List<String> phrase, List<String> translation) {
    Word noun = pick(nouns);
    Word determiner = pick(determiners);
    phrase.add(determiner.english());
    translation.add(determiner.beside(noun));
    int after = translation.size();
    translation.add(noun.translation());
    for (List<Word> adjectives : List.of(sizes, colours)) {
      if (random.nextBoolean()) {
        Word adjective = pick(adjectives);
        phrase.add(adjective.english());
        translation.add(after + 1, adjective.beside(noun));
      }
    }
    phrase.add(noun.english());
  }

  private Word pick(List<Word> words) {
    return words.get(random.nextInt(words.size()));
  }

  private List<Word> agreeing(List<String> entries, int syllables) {
    List<Word> words = new ArrayList<>();
    for (String entry : entries) {
      String stem = maker.stemFor(syllables, "o", "a");
      addAll(words, entry, stem, "");
    }
    return words;
  }

  /** Every other one ends on o, the rest on a. */
  private List<Word> nouns() {
    List<Word> words = new ArrayList<>();
    for (int i = 0; i < NOUNS.size(); i++) {
      String ending = i % 2 == 0 ? "o" : "a";
      addAll(words, NOUNS.get(i), maker.stemFor(2, ending), ending);
    }
    return words;
  }

  private List<Word> unchanging(List<String> entries) {
    List<Word> words = new ArrayList<>();
    for (String entry : entries) {
      addAll(words, entry, maker.word(2, ""), "");
    }
    return words;
  }

  private static void addAll(List<Word> words, String entry, String stem, String ending) {
    for (String english : entry.split(" ", -1)) {
      words.add(new Word(english, stem, ending));
    }
  }
}
