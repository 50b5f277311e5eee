package wordmill.evaluate;

import java.util.List;
import wordmill.config.BadInputException;

/**
 * How much of translations is in their references, word for word: corpus BLEU (Papineni et al.
 * 2002), bp · (p1 · p2 · p3 · p4)^¼, with one reference a sentence, case kept, and the numbers of
 * sacreBLEU 2 (Post 2018, arXiv:1804.08771) as it is without options. An n-gram order with no match
 * is smoothed as by NIST (Chen & Cherry 2014, method 3).
 */
public record Bleu(BleuCounts counts) {
  /**
   * Of a text: two lists of sentences, line by line.
   *
   * @throws BadInputException if one list is longer
   */
  public static Bleu of(BleuTokenizer tokenizer, List<String> hypotheses, List<String> references) {
    BadInputException.check(
        hypotheses.size() == references.size(),
        "BLEU needs a reference for each hypothesis, but there are %d hypotheses and %d references",
        hypotheses.size(),
        references.size());
    BleuCounts counts = BleuCounts.none(tokenizer);
    for (int i = 0; i < hypotheses.size(); i++) {
      counts = counts.add(hypotheses.get(i), references.get(i));
    }
    return new Bleu(counts);
  }

  /** 0 to 100; 0 if no word matches or no hypothesis has four tokens. */
  public double value() {
    double sum = 0;
    for (double precision : precisions()) {
      sum += StrictMath.log(precision); // of 0: minus infinity, and the value is 0
    }
    return brevityPenalty() * StrictMath.exp(sum / BleuCounts.LONGEST);
  }

  /**
   * Percent of the n-grams that match, for n = 1 to 4. The k-th order without a match counts as one
   * match in 2^k; an order without n-grams, or a text without a match, has 0.
   */
  public double[] precisions() {
    double[] precisions = new double[BleuCounts.LONGEST];
    if (counts.orders().get(0).matched() == 0) {
      return precisions;
    }
    double halved = 1;
    for (int i = 0; i < precisions.length; i++) {
      NgramMatches order = counts.orders().get(i);
      if (order.matched() > 0) {
        precisions[i] = 100.0 * order.matched() / order.total();
      } else if (order.total() > 0) {
        halved *= 2;
        precisions[i] = 100 / (halved * order.total());
      }
    }
    return precisions;
  }

  /** 1, or e^(1 − r/c) if the hypotheses' c tokens are fewer than the references' r. */
  public double brevityPenalty() {
    double c = counts.hypothesisTokens();
    double r = counts.referenceTokens();
    if (c >= r) {
      return 1;
    }
    return StrictMath.exp(1 - r / c); // c = 0: e^−∞ = 0
  }

  /**
   * How the value came about, in sacreBLEU's words.
   *
   * @param version of the program that counted
   */
  public String signature(String version) {
    return "nrefs:1|case:mixed|eff:no|tok:%s|smooth:exp|version:%s"
        .formatted(counts.tokenizer().tag(), version);
  }
}
