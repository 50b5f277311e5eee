package wordmill.pairs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.HadoopConf;
import wordmill.store.StageResult;
import wordmill.text.TextOptions;

/**
 * The stage {@code pairs}: three passes over the text, which measure it, count its words and encode
 * it, and one shuffle of counts. What one task reads becomes one file, or two where pairs are held
 * out.
 */
public final class SparkPairs {
  private SparkPairs() {}

  /**
   * Writes the pairs as word ids, and the vocabularies of the training pairs.
   *
   * @param text how lines are read and cut into tokens
   * @throws wordmill.config.BadInputException if files are missing or are no pairs, no pair of a
   *     set is left, or no word is frequent enough; those of tasks come inside Spark's exceptions
   */
  public static StageResult encode(
      JavaSparkContext sc, PairOptions options, TextOptions text, ArtifactFolder out)
      throws IOException {
    List<PairPart> parts = PairPart.all(options, text, out.hadoop());
    MeasuredPairs measured = measure(sc, parts, options, text, out.hadoop());
    measured.checkSets(options, text);
    List<PairPart> divided = options.holdsOut() ? measured.holdOut(options.heldOut()) : parts;
    PairVocabularies vocabularies =
        SparkPairVocabularies.count(
            trainingTokens(sc, divided, options, text, out.hadoop()), options.vocabulary());
    List<PairFile> files = write(sc, divided, options, text, vocabularies, out);
    return result(files, vocabularies, measured.tally(), out);
  }

  private static MeasuredPairs measure(
      JavaSparkContext sc,
      List<PairPart> parts,
      PairOptions options,
      TextOptions text,
      HadoopConf hadoop) {
    List<PairTally> tallies =
        sc.parallelize(parts, parts.size())
            .map(part -> tally(part.open(text.tokenizer(), options.maxLength(), hadoop)))
            .collect();
    return new MeasuredPairs(parts, tallies);
  }

  private static PairTally tally(KeptPairs opened) throws IOException {
    try (KeptPairs pairs = opened) {
      while (pairs.next()) {}
      return pairs.tally();
    }
  }

  private static JavaRDD<TrainingTokens.Token> trainingTokens(
      JavaSparkContext sc,
      List<PairPart> parts,
      PairOptions options,
      TextOptions text,
      HadoopConf hadoop) {
    List<PairPart> training = parts.stream().filter(part -> part.trainedOn() > 0).toList();
    return sc.parallelize(training, training.size())
        .flatMap(
            part ->
                new TrainingTokens(
                    part.open(text.tokenizer(), options.maxLength(), hadoop), part.trainedOn()));
  }

  private static List<PairFile> write(
      JavaSparkContext sc,
      List<PairPart> parts,
      PairOptions options,
      TextOptions text,
      PairVocabularies vocabularies,
      ArtifactFolder out) {
    Broadcast<PairVocabularies> broadcast = sc.broadcast(vocabularies);
    try {
      return sc.parallelize(parts, parts.size())
          .flatMap(
              part -> {
                try (KeptPairs pairs =
                    part.open(text.tokenizer(), options.maxLength(), out.hadoop())) {
                  return EncodedPart.write(part, pairs, broadcast.value(), out).iterator();
                }
              })
          .collect();
    } finally {
      broadcast.destroy();
    }
  }

  private static StageResult result(
      List<PairFile> written, PairVocabularies vocabularies, PairTally tally, ArtifactFolder out)
      throws IOException {
    List<PairFile> files =
        Stream.of(PairSet.values()).flatMap(set -> filesOf(written, set)).toList();
    List<DataFile> all = new ArrayList<>(vocabularies.write(out));
    files.forEach(each -> all.add(each.file()));
    all.add(PairFile.write(files, out));
    return new StageResult(all, metrics(files, vocabularies, tally));
  }

  private static SortedMap<String, Object> metrics(
      List<PairFile> files, PairVocabularies vocabularies, PairTally tally) {
    List<PairFile> training = filesOf(files, PairSet.TRAINING).toList();
    SortedMap<String, Object> metrics = new TreeMap<>();
    metrics.put("pairs", pairs(files, PairSet.TRAINING));
    metrics.put("validation-pairs", pairs(files, PairSet.VALIDATION));
    metrics.put("test-pairs", pairs(files, PairSet.TEST));
    metrics.put("dropped-empty", tally.droppedEmpty());
    metrics.put("dropped-long", tally.droppedLong());
    metrics.put("source-words", vocabularies.source().size());
    metrics.put("target-words", vocabularies.target().size());
    metrics.put("source-tokens", training.stream().mapToLong(PairFile::sourceTokens).sum());
    metrics.put("target-tokens", training.stream().mapToLong(PairFile::targetTokens).sum());
    metrics.put("unknown-tokens", vocabularies.unknownTokens());
    return metrics;
  }

  private static long pairs(List<PairFile> files, PairSet set) {
    return filesOf(files, set).mapToLong(PairFile::pairs).sum();
  }

  private static Stream<PairFile> filesOf(List<PairFile> files, PairSet set) {
    return files.stream().filter(each -> each.isOf(set));
  }
}
