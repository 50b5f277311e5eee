package wordmill.evaluate;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import wordmill.config.BadInputException;

/**
 * How many n-grams of hypotheses stand in their references, for one n: the fraction of Papineni et
 * al. 2002, section 2.1.
 *
 * @param matched each n-gram of a reference is matched once at most; 0 to {@code total}
 * @param total n-grams of the hypotheses
 */
public record NgramMatches(long matched, long total) implements Serializable {
  static final NgramMatches NONE = new NgramMatches(0, 0);

  public NgramMatches {
    BadInputException.check(
        matched >= 0 && matched <= total, "%d of %d n-grams cannot match", matched, total);
  }

  /** Of one pair of sentences. */
  static NgramMatches of(int n, List<String> hypothesis, List<String> reference) {
    Map<List<String>, Integer> open = new HashMap<>();
    for (int i = 0; i + n <= reference.size(); i++) {
      open.merge(reference.subList(i, i + n), 1, Integer::sum);
    }
    long matched = 0;
    long total = 0;
    for (int i = 0; i + n <= hypothesis.size(); i++) {
      List<String> ngram = hypothesis.subList(i, i + n);
      int left = open.getOrDefault(ngram, 0);
      if (left > 0) {
        open.put(ngram, left - 1);
        matched++;
      }
      total++;
    }
    return new NgramMatches(matched, total);
  }

  NgramMatches merge(NgramMatches other) {
    return new NgramMatches(matched + other.matched, total + other.total);
  }
}
