package wordmill.averaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WeightedMeanTest {
  private static final int LENGTH = 5000; // two chunks and a bit

  private static byte[] block(Random random, Precision precision) {
    ByteBuffer block =
        ByteBuffer.allocate(LENGTH * precision.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int n = 0; n < LENGTH; n++) {
      put(block, precision, random.nextGaussian());
    }
    return block.array();
  }

  private static void put(ByteBuffer block, Precision precision, double number) {
    if (precision == Precision.FLOAT) {
      block.putFloat((float) number);
    } else {
      block.putDouble(number);
    }
  }

  private static double number(byte[] block, int n, Precision precision) {
    ByteBuffer bytes = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
    return precision == Precision.FLOAT
        ? bytes.getFloat(n * Float.BYTES)
        : bytes.getDouble(n * Double.BYTES);
  }

  private static byte[] slowMean(List<byte[]> blocks, double[] weights, Precision precision) {
    ByteBuffer mean = ByteBuffer.allocate(blocks.get(0).length).order(ByteOrder.LITTLE_ENDIAN);
    double all = 0;
    for (double weight : weights) {
      all += weight;
    }
    for (int n = 0; n < LENGTH; n++) {
      double sum = 0;
      for (int r = 0; r < weights.length; r++) {
        sum += weights[r] / all * number(blocks.get(r), n, precision);
      }
      put(mean, precision, sum);
    }
    return mean.array();
  }

  @Test
  void agreesWithNumberByNumber() {
    Random random = new Random(3);
    for (Precision precision : Precision.values()) {
      List<byte[]> blocks =
          List.of(block(random, precision), block(random, precision), block(random, precision));
      double[] weights = {700, 1, 655.5};
      assertThat(new WeightedMean(precision).of(blocks, weights))
          .isEqualTo(slowMean(blocks, weights, precision));
    }
  }

  @Test
  void oneBlockComesBackAsItIs() {
    byte[] block = block(new Random(3), Precision.FLOAT);
    assertThat(new WeightedMean(Precision.FLOAT).of(List.of(block), new double[] {7}))
        .isSameAs(block);
  }

  @Test
  void equalBlocksOfEqualFloatsStayAsTheyAre() {
    byte[] block = block(new Random(3), Precision.FLOAT);
    for (int replicas = 2; replicas < 9; replicas++) {
      List<byte[]> same = java.util.Collections.nCopies(replicas, block);
      double[] weights = new double[replicas];
      java.util.Arrays.fill(weights, 20 * 35);
      assertThat(new WeightedMean(Precision.FLOAT).of(same, weights)).isEqualTo(block);
    }
  }

  @Test
  void meanLiesBetweenTheLeastAndTheLargest() {
    Random random = new Random(4);
    List<byte[]> blocks = List.of(block(random, Precision.FLOAT), block(random, Precision.FLOAT));
    byte[] mean = new WeightedMean(Precision.FLOAT).of(blocks, new double[] {3, 5});
    for (int n = 0; n < LENGTH; n++) {
      double a = number(blocks.get(0), n, Precision.FLOAT);
      double b = number(blocks.get(1), n, Precision.FLOAT);
      assertThat(number(mean, n, Precision.FLOAT)).isBetween(Math.min(a, b), Math.max(a, b));
    }
  }
}
