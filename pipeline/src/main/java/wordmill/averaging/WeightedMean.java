package wordmill.averaging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * The mean of blocks, Σ f_r x_r with f_r = w_r / Σ w, summed in double in the order in which they
 * are given. One block alone comes back as it is. Cost: one pass over each block.
 */
final class WeightedMean {
  private static final int CHUNK = 2048; // numbers: sums and buffers stay in the first-level cache

  private final Precision precision;
  private final double[] sums = new double[CHUNK];
  private final double[] doubles = new double[CHUNK];
  private final float[] floats = new float[CHUNK];

  WeightedMean(Precision precision) {
    this.precision = precision;
  }

  /**
   * Of one block or more, of the same length.
   *
   * @param weights of the blocks, each above 0
   */
  byte[] of(List<byte[]> blocks, double[] weights) {
    if (blocks.size() == 1) {
      return blocks.get(0);
    }
    double all = Arrays.stream(weights).sum();
    int length = blocks.get(0).length / precision.bytes();
    byte[] mean = new byte[length * precision.bytes()];
    for (int from = 0; from < length; from += CHUNK) {
      int count = Math.min(CHUNK, length - from);
      for (int r = 0; r < weights.length; r++) {
        read(blocks.get(r), from, count);
        add(weights[r] / all, count, r == 0);
      }
      write(mean, from, count);
    }
    return mean;
  }

  /** Into doubles; bulk copies, since loops over views of bytes are not vectorized. */
  private void read(byte[] block, int from, int count) {
    ByteBuffer bytes = chunk(block, from, count);
    if (precision == Precision.DOUBLE) {
      bytes.asDoubleBuffer().get(doubles, 0, count);
    } else {
      bytes.asFloatBuffer().get(floats, 0, count);
      for (int i = 0; i < count; i++) {
        doubles[i] = floats[i];
      }
    }
  }

  private void add(double share, int count, boolean first) {
    for (int i = 0; i < count; i++) {
      double term = share * doubles[i];
      sums[i] = first ? term : sums[i] + term;
    }
  }

  private void write(byte[] block, int from, int count) {
    ByteBuffer bytes = chunk(block, from, count);
    if (precision == Precision.DOUBLE) {
      bytes.asDoubleBuffer().put(sums, 0, count);
    } else {
      for (int i = 0; i < count; i++) {
        floats[i] = (float) sums[i];
      }
      bytes.asFloatBuffer().put(floats, 0, count);
    }
  }

  private ByteBuffer chunk(byte[] block, int from, int count) {
    return ByteBuffer.wrap(block, from * precision.bytes(), count * precision.bytes())
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN);
  }
}
