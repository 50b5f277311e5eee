package wordmill.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static wordmill.linalg.SamplingKernel.COLUMNS;
import static wordmill.linalg.SamplingKernel.TILE;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import wordmill.linalg.SamplingBatch.Way;

/** The vector kernel against the plain loops, to the bit, and what both leave alone. */
final class SamplingKernelTest {
  private static final int[] DIMENSIONS = {1, 7, 8, 100, 300};
  private static final int[] INPUTS = {1, 2, 3, 4, 5, 7, 8, 9, 13};

  private final SamplingKernel vector = new VectorSamplingKernel();
  private final SamplingKernel scalar = new ScalarSamplingKernel();
  private final List<SamplingKernel> both = List.of(scalar, vector);
  private final Random random = new Random(1);

  @Test
  void theVectorKernelIsTheOneInUse() {
    assertThat(SamplingKernel.best()).isInstanceOf(VectorSamplingKernel.class);
  }

  @Test
  void widthIsTheNextMultipleOfSixteen() {
    assertThat(SamplingKernel.width(1)).isEqualTo(16);
    assertThat(SamplingKernel.width(16)).isEqualTo(16);
    assertThat(SamplingKernel.width(17)).isEqualTo(32);
    assertThat(SamplingKernel.width(300)).isEqualTo(304);
  }

  @Test
  void stepsAreTheSameBitsByBoth() {
    int trial = 0;
    for (int dimension : DIMENSIONS) {
      for (int inputs : INPUTS) {
        for (Way way : Way.values()) {
          SamplingBatch fast = new SamplingBatch(dimension, inputs, trial);
          SamplingBatch plain = new SamplingBatch(dimension, inputs, trial);
          for (int step = 0; step < 4; step++) {
            int used = 1 + trial++ % TILE;
            fast.step(vector, way, step % 2 == 0, used, 0.3f);
            plain.step(scalar, way, step % 2 == 0, used, 0.3f);
            assertSameBits(fast, plain);
          }
          assertThat(fast.sums.takeLoss()).isEqualTo(plain.sums.takeLoss());
        }
      }
    }
  }

  private static void assertSameBits(SamplingBatch fast, SamplingBatch plain) {
    String at = "D = %d, J = %d".formatted(fast.dimension, fast.inputs);
    assertThat(scores(fast.g, fast.inputs)).as("g, %s", at).isEqualTo(scores(plain.g, fast.inputs));
    assertThat(bits(fast.out)).as("out, %s", at).isEqualTo(bits(plain.out));
    assertThat(bits(fast.matrix)).as("matrix, %s", at).isEqualTo(bits(plain.matrix));
    assertThat(bits(fast.buffer)).as("buffer, %s", at).isEqualTo(bits(plain.buffer));
    assertSameBits(fast.sums, plain.sums);
  }

  /** What is behind the last input's is anybody's. */
  private static int[] scores(float[] g, int inputs) {
    return bits(Arrays.copyOf(g, inputs * COLUMNS));
  }

  private static void assertSameBits(SamplingKernel.Sums fast, SamplingKernel.Sums plain) {
    assertThat(bits(fast.mantissa)).isEqualTo(bits(plain.mantissa));
    assertThat(fast.exponent).isEqualTo(plain.exponent);
    assertThat(bits(fast.poison)).isEqualTo(bits(plain.poison));
  }

  @Test
  void errorsAreTheSameBitsByBothForAnyScores() {
    for (float scale : new float[] {1e-6f, 1, 6, 100}) {
      SamplingKernel.Sums fastSums = new SamplingKernel.Sums();
      SamplingKernel.Sums plainSums = new SamplingKernel.Sums();
      for (int inputs : INPUTS) {
        for (int used = 1; used <= TILE; used++) {
          for (boolean positive : new boolean[] {true, false}) {
            float[] fast = floats((inputs + 1) * COLUMNS, scale);
            float[] plain = fast.clone();
            vector.errors(fast, inputs, positive, used, 0.05f, fastSums);
            scalar.errors(plain, inputs, positive, used, 0.05f, plainSums);
            assertThat(scores(fast, inputs)).isEqualTo(scores(plain, inputs));
            assertSameBits(fastSums, plainSums);
          }
        }
      }
      assertThat(fastSums.takeLoss()).isEqualTo(plainSums.takeLoss());
    }
  }

