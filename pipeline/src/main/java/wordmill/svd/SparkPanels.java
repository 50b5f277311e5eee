package wordmill.svd;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;
import wordmill.linalg.Matrix;
import wordmill.ppmi.PpmiFormat;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.TableReader;

/**
 * A square sparse matrix A and its transpose, spread over tasks by panels of rows and cached, and
 * their products with tall dense matrices. Tasks decide only who computes what: each element is
 * summed over column panels in order, so the bits are the same for any number of tasks.
 */
final class SparkPanels {
  private final Panels panels;
  private final ByPanel placement;
  private final JavaPairRDD<Integer, SparsePanel> rows;
  private final JavaPairRDD<Integer, SparsePanel> columns;

  private SparkPanels(
      Panels panels,
      ByPanel placement,
      JavaPairRDD<Integer, SparsePanel> rows,
      JavaPairRDD<Integer, SparsePanel> columns) {
    this.panels = panels;
    this.placement = placement;
    this.rows = rows;
    this.columns = columns;
  }

  /** Reads the matrix; a panel's rows all lie in one file, so only the transpose is shuffled. */
  static SparkPanels read(JavaSparkContext sc, Artifact matrix) {
    List<DataFile> files = matrix.files(PpmiFormat.PARTS);
    ArtifactFolder folder = matrix.folder();
    Panels panels = Panels.of((int) matrix.count(PpmiFormat.ROW_COUNT), files.size());
    int tasks = Math.min(files.size(), sc.defaultParallelism());
    ByPanel placement = new ByPanel(files.size(), tasks);
    JavaRDD<List<DataFile>> dealt = sc.parallelize(deal(files, tasks), tasks);
    JavaPairRDD<Integer, SparsePanel> rows =
        dealt
            .flatMapToPair(part -> readRows(folder, part, panels))
            .persist(StorageLevel.MEMORY_AND_DISK());
    JavaPairRDD<Integer, SparsePanel> columns =
        dealt
            .flatMapToPair(part -> transposed(folder, part, panels))
            .partitionBy(placement)
            .mapPartitionsToPair(cells -> gather(cells, panels), true)
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new SparkPanels(panels, placement, rows, columns);
  }

  Panels panels() {
    return panels;
  }

  /** A x, for x with b columns. */
  JavaPairRDD<Integer, Matrix> times(JavaPairRDD<Integer, Matrix> x, int b) {
    return multiply(rows, x, b);
  }

  /** Aᵀ x, for x with b columns. */
  JavaPairRDD<Integer, Matrix> transposeTimes(JavaPairRDD<Integer, Matrix> x, int b) {
    return multiply(columns, x, b);
  }

  void unpersist() {
    rows.unpersist();
    columns.unpersist();
  }

  /** A V × b matrix of random signs; each depends on its row, column and the seed alone. */
  JavaPairRDD<Integer, Matrix> randomSigns(int b, long seed) {
    Panels layout = panels;
    return rows.mapToPair(
        panel -> {
          int t = panel._1();
          Matrix signs = new Matrix(layout.rowsIn(t), b);
          for (int i = 0; i < signs.rows(); i++) {
            RandomSigns.fill(seed, layout.row(t, i), signs.values(), i * b, b);
          }
          return new Tuple2<>(t, signs);
        });
  }

  private JavaPairRDD<Integer, Matrix> multiply(
      JavaPairRDD<Integer, SparsePanel> a, JavaPairRDD<Integer, Matrix> x, int b) {
    int tasks = placement.numPartitions();
    int count = panels.count();
    JavaPairRDD<Integer, Matrix> everywhere =
        x.flatMapToPair(
                panel -> {
                  List<Tuple2<Integer, Matrix>> copies = new ArrayList<>(tasks);
                  for (int task = 0; task < tasks; task++) {
                    copies.add(new Tuple2<>(task * count + panel._1(), panel._2()));
                  }
                  return copies.iterator();
                })
            .repartitionAndSortWithinPartitions(new ByTask(tasks, count));
    return a.zipPartitions(everywhere, (panel, xs) -> products(panel, xs, count, b))
        .mapToPair(product -> product);
  }

  private static Iterator<Tuple2<Integer, Matrix>> products(
      Iterator<Tuple2<Integer, SparsePanel>> a,
      Iterator<Tuple2<Integer, Matrix>> xs,
      int count,
      int b) {
    List<Tuple2<Integer, SparsePanel>> mine = new ArrayList<>();
    a.forEachRemaining(mine::add);
    List<Tuple2<Integer, Matrix>> products = new ArrayList<>();
    for (Tuple2<Integer, SparsePanel> panel : mine) {
      products.add(new Tuple2<>(panel._1(), new Matrix(panel._2().rows(), b)));
    }
    while (xs.hasNext()) {
      Tuple2<Integer, Matrix> x = xs.next();
      for (int i = 0; i < mine.size(); i++) {
        mine.get(i)
            ._2()
            .addProduct(x._1() % count, x._2().values(), products.get(i)._2().values(), b);
      }
    }
    return products.iterator();
  }

