package wordmill.testdata;

import java.util.List;
import java.util.Random;

/**
 * Draws from a list with fixed weights. Only additions, divisions and comparisons of doubles, which
 * are the same on every machine.
 */
final class Choice<T> {
  private final List<T> items;
  private final double[] cumulative;

  Choice(List<T> items, double[] weights) {
    this.items = List.copyOf(items);
    this.cumulative = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      cumulative[i] = sum;
    }
  }

  /** The i-th item weighs 1 / (i + 1 + flatness), as in natural text. */
  static <T> Choice<T> zipf(List<T> items, double flatness) {
    double[] weights = new double[items.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 1 / (i + 1 + flatness);
    }
    return new Choice<>(items, weights);
  }

  T draw(Random random) {
    double at = random.nextDouble() * cumulative[cumulative.length - 1];
    int i = 0;
    while (i < cumulative.length - 1 && cumulative[i] <= at) {
      i++;
    }
    return items.get(i);
  }

  int size() {
    return items.size();
  }

  T item(int i) {
    return items.get(i);
  }

  /** The probability of item i. */
  double probability(int i) {
    double before = i == 0 ? 0 : cumulative[i - 1];
    return (cumulative[i] - before) / cumulative[cumulative.length - 1];
  }
}
