package wordmill.svd;

import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.storage.StorageLevel;
import wordmill.config.BadInputException;
import wordmill.linalg.Matrix;

/**
 * Truncated SVD by block Krylov iteration (Musco & Musco 2015, algorithm 2), with blocks
 * orthonormalized as they come: Q spans A Ω, (A Aᵀ) A Ω, … and Z = AᵀQ is kept beside it, so that T
 * = ZᵀZ = Qᵀ A Aᵀ Q falls out of the orthonormalization and no product is done twice. Its largest
 * eigenpairs give U = Q S; Z S gives V and, in a second small eigenproblem, σ to float precision of
 * σ1.
 */
final class SparkKrylov implements AutoCloseable {
  private static final int SPARE = 10; // Ritz vectors carried beyond k into the second problem
  private static final double RANK_TOLERANCE = 2e-6; // of σ1: below is noise of float products

  private final SparkPanels a;
  private final SvdOptions options;
  private final SparkBasis q = new SparkBasis();
  private final SparkBasis z = new SparkBasis();
  private double[] t; // m × m with room for all blocks
  private final int most;

  private SparkKrylov(SparkPanels a, SvdOptions options) {
    this.a = a;
    this.options = options;
    this.most = (int) Math.min(a.panels().rows(), (long) options.blockSize() * options.blocks());
    this.t = new double[most * most];
  }

  /** U and V as panels of k columns, to be computed while the basis is open, and σ. */
  record Triplets(
      JavaPairRDD<Integer, Matrix> left, JavaPairRDD<Integer, Matrix> right, Sigma sigma) {}

  /** Builds the basis, which stays cached until it is closed. */
  static SparkKrylov basisOf(SparkPanels a, SvdOptions options) {
    SparkKrylov krylov = new SparkKrylov(a, options);
    krylov.buildBasis();
    return krylov;
  }

  @Override
  public void close() {
    q.unpersist();
    z.unpersist();
  }

  private void buildBasis() {
    int b = Math.min(options.blockSize(), most);
    JavaPairRDD<Integer, Matrix> w = keep(a.times(a.randomSigns(b, options.seed()), b));
    for (int block = 0; block < options.blocks(); block++) {
      int m = q.columns();
      double[] grams = q.gramsWith(w, b);
      recordProjections(grams, m, b);
      Orthonormalizer first = orthonormalizer(grams, m, b);
      if (first.columns() == 0) {
        w.unpersist();
        return;
      }
      JavaPairRDD<Integer, Matrix> once = keep(q.apply(first, w));
      Orthonormalizer second =
          orthonormalizer(q.gramsWith(once, first.columns()), m, first.columns());
      b = second.columns();
      if (b == 0) { // what the first found was noise: the basis holds the whole range
        w.unpersist();
        once.unpersist();
        return;
      }
      JavaPairRDD<Integer, Matrix> qBlock = q.append(q.apply(second, once), b);
      JavaPairRDD<Integer, Matrix> zBlock = z.append(a.transposeTimes(qBlock, b), b);
      zBlock.count();
      w.unpersist();
      once.unpersist();
      if (block + 1 < options.blocks()) {
        w = keep(a.times(zBlock, b));
      } else {
        recordProjections(z.gramsWith(zBlock, b), q.columns(), b);
      }
    }
  }

  private Orthonormalizer orthonormalizer(double[] grams, int m, int b) {
    double[] c = java.util.Arrays.copyOf(grams, m * b);
    double[] g = java.util.Arrays.copyOfRange(grams, m * b, (m + b) * b);
    return new Orthonormalizer(c, g, m, b, most - m);
  }

  /** QᵀA Aᵀ Q_last = C: the last columns of T, when there is a basis yet. */
  private void recordProjections(double[] c, int m, int b) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < b; j++) {
        int column = m - b + j;
        t[i * most + column] = c[i * b + j];
        t[column * most + i] = c[i * b + j];
      }
    }
  }

  /** The k largest triplets that the basis holds. */
  Triplets solve() {
    int m = q.columns();
    int k = options.rank();
    double[] projected = new double[m * m];
    for (int i = 0; i < m; i++) {
      System.arraycopy(t, i * most, projected, i * m, m);
    }
    int ritz = Math.min(m, k + SPARE);
    double[] s =
        ritz == 0 ? new double[0] : SmallDense.largestEigenpairs(projected, m, ritz).vectors();
    SmallDense.Eigen refined = refine(s, ritz);
    int rank = numericalRank(refined.values());
    BadInputException.check(
        k <= rank, "svd.rank is %d, but the matrix has rank %d: allowed is 1 to %d", k, rank, rank);
    double[] sigma = new double[k];
    double[] left = new double[m * k];
    double[] right = new double[m * k];
    double[] turned = SmallDense.product(s, refined.vectors(), m, ritz, ritz);
    for (int j = 0; j < k; j++) {
      sigma[j] = Math.sqrt(refined.values()[j]);
      for (int i = 0; i < m; i++) {
        left[i * k + j] = turned[i * ritz + j];
        right[i * k + j] = turned[i * ritz + j] / sigma[j];
      }
    }
    return new Triplets(
        q.times(SmallDense.toFloats(left), k),
        z.times(SmallDense.toFloats(right), k),
        new Sigma(sigma));
  }

  /** Eigenpairs of (Z S)ᵀ(Z S): σ² without the rounding of T, which is relative to σ1². */
  private SmallDense.Eigen refine(double[] s, int ritz) {
    if (ritz == 0) {
      return SmallDense.nothing();
    }
    JavaPairRDD<Integer, Matrix> zs = z.times(SmallDense.toFloats(s), ritz);
    double[] gram = new SparkBasis().gramsWith(zs, ritz);
    return SmallDense.largestEigenpairs(gram, ritz, ritz);
  }

  private static int numericalRank(double[] squares) {
    int rank = 0;
    while (rank < squares.length && squares[rank] > RANK_TOLERANCE * RANK_TOLERANCE * squares[0]) {
      rank++;
    }
    return rank;
  }

  private static JavaPairRDD<Integer, Matrix> keep(JavaPairRDD<Integer, Matrix> block) {
    return block.persist(StorageLevel.MEMORY_AND_DISK());
  }
}
