package wordmill.seq2seq;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wordmill.evaluate.Bleu;
import wordmill.evaluate.BleuCounts;
import wordmill.evaluate.BleuTokenizer;
import wordmill.evaluate.Perplexity;

/**
 * How well a model does on pairs.
 *
 * @param perplexity of the references' words and ends, each predicted from those before it
 * @param accuracy of the predictions
 * @param bleu of the predictions' text
 * @param samples the predictions of the first few pairs
 */
record Measured(Perplexity perplexity, Accuracy accuracy, BleuCounts bleu, List<Prediction> samples)
    implements Serializable {
  Measured {
    samples = List.copyOf(samples);
  }

  static Measured nothing(BleuTokenizer tokenizer) {
    return new Measured(Perplexity.NONE, Accuracy.NONE, BleuCounts.none(tokenizer), List.of());
  }

  /** Of these pairs and those that follow. Sums are floating point: merge in order. */
  Measured then(Measured later) {
    List<Prediction> all = new ArrayList<>(samples);
    all.addAll(later.samples);
    return new Measured(
        perplexity.merge(later.perplexity),
        accuracy.merge(later.accuracy),
        bleu.merge(later.bleu),
        all);
  }

  /** By name; shares as per cent. */
  Map<String, Double> values(String prefix) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put(prefix + "perplexity", perplexity.value());
    values.put(prefix + "exact", 100 * accuracy.exact());
    values.put(prefix + "token-accuracy", 100 * accuracy.ofTokens());
    values.put(prefix + "bleu", new Bleu(bleu).value());
    return values;
  }
}
