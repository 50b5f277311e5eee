package wordmill.pairs;

import static wordmill.config.BadInputException.check;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;
import wordmill.vocab.Vocabulary;
import wordmill.vocab.VocabularyChoice;

/**
 * Counts the tokens of the training pairs: one shuffle of each task's counts. Driver: some 200
 * bytes for each token that either side has {@code pairs.min-count} times.
 */
final class SparkPairVocabularies {
  private SparkPairVocabularies() {}

  /**
   * The words of either side by falling count, then by code points, the marker among them.
   *
   * @param tokens of the training pairs
   * @throws wordmill.config.BadInputException if no token of a side is frequent enough
   */
  static PairVocabularies count(
      JavaRDD<TrainingTokens.Token> tokens, PairVocabularyOptions options) {
    JavaPairRDD<String, SideCounts> bySide =
        tokens
            .mapToPair(token -> new Tuple2<>(token.text(), token.once()))
            .reduceByKey(SideCounts::merge, tokens.getNumPartitions());
    JavaPairRDD<String, SideCounts> counts =
        options.shared() ? bySide.mapValues(SideCounts::shared) : bySide;
    SideCounts all = counts.values().fold(SideCounts.NONE, SideCounts::merge);
    Map<String, SideCounts> frequent =
        counts
            .filter(word -> word._2().larger() >= options.minCount())
            .filter(word -> !word._1().equals(Vocabulary.UNKNOWN))
            .collectAsMap();
    Vocabulary source = choose("source", frequent, SideCounts::source, all.source(), options);
    Vocabulary target =
        options.shared()
            ? source
            : choose("target", frequent, SideCounts::target, all.target(), options);
    return new PairVocabularies(source, target);
  }

  private static Vocabulary choose(
      String side,
      Map<String, SideCounts> frequent,
      ToLongFunction<SideCounts> countOf,
      long tokens,
      PairVocabularyOptions options) {
    Map<String, Long> words = new HashMap<>();
    frequent.forEach(
        (word, counts) -> {
          long count = countOf.applyAsLong(counts);
          if (count >= options.minCount()) {
            words.put(word, count);
          }
        });
    check(
        !words.isEmpty(),
        "no word of the %s side is seen pairs.min-count = %d times",
        side,
        options.minCount());
    return VocabularyChoice.marked(words, tokens, options.maxSize());
  }
}
