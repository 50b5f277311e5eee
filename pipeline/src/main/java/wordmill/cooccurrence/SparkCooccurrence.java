package wordmill.cooccurrence;

import static wordmill.cooccurrence.CooccurrenceFormat.CELLS;
import static wordmill.cooccurrence.CooccurrenceFormat.MARGINALS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;
import wordmill.corpus.CorpusFormat;
import wordmill.linalg.RowGroups;
import wordmill.linalg.SparkByFile;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.StageResult;
import wordmill.store.TableWriter;
import wordmill.vocab.Vocabulary;

/** Counts, over a cluster, how often words stand within a window of one another. */
public final class SparkCooccurrence {
  private static final long CELLS_A_GROUP = 1 << 20;

  private SparkCooccurrence() {}

  /**
   * Counts the corpus once and writes the lower triangle of the V × V matrix of counts, with its
   * marginals. Counts are exact whole numbers of 1/unit, so neither tasks nor their order matter.
   *
   * @param out the folder for the files that {@link CooccurrenceFormat} describes
   */
  public static StageResult count(
      JavaSparkContext sc,
      Artifact corpus,
      Vocabulary vocabulary,
      CooccurrenceOptions options,
      ArtifactFolder out)
      throws IOException {
    int words = vocabulary.size();
    ArtifactFolder folder = corpus.folder();
    int parts = options.partitionsFor(corpus.count("tokens"), words);
    RowGroups groups =
        RowGroups.of(
            words,
            parts,
            CELLS_A_GROUP,
            row -> Math.min(row + 1L, 2L * options.window() * vocabulary.count(row)));

    Totals totals =
        corpusFiles(sc, corpus)
            .mapPartitionsToPair(
                files -> new CountedBlocks(folder, files, new WindowCounter(options, groups)))
            .repartitionAndSortWithinPartitions(new SparkByFile(groups))
            .mapPartitionsWithIndex(
                (file, blocks) -> List.of(write(file, blocks, groups, out)).iterator(), false)
            .treeReduce(Totals::merge);

    List<DataFile> written = new ArrayList<>(totals.files());
    written.sort(Comparator.comparing(DataFile::name));
    written.add(writeMarginals(totals.marginals(), out));
    long unit = options.weighting().unit(options.window());
    SortedMap<String, Object> metrics = new TreeMap<>();
    metrics.put(CooccurrenceFormat.ROWS, words);
    metrics.put(CooccurrenceFormat.UNIT, unit);
    metrics.put(CooccurrenceFormat.NONZEROS, totals.nonzeros());
    metrics.put("diagonal", totals.diagonal());
    metrics.put("sum", sum(totals.marginals(), unit));
    return new StageResult(written, metrics);
  }

  /** The corpus files, one task a core: the fewer tables, the more often a pair meets itself. */
  private static JavaRDD<DataFile> corpusFiles(JavaSparkContext sc, Artifact corpus) {
    List<DataFile> files = corpus.files(CorpusFormat.PARTS);
    int tasks = Math.max(1, Math.min(files.size(), sc.defaultParallelism()));
    return sc.parallelize(files, tasks);
  }

  private static Totals write(
      int file, Iterator<Tuple2<Integer, byte[]>> blocks, RowGroups groups, ArtifactFolder out)
      throws IOException {
    Totals totals = new Totals(groups.rows());
    GroupSum sum = new GroupSum();
    try (TableWriter table =
        out.writeTable(String.format(CooccurrenceFormat.PARTS + "%05d.parquet", file), CELLS)) {
      GroupSum.RowSink rows =
          (row, columns, counts, cells) -> {
            totals.addRow(row, columns, counts, cells);
            writeRow(table, row, columns, counts, cells);
          };
      int open = -1;
      while (blocks.hasNext()) {
        Tuple2<Integer, byte[]> block = blocks.next();
        if (block._1() != open) {
          sum.drainTo(rows);
          open = block._1();
        }
        sum.add(block._2());
      }
      sum.drainTo(rows);
      totals.addFile(table.finish());
    }
    return totals;
  }

  private static void writeRow(
      TableWriter table, int row, int[] columns, long[] counts, int cells) {
    try {
      table.write(
          to -> to.integer(0, row).integers(1, columns, 0, cells).longs(2, counts, 0, cells));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DataFile writeMarginals(long[] marginals, ArtifactFolder out) throws IOException {
    try (TableWriter table = out.writeTable(CooccurrenceFormat.MARGINALS_FILE, MARGINALS)) {
      table.write(row -> row.longs(0, marginals, 0, marginals.length));
      return table.finish();
    }
  }

  private static Number sum(long[] marginals, long unit) {
    long sum = 0;
    for (long marginal : marginals) {
      sum += marginal;
    }
    return sum % unit == 0 ? (Number) (sum / unit) : (Number) ((double) sum / unit);
  }
}
