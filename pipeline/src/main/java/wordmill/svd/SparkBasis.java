package wordmill.svd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;
import wordmill.linalg.Matrix;
import wordmill.linalg.PanelKernels;

/**
 * A tall matrix of several blocks of columns, V × m, as cached panels: it never leaves the tasks.
 * What the driver gets are Gram matrices, summed over panels in their order. All panels lie where
 * the sparse matrix has them.
 */
final class SparkBasis {
  private final List<JavaPairRDD<Integer, Matrix>> blocks = new ArrayList<>();
  private int columns;

  /** Appends a block and keeps it in memory, on disk where that is short. */
  JavaPairRDD<Integer, Matrix> append(JavaPairRDD<Integer, Matrix> block, int blockColumns) {
    JavaPairRDD<Integer, Matrix> kept = block.persist(StorageLevel.MEMORY_AND_DISK());
    blocks.add(kept);
    columns += blockColumns;
    return kept;
  }

  /** m. */
  int columns() {
    return columns;
  }

  void unpersist() {
    blocks.forEach(JavaPairRDD::unpersist);
  }

  /** [Q W]ᵀ W in double: its first m rows are QᵀW, the last b are WᵀW. */
  double[] gramsWith(JavaPairRDD<Integer, Matrix> w, int b) {
    int m = columns;
    List<Tuple2<Integer, double[]>> parts =
        new ArrayList<>(
            beside(w)
                .mapToPair(
                    pair -> new Tuple2<>(pair._1(), grams(pair._2()._1(), pair._2()._2(), m, b)))
                .collect());
    return sumInPanelOrder(parts, (m + b) * b);
  }

  /** Q c, for c with m rows and b columns. */
  JavaPairRDD<Integer, Matrix> times(float[] c, int b) {
    return panels()
        .mapToPair(
            panel -> {
              Matrix product = new Matrix(panel._2()[0].rows(), b);
              addProduct(panel._2(), c, product);
              return new Tuple2<>(panel._1(), product);
            });
  }

  /** W B + Q c: what an orthonormalizer asks for. */
  JavaPairRDD<Integer, Matrix> apply(Orthonormalizer by, JavaPairRDD<Integer, Matrix> w) {
    float[] factor = by.factor();
    float[] correction = by.correction();
    int b = by.columns();
    return beside(w)
        .mapToPair(
            pair ->
                new Tuple2<>(
                    pair._1(), combine(pair._2()._1(), pair._2()._2(), factor, correction, b)));
  }

  /** Each panel of W with the basis' blocks there, none at first. */
  private JavaPairRDD<Integer, Tuple2<Matrix[], Matrix>> beside(JavaPairRDD<Integer, Matrix> w) {
    if (blocks.isEmpty()) {
      return w.mapValues(panel -> new Tuple2<>(new Matrix[0], panel));
    }
    return panels()
        .zipPartitions(w, (qs, ws) -> mapPairs(qs, ws, Tuple2<Matrix[], Matrix>::new))
        .mapToPair(panel -> panel);
  }

  /** All blocks of each panel side by side. */
  private JavaPairRDD<Integer, Matrix[]> panels() {
    JavaPairRDD<Integer, Matrix[]> stacked = blocks.get(0).mapValues(block -> new Matrix[] {block});
    for (JavaPairRDD<Integer, Matrix> block : blocks.subList(1, blocks.size())) {
      stacked =
          stacked
              .zipPartitions(block, (as, bs) -> mapPairs(as, bs, SparkBasis::with))
              .mapToPair(panel -> panel);
    }
    return stacked;
  }

  private static Matrix[] with(Matrix[] blocks, Matrix next) {
    Matrix[] longer = Arrays.copyOf(blocks, blocks.length + 1);
    longer[blocks.length] = next;
    return longer;
  }

  private static double[] grams(Matrix[] q, Matrix w, int m, int b) {
    double[] grams = new double[(m + b) * b];
    int at = 0;
    for (Matrix block : q) {
      at = addGram(block, w, grams, at);
    }
    addGram(w, w, grams, at);
    return grams;
  }

  private static int addGram(Matrix q, Matrix w, double[] grams, int at) {
    double[] gram = new double[q.columns() * w.columns()];
    PanelKernels.best().addGram(q.values(), w.values(), w.rows(), q.columns(), w.columns(), gram);
    System.arraycopy(gram, 0, grams, at, gram.length);
    return at + gram.length;
  }

  private static Matrix combine(Matrix[] q, Matrix w, float[] factor, float[] correction, int b) {
    Matrix combined = new Matrix(w.rows(), b);
    PanelKernels.best().addProduct(w.values(), factor, combined.values(), w.rows(), w.columns(), b);
    addProduct(q, correction, combined);
    return combined;
  }

  private static void addProduct(Matrix[] q, float[] c, Matrix sum) {
    int b = sum.columns();
    int row = 0;
    for (Matrix block : q) {
      float[] part = Arrays.copyOfRange(c, row * b, (row + block.columns()) * b);
      PanelKernels.best()
          .addProduct(block.values(), part, sum.values(), sum.rows(), block.columns(), b);
      row += block.columns();
    }
  }

  static double[] sumInPanelOrder(List<Tuple2<Integer, double[]>> parts, int length) {
    parts.sort((a, b) -> Integer.compare(a._1(), b._1()));
    double[] sum = new double[length];
    for (Tuple2<Integer, double[]> part : parts) {
      for (int i = 0; i < length; i++) {
        sum[i] += part._2()[i];
      }
    }
    return sum;
  }

  /** Joins panels that lie at the same place. */
  static <A, B, C> Iterator<Tuple2<Integer, C>> mapPairs(
      Iterator<Tuple2<Integer, A>> as,
      Iterator<Tuple2<Integer, B>> bs,
      java.util.function.BiFunction<A, B, C> function) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return as.hasNext();
      }

      @Override
      public Tuple2<Integer, C> next() {
        Tuple2<Integer, A> a = as.next();
        Tuple2<Integer, B> b = bs.next();
        if (!a._1().equals(b._1())) {
          throw new IllegalStateException("panel " + a._1() + " meets panel " + b._1());
        }
        return new Tuple2<>(a._1(), function.apply(a._2(), b._2()));
      }
    };
  }
}
