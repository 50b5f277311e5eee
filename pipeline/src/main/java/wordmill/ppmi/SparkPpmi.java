package wordmill.ppmi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;
import wordmill.cooccurrence.CooccurrenceFormat;
import wordmill.linalg.RowGroups;
import wordmill.linalg.SparkByFile;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.StageResult;
import wordmill.store.TableReader;
import wordmill.store.TableWriter;

/** Turns counts into positive pointwise mutual information, over a cluster. */
public final class SparkPpmi {
  private static final long CELLS_A_GROUP = 1 << 20;

  private SparkPpmi() {}

  /**
   * Reads the lower triangle once, weighs both cells of each pair (smoothing makes them differ) and
   * writes full sparse rows, in as many files as the counts have.
   */
  public static StageResult weigh(
      JavaSparkContext sc, Artifact cooccurrence, PpmiOptions options, ArtifactFolder out)
      throws IOException {
    List<DataFile> parts = cooccurrence.files(CooccurrenceFormat.PARTS);
    ArtifactFolder folder = cooccurrence.folder();
    long[] marginals = marginals(cooccurrence);
    int words = marginals.length;
    RowGroups groups =
        RowGroups.of(words, parts.size(), CELLS_A_GROUP, row -> Math.min(words, marginals[row]));
    Broadcast<PointwiseMutualInformation> information =
        sc.broadcast(new PointwiseMutualInformation(marginals, options));

    List<Tuple2<DataFile, Long>> written =
        sc.parallelize(parts, parts.size())
            .mapPartitionsToPair(
                files -> new WeightedBlocks(folder, files, information.value(), groups))
            .repartitionAndSortWithinPartitions(new SparkByFile(groups))
            .mapPartitionsWithIndex(
                (file, blocks) -> List.of(write(file, blocks, groups, out)).iterator(), false)
            .collect();
    information.destroy();

    SortedMap<String, Object> metrics = new TreeMap<>();
    metrics.put(PpmiFormat.ROW_COUNT, words);
    metrics.put(PpmiFormat.NONZEROS, written.stream().mapToLong(Tuple2::_2).sum());
    return new StageResult(written.stream().map(Tuple2::_1).toList(), metrics);
  }

  private static long[] marginals(Artifact cooccurrence) throws IOException {
    DataFile file = cooccurrence.files(CooccurrenceFormat.MARGINALS_FILE).get(0);
    try (TableReader in = cooccurrence.folder().readTable(file, CooccurrenceFormat.MARGINALS)) {
      in.next();
      return in.longs(0);
    }
  }

  private static Tuple2<DataFile, Long> write(
      int file, Iterator<Tuple2<Integer, byte[]>> blocks, RowGroups groups, ArtifactFolder out)
      throws IOException {
    GroupRows rows = new GroupRows();
    long[] nonzeros = new long[1];
    try (TableWriter table =
        out.writeTable(String.format(PpmiFormat.PARTS + "%05d.parquet", file), PpmiFormat.ROWS)) {
      Tuple2<Integer, byte[]> block = blocks.hasNext() ? blocks.next() : null;
      for (int group = 0; group < groups.groups(); group++) {
        while (block != null && block._1() == groups.key(file, group)) {
          rows.add(block._2());
          block = blocks.hasNext() ? blocks.next() : null;
        }
        rows.drainTo(
            groups.firstRow(file, group),
            groups.endRow(file, group),
            groups.files(),
            (row, columns, values, cells) -> {
              nonzeros[0] += cells;
              writeRow(table, row, columns, values, cells);
            });
      }
      return new Tuple2<>(table.finish(), nonzeros[0]);
    }
  }

  private static void writeRow(TableWriter table, int row, int[] columns, float[] values, int n) {
    try {
      table.write(to -> to.integer(0, row).integers(1, columns, 0, n).floats(2, values, 0, n));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
