package wordmill.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class DotsTest {
  private final Dots simd = new SimdDots();
  private final Dots scalar = new ScalarDots();
  private final Random random = new Random(1);

  @Test
  void productsAreTheSameBitsByBothAndInOrder() {
    for (int width : new int[] {1, 2, 7, 100}) {
      for (int count : new int[] {1, 3, 4, 5, 9}) {
        float[] panel = floats(Dots.PANEL * width);
        float[] queries = floats(2 + count * width);
        int stride = Dots.PANEL + 3;
        float[] fast = new float[5 + count * stride];
        float[] plain = new float[fast.length];
        simd.products(panel, width, queries, 2, count, fast, 5, stride);
        scalar.products(panel, width, queries, 2, count, plain, 5, stride);
        assertThat(fast).isEqualTo(plain);
        for (int i = 0; i < count; i++) {
          for (int j = 0; j < Dots.PANEL; j++) {
            assertThat(fast[5 + i * stride + j])
                .isEqualTo(slow(panel, j, queries, 2 + i * width, width));
          }
        }
      }
    }
  }

  private static float slow(float[] panel, int j, float[] queries, int query, int width) {
    float sum = 0;
    for (int d = 0; d < width; d++) {
      sum = Math.fma(panel[d * Dots.PANEL + j], queries[query + d], sum);
    }
    return sum;
  }

  @Test
  void theGreatestOfAnAnalogyIsTheSameBitsByBoth() {
    float[] t = floats(1000);
    for (int i = 0; i < t.length; i++) {
      t[i] = Math.max(-1, Math.min(1, t[i]));
    }
    for (int n = 1; n < 300; n++) {
      assertThat(simd.greatestSum(t, 3, 310, 640, n))
          .isEqualTo(scalar.greatestSum(t, 3, 310, 640, n));
      assertThat(simd.greatestProduct(t, 3, 310, 640, n, 1e-3f))
          .isEqualTo(scalar.greatestProduct(t, 3, 310, 640, n, 1e-3f));
    }
  }

  @Test
  void packedRowsAreOfLengthOneOrZero() {
    Matrix matrix = new Matrix(70, 2);
    float[] lengths = new float[70];
    for (int i = 0; i < 69; i++) {
      matrix.set(i, 0, 3 * (i + 1));
      matrix.set(i, 1, 4 * (i + 1));
      lengths[i] = 5 * (i + 1);
    }
    PackedRows rows = PackedRows.of(matrix, 70, lengths);
    assertThat(rows.count()).isEqualTo(2);
    float[] row = new float[3];
    rows.unpack(68, row, 1);
    assertThat(row).containsExactly(0, 0.6f, 0.8f);
    rows.unpack(69, row, 1);
    assertThat(row).containsExactly(0, 0, 0);
    assertThat(rows.panel(1)[63]).isZero();
  }

  private float[] floats(int n) {
    float[] floats = new float[n];
    for (int i = 0; i < n; i++) {
      floats[i] = (float) random.nextGaussian();
    }
    return floats;
  }
}
