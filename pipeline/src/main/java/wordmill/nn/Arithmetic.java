package wordmill.nn;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** How numbers of one precision are kept natively, multiplied by BLAS, and worked on by kernels. */
enum Arithmetic {
  FLOAT(DataType.FLOAT) {
    @Override
    Kernels kernels() {
      return Chosen.FLOATS;
    }

    @Override
    Pointer allocate(long length) {
      return new FloatPointer(length);
    }

    @Override
    Pointer typed(Pointer start) {
      return new FloatPointer(start);
    }

    @Override
    void multiply(Product p, Pointer a, Pointer b, double beta, Pointer c) {
      openblas.cblas_sgemm(
          CblasRowMajor,
          p.transA ? CblasTrans : CblasNoTrans,
          p.transB ? CblasTrans : CblasNoTrans,
          p.m,
          p.n,
          p.k,
          1f,
          (FloatPointer) a,
          p.lda,
          (FloatPointer) b,
          p.ldb,
          (float) beta,
          (FloatPointer) c,
          p.ldc);
    }
  },
  DOUBLE(DataType.DOUBLE) {
    @Override
    Kernels kernels() {
      return Chosen.DOUBLES;
    }

    @Override
    Pointer allocate(long length) {
      return new DoublePointer(length);
    }

    @Override
    Pointer typed(Pointer start) {
      return new DoublePointer(start);
    }

    @Override
    void multiply(Product p, Pointer a, Pointer b, double beta, Pointer c) {
      openblas.cblas_dgemm(
          CblasRowMajor,
          p.transA ? CblasTrans : CblasNoTrans,
          p.transB ? CblasTrans : CblasNoTrans,
          p.m,
          p.n,
          p.k,
          1,
          (DoublePointer) a,
          p.lda,
          (DoublePointer) b,
          p.ldb,
          beta,
          (DoublePointer) c,
          p.ldc);
    }
  };

  // One thread for BLAS and ND4J each: a replica has one, replicas are what runs side by side, and
  // sums then have the same order on every machine. ND4J first: it chooses BLAS's core.
  static {
    Nd4j.getEnvironment().setMaxThreads(1);
    Nd4j.getEnvironment().setMaxMasterThreads(1);
    openblas.blas_set_num_threads(1);
  }

  private final DataType type;

  Arithmetic(DataType type) {
    this.type = type;
  }

  /**
   * The arithmetic of a network's data type.
   *
   * @throws IllegalArgumentException for any but FLOAT and DOUBLE
   */
  static Arithmetic of(DataType type) {
    for (Arithmetic arithmetic : values()) {
      if (arithmetic.type == type) {
        return arithmetic;
      }
    }
    throw new IllegalArgumentException("networks are FLOAT or DOUBLE, but this one is " + type);
  }

  abstract Kernels kernels();

  /** Whether floats are worked on by the Vector API. */
  static boolean hasVectors() {
    return Chosen.HAS_VECTORS;
  }

  /** So many numbers of native memory, not set to anything; freed when the pointer is collected. */
  abstract Pointer allocate(long length);

  /** The same place, as a pointer to such numbers. */
  abstract Pointer typed(Pointer start);

  /** Where a row-major array's numbers are. */
  Pointer of(INDArray array) {
    if (array.dataType() != type || (array.ordering() != 'c' && array.rank() > 1)) {
      throw new IllegalArgumentException(
          "a row-major array of " + type + " is needed, not " + array.shapeInfoToString());
    }
    return typed(array.data().addressPointer());
  }

  /** Sets all numbers to 0. */
  void clear(INDArray array) {
    clear(of(array), array.length());
  }

  /** Sets so many numbers to 0. */
  void clear(Pointer start, long length) {
    Pointer unused = Pointer.memset(start, 0, length * type.width());
  }

  /** c = op(a) op(b) + beta c, all row-major. */
  abstract void multiply(Product product, Pointer a, Pointer b, double beta, Pointer c);

  /** The same of matrices that begin behind their pointers, so many numbers. */
  void multiply(
      Product product, Pointer a, long aAt, Pointer b, long bAt, double beta, Pointer c, long cAt) {
    multiply(product, a.position(aAt), b.position(bAt), beta, c.position(cAt));
    a.position(0);
    b.position(0);
    c.position(0);
  }

  /**
   * The shape of a product: op(a) is m × k, op(b) k × n; transX says that x lies transposed, ldx
   * how many numbers its rows are apart.
   */
  static final class Product {
    private final boolean transA;
    private final boolean transB;
    private final int m;
    private final int n;
    private final int k;
    private final int lda;
    private final int ldb;
    private final int ldc;

    private Product(boolean transA, boolean transB, int m, int n, int k) {
      this(transA, transB, m, n, k, transA ? m : k, transB ? k : n, n);
    }

    private Product(
        boolean transA, boolean transB, int m, int n, int k, int lda, int ldb, int ldc) {
      this.transA = transA;
      this.transB = transB;
      this.m = m;
      this.n = n;
      this.k = k;
      this.lda = lda;
      this.ldb = ldb;
      this.ldc = ldc;
    }

    /** a b. */
    static Product plain(int m, int n, int k) {
      return new Product(false, false, m, n, k);
    }

    /** aᵀ b. */
    static Product leftTransposed(int m, int n, int k) {
      return new Product(true, false, m, n, k);
    }

    /** a bᵀ. */
    static Product rightTransposed(int m, int n, int k) {
      return new Product(false, true, m, n, k);
    }

    /** The same of matrices whose rows are further apart than they are long. */
    Product strides(int a, int b, int c) {
      return new Product(transA, transB, m, n, k, a, b, c);
    }
  }

  /** The Vector API if this JVM was started with its module, else plain loops. */
  private static final class Chosen {
    private static final boolean HAS_VECTORS =
        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    private static final Kernels FLOATS =
        HAS_VECTORS ? new VectorKernels() : new PlainKernels(Values.Floats::new);
    private static final Kernels DOUBLES = new PlainKernels(Values.Doubles::new);
  }
}
