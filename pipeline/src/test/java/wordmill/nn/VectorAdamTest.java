package wordmill.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import wordmill.random.Seeds;

final class VectorAdamTest {
  private static final double RATE = 0.003;

  @ParameterizedTest
  @CsvSource({"1, FLOAT", "15, FLOAT", "16, FLOAT", "1000, FLOAT", "37, DOUBLE"})
  void stepsAndStateAreThoseOfNd4j(int n, DataType type) {
    INDArray expectedState = Nd4j.create(type, 1, 2L * n);
    INDArray state = Nd4j.create(type, 1, 2L * n);
    GradientUpdater<?> expected = new Adam(RATE).instantiate(expectedState, true);
    GradientUpdater<?> updater = withRate(new VectorAdam()).instantiate(state, true);
    Seeds seeds = new Seeds(7);
    for (int step = 0; step < 5; step++) {
      INDArray gradient = gradient(type, n, seeds.forReplica("adam", step, 0, 0).nextLong());
      INDArray expectedGradient = gradient.dup();
      expected.applyUpdater(expectedGradient, step, 0);
      updater.applyUpdater(gradient, step, 0);
      assertEach(gradient, expectedGradient);
      assertEach(state, expectedState);
    }
  }

  @Test
  void allNumbersAreStepped() {
    int n = VectorAdam.MOST + 37;
    INDArray state = Nd4j.create(DataType.FLOAT, 1, 2L * n);
    INDArray gradient = Nd4j.valueArrayOf(new long[] {1, n}, 2f, DataType.FLOAT);
    withRate(new VectorAdam()).instantiate(state, true).applyUpdater(gradient, 0, 0);
    assertThat(gradient.minNumber().doubleValue()).isCloseTo(RATE, within(1e-6));
    assertThat(gradient.maxNumber().doubleValue()).isCloseTo(RATE, within(1e-6));
    assertThat(part(state, 0, n).minNumber().doubleValue()).isCloseTo(0.2, within(1e-6));
    assertThat(part(state, 0, n).maxNumber().doubleValue()).isCloseTo(0.2, within(1e-6));
    assertThat(part(state, n, 2L * n).minNumber().doubleValue()).isCloseTo(0.004, within(1e-6));
    assertThat(part(state, n, 2L * n).maxNumber().doubleValue()).isCloseTo(0.004, within(1e-6));
  }

  /** A block's gradient is a part of the network's. */
  @Test
  void numbersBesideTheGradientStay() {
    INDArray all = Nd4j.valueArrayOf(new long[] {1, 40}, 2f, DataType.FLOAT);
    INDArray state = Nd4j.create(DataType.FLOAT, 1, 80);
    withRate(new VectorAdam())
        .instantiate(part(state, 20, 60), true)
        .applyUpdater(part(all, 10, 30), 0, 0);
    assertThat(part(all, 0, 10)).isEqualTo(Nd4j.valueArrayOf(new long[] {1, 10}, 2f));
    assertThat(part(all, 30, 40)).isEqualTo(Nd4j.valueArrayOf(new long[] {1, 10}, 2f));
    assertThat(all.getDouble(10)).isCloseTo(RATE, within(1e-6));
    assertThat(part(state, 0, 20).sumNumber().doubleValue()).isZero();
    assertThat(part(state, 60, 80).sumNumber().doubleValue()).isZero();
    assertThat(state.getDouble(20)).isCloseTo(0.2, within(1e-6));
    assertThat(state.getDouble(40)).isCloseTo(0.004, within(1e-6));
  }

  @Test
  void jsonAndClonesKeepItAsItIs() {
    NeuralNetConfiguration conf =
        new NeuralNetConfiguration.Builder()
            .updater(withRate(new VectorAdam()))
            .layer(new DenseLayer.Builder().nIn(2).nOut(3).build())
            .build();
    NeuralNetConfiguration read = NeuralNetConfiguration.fromJson(conf.toJson());
    for (NeuralNetConfiguration each : new NeuralNetConfiguration[] {read, conf.clone()}) {
      IUpdater updater = ((BaseLayer) each.getLayer()).getIUpdater();
      assertThat(updater).isInstanceOf(VectorAdam.class).isEqualTo(withRate(new VectorAdam()));
    }
  }

  private static VectorAdam withRate(VectorAdam adam) {
    adam.setLrAndSchedule(RATE, null);
    return adam;
  }

  private static INDArray gradient(DataType type, int n, long seed) {
    return Nd4j.randn(0, 0.1, new long[] {1, n}, Nd4j.getRandomFactory().getNewRandomInstance(seed))
        .castTo(type);
  }

  private static INDArray part(INDArray of, long from, long to) {
    return of.get(NDArrayIndex.interval(0, 1), NDArrayIndex.interval(from, to));
  }

  private static void assertEach(INDArray numbers, INDArray expected) {
    for (int i = 0; i < expected.length(); i++) {
      double value = expected.getDouble(i);
      assertThat(numbers.getDouble(i)).isCloseTo(value, within(1e-9 + 1e-5 * Math.abs(value)));
    }
  }
}