  private static List<List<DataFile>> deal(List<DataFile> files, int tasks) {
    List<List<DataFile>> dealt = new ArrayList<>();
    for (int task = 0; task < tasks; task++) {
      List<DataFile> mine = new ArrayList<>();
      for (int file = task; file < files.size(); file += tasks) {
        mine.add(files.get(file));
      }
      dealt.add(mine);
    }
    return dealt;
  }

  private static Iterator<Tuple2<Integer, SparsePanel>> readRows(
      ArtifactFolder folder, List<DataFile> files, Panels panels) throws IOException {
    Map<Integer, SparsePanel> built = new TreeMap<>();
    for (DataFile file : files) {
      Map<Integer, SparsePanel.Builder> builders = new TreeMap<>();
      try (TableReader in = folder.readTable(file, PpmiFormat.ROWS)) {
        while (in.next()) {
          int row = in.integer(0);
          int[] columns = in.integers(1);
          float[] values = in.floats(2);
          SparsePanel.Builder builder =
              builders.computeIfAbsent(
                  panels.panel(row), panel -> new SparsePanel.Builder(panels, panel));
          for (int i = 0; i < columns.length; i++) {
            builder.add(panels.place(row), columns[i], values[i]);
          }
        }
      }
      builders.forEach((panel, builder) -> built.put(panel, builder.build()));
    }
    return pairs(built);
  }

  private static Iterator<Tuple2<Integer, Cells>> transposed(
      ArtifactFolder folder, List<DataFile> files, Panels panels) throws IOException {
    Cells[] byPanel = new Cells[panels.count()];
    for (int panel = 0; panel < byPanel.length; panel++) {
      byPanel[panel] = new Cells();
    }
    for (DataFile file : files) {
      try (TableReader in = folder.readTable(file, PpmiFormat.ROWS)) {
        while (in.next()) {
          int row = in.integer(0);
          int[] columns = in.integers(1);
          float[] values = in.floats(2);
          for (int i = 0; i < columns.length; i++) {
            byPanel[panels.panel(columns[i])].add(panels.place(columns[i]), row, values[i]);
          }
        }
      }
    }
    List<Tuple2<Integer, Cells>> pairs = new ArrayList<>();
    for (int panel = 0; panel < byPanel.length; panel++) {
      pairs.add(new Tuple2<>(panel, byPanel[panel].trimmed()));
    }
    return pairs.iterator();
  }

  private static Iterator<Tuple2<Integer, SparsePanel>> gather(
      Iterator<Tuple2<Integer, Cells>> parts, Panels panels) {
    Map<Integer, SparsePanel.Builder> builders = new TreeMap<>();
    parts.forEachRemaining(
        part ->
            part._2()
                .addTo(
                    builders.computeIfAbsent(
                        part._1(), panel -> new SparsePanel.Builder(panels, panel))));
    Map<Integer, SparsePanel> built = new TreeMap<>();
    for (Integer panel : List.copyOf(builders.keySet())) {
      built.put(panel, builders.remove(panel).build());
    }
    return pairs(built);
  }

  private static <T> Iterator<Tuple2<Integer, T>> pairs(Map<Integer, T> map) {
    return map.entrySet().stream().map(e -> new Tuple2<>(e.getKey(), e.getValue())).iterator();
  }

  /**
   * Cells of one panel on their way; those of one column panel come from one file, in row order.
   */
  private static final class Cells implements Serializable {
    private static final long serialVersionUID = 1L;
    private int[] place = new int[256];
    private int[] column = new int[256];
    private float[] value = new float[256];
    private int size;

    private void add(int rowPlace, int wholeColumn, float cell) {
      if (size == place.length) {
        resize(size + size / 2);
      }
      place[size] = rowPlace;
      column[size] = wholeColumn;
      value[size++] = cell;
    }

    private Cells trimmed() {
      resize(size);
      return this;
    }

    private void resize(int length) {
      place = java.util.Arrays.copyOf(place, length);
      column = java.util.Arrays.copyOf(column, length);
      value = java.util.Arrays.copyOf(value, length);
    }

    private void addTo(SparsePanel.Builder builder) {
      for (int i = 0; i < size; i++) {
        builder.add(place[i], column[i], value[i]);
      }
    }
  }

  /** A panel goes to the task that reads its file. */
  private static final class ByPanel extends Partitioner {
    private static final long serialVersionUID = 1L;
    private final int files;
    private final int tasks;

    private ByPanel(int files, int tasks) {
      this.files = files;
      this.tasks = tasks;
    }

    @Override
    public int numPartitions() {
      return tasks;
    }

    @Override
    public int getPartition(Object panel) {
      return (Integer) panel % files % tasks;
    }
  }

  /** Keys are task · panels + panel. */
  private static final class ByTask extends Partitioner {
    private static final long serialVersionUID = 1L;
    private final int tasks;
    private final int panels;

    private ByTask(int tasks, int panels) {
      this.tasks = tasks;
      this.panels = panels;
    }

    @Override
    public int numPartitions() {
      return tasks;
    }

    @Override
    public int getPartition(Object key) {
      return (Integer) key / panels;
    }
  }
}
