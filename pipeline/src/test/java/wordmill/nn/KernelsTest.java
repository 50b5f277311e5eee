package wordmill.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wordmill.random.Generator;

/** The fast kernels against the slow obvious ones. */
final class KernelsTest {
  private static final int SHIFT = 3; // rows start anywhere

  private final Kernels plain = new PlainKernels(Values.Floats::new);
  private final Kernels fast = new VectorKernels();

  private static Values random(int length, double range, long seed) {
    Values values = new Values.Floats();
    values.reserve(length);
    Generator random = new Generator(seed);
    for (int i = 0; i < length; i++) {
      values.set(i, (2 * random.nextDouble() - 1) * range);
    }
    return values;
  }

  private static void assertSame(Values found, Values expected, double tolerance) {
    float[] a = ((Values.Floats) found).array;
    float[] b = ((Values.Floats) expected).array;
    assertThat(a.length).isEqualTo(b.length);
    for (int i = 0; i < a.length; i++) {
      assertThat(a[i]).as("number " + i).isCloseTo(b[i], within((float) tolerance));
    }
  }

  /** Five arrays of random numbers go through both, and all of them must come out the same. */
  private void compare(int H, double range, BiConsumer<Kernels, Values[]> kernel) {
    Values[] slow = arrays(H, range);
    Values[] quick = arrays(H, range);
    kernel.accept(plain, slow);
    kernel.accept(fast, quick);
    for (int i = 0; i < slow.length; i++) {
      assertSame(quick[i], slow[i], 2e-6 * Math.max(1, range * range));
    }
  }

  private static Values[] arrays(int H, double range) {
    Values[] arrays = new Values[5];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = random(4 * H + 2 * SHIFT, range, i + 1);
    }
    return arrays;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 13, 64, 650})
  void cellsAgree(int H) {
    for (double range : new double[] {0.1, 1, 12}) {
      compare(H, range, (k, v) -> k.elmanForward(v[0], SHIFT, v[1], SHIFT, H));
      compare(H, 1, (k, v) -> k.elmanBackward(v[0], SHIFT, v[1], 1, v[2], 2, H));
      compare(
          H, range, (k, v) -> k.lstmForward(v[0], SHIFT, v[1], 0, 2 * H, v[2], 1, v[3], SHIFT, H));
      compare(
          H,
          1,
          (k, v) -> k.lstmBackward(v[0], SHIFT, v[1], 0, v[4], H + 1, v[2], SHIFT, v[3], 1, H));
      compare(H, range, (k, v) -> k.gruForward(v[0], SHIFT, v[1], 2, v[2], 0, H, H));
      compare(H, 1, (k, v) -> k.gruBackward(v[0], SHIFT, v[1], 2, v[2], 0, v[3], 1, H));
      compare(H, range, (k, v) -> k.add(v[0], SHIFT, v[1], 1, H));
      compare(H, range, (k, v) -> k.multiply(v[0], SHIFT, v[0], SHIFT, v[1], 1, H));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 100, 1003})
  void crossEntropiesAgree(int V) {
    for (double range : new double[] {0.1, 5, 60}) {
      Values slow = random(V + SHIFT, range, 1);
      Values quick = random(V + SHIFT, range, 1);
      Values bias = random(V, 1, 2);
      double expected = plain.crossEntropy(slow, SHIFT, bias, V / 2, 0.25, V);
      double found = fast.crossEntropy(quick, SHIFT, bias, V / 2, 0.25, V);
      assertThat(found).isCloseTo(expected, within(1e-5 * Math.max(1, range)));
      assertSame(quick, slow, 2e-6);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 13, 100, 1003})
  void softmaxesAgree(int n) {
    for (double range : new double[] {0.1, 5, 60, 1e30}) {
      Values slow = random(n + 2 * SHIFT, range, 1);
      Values quick = random(n + 2 * SHIFT, range, 1);
      plain.softmax(slow, SHIFT, n);
      fast.softmax(quick, SHIFT, n);
      assertSame(quick, slow, 2e-6);
      double sum = 0;
      for (int i = SHIFT; i < SHIFT + n; i++) {
        sum += quick.get(i);
      }
      assertThat(sum).isCloseTo(1, within(1e-5));
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "5,16,16", "20,650,33", "7,3,40", "4,100,15", "11,17,32"})
  void productsOfRowsAgree(int rows, int K, int N) {
    productsAgree(rows, rows, K, N);
    productsAgree(rows, rows + 7, K, N);
  }

  /** Only so many of c's rows are added to. */
  private void productsAgree(int rows, int all, int K, int N) {
    for (boolean transposed : new boolean[] {false, true}) {
      Values matrix = random(K * N, 1, 1);
      org.bytedeco.javacpp.Pointer memory = Arithmetic.FLOAT.allocate((long) K * N);
      matrix.store(0, memory, 0, K * N);
      Values a = random(rows * K + SHIFT, 1, 2);
      Values slow = random(all * N + 1, 1, 3);
      Values quick = random(all * N + 1, 1, 3);
      for (Kernels kernels : new Kernels[] {plain, fast}) {
        Kernels.RowProduct product = kernels.rowProduct();
        product.set(memory, 0, K, N, transposed);
        product.add(a, SHIFT, rows, kernels == plain ? slow : quick, 1);
      }
      assertSame(quick, slow, 1e-6 * K + 1e-6);
    }
  }

  @Test
  void aProductIsLaidOutAgainForAnotherShape() {
    Kernels.RowProduct used = fast.rowProduct();
    org.bytedeco.javacpp.Pointer memory = Arithmetic.FLOAT.allocate(60);
    Values matrix = random(60, 1, 1);
    matrix.store(0, memory, 0, 60);
    used.set(memory, 0, 2, 30, false);
    used.set(memory, 0, 3, 20, false);
    Kernels.RowProduct fresh = plain.rowProduct();
    fresh.set(memory, 0, 3, 20, false);
    Values a = random(3, 1, 2);
    Values expected = random(20, 1, 3);
    Values found = random(20, 1, 3);
    fresh.add(a, 0, 1, expected, 0);
    used.add(a, 0, 1, found, 0);
    assertSame(found, expected, 1e-6);
  }
}