  @Test
  void sigmoidsAreTheSameBitsByBothFromEndToEnd() {
    float[] fast = new float[5_000 * COLUMNS];
    for (int i = 0; i < fast.length; i++) {
      fast[i] = 11 - 22f * i / fast.length;
    }
    float[] plain = fast.clone();
    vector.errors(fast, 5_000, false, TILE, 1, new SamplingKernel.Sums());
    scalar.errors(plain, 5_000, false, TILE, 1, new SamplingKernel.Sums());
    assertThat(bits(fast)).isEqualTo(bits(plain));
  }

  @Test
  void copiesMeansAndAdditionsAreTheSameBitsByBoth() {
    for (int dimension : DIMENSIONS) {
      for (int inputs : INPUTS) {
        SamplingBatch batch = new SamplingBatch(dimension, inputs, inputs);
        for (int from = 0; from < inputs; from += 2) {
          float[] fast = floats((inputs + 1) * batch.width, 1);
          float[] plain = fast.clone();
          vector.copy(batch.matrix, batch.at, inputs, fast, batch.width);
          scalar.copy(batch.matrix, batch.at, inputs, plain, batch.width);
          assertThat(bits(fast)).isEqualTo(bits(plain));
          vector.mean(batch.matrix, batch.at, from, inputs, fast, inputs - 1, batch.width);
          scalar.mean(batch.matrix, batch.at, from, inputs, plain, inputs - 1, batch.width);
          assertThat(bits(fast)).isEqualTo(bits(plain));
          float[] fastSum = batch.matrix.clone();
          float[] plainSum = batch.matrix.clone();
          vector.add(fast, inputs - 1, fastSum, batch.at, from, inputs, batch.width);
          scalar.add(plain, inputs - 1, plainSum, batch.at, from, inputs, batch.width);
          assertThat(bits(fastSum)).isEqualTo(bits(plainSum));
        }
      }
    }
  }

  /** The used part of a tile gives the same, whatever stands in the rest of it. */
  @Test
  void columnsBeyondTheUsedChangeNothing() {
    for (SamplingKernel kernel : both) {
      for (int inputs : INPUTS) {
        for (int used = 1; used < TILE; used++) {
          SamplingBatch batch = new SamplingBatch(100, inputs, used);
          SamplingBatch other = new SamplingBatch(100, inputs, used);
          float[] before = other.out.clone();
          for (int k = used; k < TILE; k++) {
            int row = other.outAt[SamplingBatch.TILE_AT + k];
            System.arraycopy(floats(100, 1), 0, before, row, 100);
          }
          System.arraycopy(before, 0, other.out, 0, before.length);
          batch.step(kernel, Way.IN_PLACE, true, used, 0.3f);
          other.step(kernel, Way.IN_PLACE, true, used, 0.3f);
          assertThat(other.matrix).isEqualTo(batch.matrix);
          assertThat(other.sums.takeLoss()).isEqualTo(batch.sums.takeLoss());
          for (int k = 0; k < TILE; k++) {
            int row = other.outAt[SamplingBatch.TILE_AT + k];
            float[] expected = k < used ? batch.out : before;
            assertThat(Arrays.copyOfRange(other.out, row, row + 100))
                .isEqualTo(Arrays.copyOfRange(expected, row, row + 100));
          }
        }
      }
    }
  }

  /** As a caller fills up its last tile: with one row of zeros, however often. */
  @Test
  void aRowOfZerosInUnusedColumnsStaysZero() {
    for (SamplingKernel kernel : both) {
      SamplingBatch batch = new SamplingBatch(7, 8, 5);
      int zeros = batch.outAt[SamplingBatch.TILE_AT + 3];
      Arrays.fill(batch.out, zeros, zeros + batch.width, 0);
      Arrays.fill(batch.outAt, SamplingBatch.TILE_AT + 3, batch.outAt.length, zeros);
      batch.step(kernel, Way.IN_PLACE, true, 3, 0.3f);
      assertThat(bits(Arrays.copyOfRange(batch.out, zeros, zeros + batch.width))).containsOnly(0);
    }
  }

