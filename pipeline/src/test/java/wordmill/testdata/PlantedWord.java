package wordmill.testdata;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A word with a meaning: a mixture of traits. A trait is a distribution over context words of its
 * own, so words that share traits share neighbours.
 *
 * @param text the word
 * @param kind its semantic class
 * @param traits the mixture
 */
record PlantedWord(String text, String kind, Choice<Choice<String>> traits) {

  /** One word that may stand beside this one. */
  String neighbour(Random random) {
    return traits.draw(random).draw(random);
  }

  /**
   * The Bhattacharyya coefficient of the two words' distributions over context words, the sum of
   * sqrt(p q): 1 for the same, 0 for disjoint. This is the similarity that was planted.
   */
  double similarity(PlantedWord other) {
    Map<String, Double> mine = distribution();
    Map<String, Double> others = other.distribution();
    double sum = 0;
    for (Map.Entry<String, Double> entry : mine.entrySet()) {
      sum += Math.sqrt(entry.getValue() * others.getOrDefault(entry.getKey(), 0.0));
    }
    return sum;
  }

  private Map<String, Double> distribution() {
    Map<String, Double> probabilities = new TreeMap<>();
    for (int t = 0; t < traits.size(); t++) {
      Choice<String> trait = traits.item(t);
      for (int i = 0; i < trait.size(); i++) {
        probabilities.merge(
            trait.item(i), traits.probability(t) * trait.probability(i), Double::sum);
      }
    }
    return probabilities;
  }
}
