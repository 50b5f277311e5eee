package wordmill.vocab;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;
import wordmill.config.BadInputException;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.HadoopConf;
import wordmill.store.StageResult;
import wordmill.text.TextListing;
import wordmill.text.TextOptions;
import wordmill.text.TextSplit;

/** The stage {@code vocabulary}: one pass over the text and one shuffle of the tasks' counts. */
public final class SparkVocabulary {
  private static final long TEXT_BYTES_PER_PART = 256L << 20;
  private static final int ENTRIES_IN_MEMORY = 1_000_000;

  private SparkVocabulary() {}

  /**
   * Counts all tokens of the text and writes the words among them as {@code vocabulary.tsv}.
   *
   * @throws BadInputException if the text has no token, no token is frequent enough, or fewer than
   *     two words are left; those of tasks come inside Spark's exceptions
   */
  public static StageResult build(
      JavaSparkContext sc, TextOptions text, VocabularyOptions options, ArtifactFolder out)
      throws IOException {
    return build(sc, text, options, out, ENTRIES_IN_MEMORY);
  }

  static StageResult build(
      JavaSparkContext sc,
      TextOptions text,
      VocabularyOptions options,
      ArtifactFolder out,
      int entriesInMemory)
      throws IOException {
    TextListing listing = TextListing.of(text, out.hadoop());
    List<KeptWords> kept = count(sc, listing, text, options, out.hadoop(), entriesInMemory);
    TextTally tally = kept.stream().map(KeptWords::tally).reduce(TextTally.NONE, TextTally::merge);
    tally.text().check(text);
    Vocabulary vocabulary = VocabularyChoice.choose(kept, tally, options);
    DataFile file = vocabulary.write(out);
    return new StageResult(List.of(file), metrics(vocabulary, kept, tally, options));
  }

  /** Parts of the tokens, each counted and cut by one task. They follow from the text alone. */
  private static List<KeptWords> count(
      JavaSparkContext sc,
      TextListing listing,
      TextOptions text,
      VocabularyOptions options,
      HadoopConf hadoop,
      int entriesInMemory) {
    List<TextSplit> splits = listing.splits(text.splitBytes());
    int parts = Math.toIntExact((listing.textBytes() - 1) / TEXT_BYTES_PER_PART + 1);
    return sc.parallelize(splits, splits.size())
        .flatMapToPair(
            split -> pairs(new SplitCounter(split, text, hadoop, parts, entriesInMemory)))
        .partitionBy(new HashPartitioner(parts)) // an int is its own hash: part p goes to task p
        .mapPartitions(blocks -> List.of(KeptWords.of(blocksOf(blocks), options)).iterator(), true)
        .collect();
  }

  private static SortedMap<String, Object> metrics(
      Vocabulary vocabulary, List<KeptWords> kept, TextTally tally, VocabularyOptions options) {
    SortedMap<String, Object> metrics = new TreeMap<>();
    metrics.put("words", vocabulary.size());
    metrics.put("tokens", tally.tokens());
    metrics.put("kept-tokens", vocabulary.total() - VocabularyChoice.marked(vocabulary, options));
    metrics.put("sentences", tally.sentences());
    metrics.put("distinct-words", kept.stream().mapToLong(KeptWords::distinct).sum());
    metrics.put("invalid-lines", tally.text().invalidLines());
    return metrics;
  }

  private static Iterator<Tuple2<Integer, CountedBlock>> pairs(Iterator<CountedBlock> blocks) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return blocks.hasNext();
      }

      @Override
      public Tuple2<Integer, CountedBlock> next() {
        CountedBlock block = blocks.next();
        return new Tuple2<>(block.part(), block);
      }
    };
  }

  private static Iterator<CountedBlock> blocksOf(Iterator<Tuple2<Integer, CountedBlock>> pairs) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return pairs.hasNext();
      }

      @Override
      public CountedBlock next() {
        return pairs.next()._2();
      }
    };
  }
}