  @Test
  void rowsOutsideTheBatchAreLeftAlone() {
    for (SamplingKernel kernel : both) {
      for (int inputs : INPUTS) {
        SamplingBatch batch = new SamplingBatch(8, inputs, inputs);
        SamplingBatch before = new SamplingBatch(8, inputs, inputs);
        batch.step(kernel, Way.COPIED, true, TILE, 0.3f);
        for (int row = 0; row < batch.matrix.length; row += batch.width) {
          int place = row;
          boolean isInput = Arrays.stream(batch.at).anyMatch(at -> at == place);
          assertThat(
                  Arrays.equals(
                      batch.matrix, row, row + batch.width, before.matrix, row, row + batch.width))
              .isEqualTo(!isInput);
        }
        for (int row = 0; row < batch.out.length; row += batch.width) {
          int place = row;
          boolean isOutput =
              Arrays.stream(batch.outAt).skip(SamplingBatch.TILE_AT).anyMatch(at -> at == place);
          assertThat(
                  Arrays.equals(
                      batch.out, row, row + batch.width, before.out, row, row + batch.width))
              .isEqualTo(!isOutput);
        }
        assertThat(batch.buffer).isEqualTo(before.buffer);
      }
    }
  }

  @Test
  void paddingStaysZeroThroughManySteps() {
    for (SamplingKernel kernel : both) {
      for (int dimension : new int[] {1, 7, 100, 300}) {
        SamplingBatch batch = new SamplingBatch(dimension, 13, 7);
        for (int step = 0; step < 12; step++) {
          for (Way way : Way.values()) {
            batch.step(kernel, way, step % 4 != 0, 1 + step % TILE, 0.05f);
          }
        }
        for (float[] rows : List.of(batch.matrix, batch.out, batch.buffer)) {
          for (int i = 0; i < rows.length; i++) {
            if (i % batch.width >= dimension) {
              assertThat(Float.floatToRawIntBits(rows[i])).isZero();
            }
          }
        }
      }
    }
  }

  @Test
  void aNumberThatIsNoneIsNoticedAndNeverForgotten() {
    for (SamplingKernel kernel : both) {
      for (int inputs : INPUTS) {
        for (int bad = 0; bad < inputs; bad++) {
          SamplingBatch batch = new SamplingBatch(100, inputs, bad);
          batch.step(kernel, Way.APART, true, TILE, 0.05f);
          assertThat(batch.sums.isFinite()).isTrue();
          float sound = batch.matrix[batch.at[bad] + 99];
          batch.matrix[batch.at[bad] + 99] = Float.NaN;
          kernel.scores(
              batch.matrix,
              batch.at,
              inputs,
              batch.out,
              batch.outAt,
              SamplingBatch.TILE_AT,
              batch.width,
              batch.g,
              batch.sums);
          kernel.errors(batch.g, inputs, true, 1, 0.05f, batch.sums);
          assertThat(batch.sums.isFinite()).isFalse();
          batch.matrix[batch.at[bad] + 99] = sound;
          batch.step(kernel, Way.APART, true, TILE, 0.05f);
          batch.sums.takeLoss();
          assertThat(batch.sums.isFinite()).isFalse();
        }
      }
    }
  }

  @Test
  void aNumberThatIsNoneInAnyUsedOutputIsNoticed() {
    for (SamplingKernel kernel : both) {
      for (int k = 0; k < TILE; k++) {
        SamplingBatch batch = new SamplingBatch(7, 9, k);
        batch.out[batch.outAt[SamplingBatch.TILE_AT + k]] = Float.NaN;
        batch.step(kernel, Way.IN_PLACE, k % 2 == 0, k + 1, 0.05f);
        assertThat(batch.sums.isFinite()).isFalse();
      }
    }
  }

  @Test
  void extremeScoresAreNumbersStill() {
    for (SamplingKernel kernel : both) {
      SamplingKernel.Sums sums = new SamplingKernel.Sums();
      float[] g = new float[14 * COLUMNS];
      for (int i = 0; i < g.length; i++) {
        g[i] = (i % 2 == 0 ? 1 : -1) * (i % 3 == 0 ? Float.MAX_VALUE / 16 : 50);
      }
      kernel.errors(g, 13, true, TILE, 0.05f, sums);
      assertThat(sums.isFinite()).isTrue();
      assertThat(sums.takeLoss()).isFinite();
    }
  }

  private float[] floats(int n, float scale) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = scale * (float) random.nextGaussian();
    }
    return values;
  }

  /** So that −0 is not 0. */
  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
    return bits;
  }
}
