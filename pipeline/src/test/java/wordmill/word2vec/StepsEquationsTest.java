package wordmill.word2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Steps against Mikolov's equations, in the slow and obvious version, and that by slopes. */
final class StepsEquationsTest {
  private static final int ROWS = 60;
  private static final int POSITIVE = 4;

  @Test
  void stepsOfSkipGramAgreeWithTheEquations() throws IOException {
    for (Trial trial : Trial.all()) {
      int[] rows = IntStream.range(0, trial.inputs).map(j -> 7 + 3 * j).toArray();
      TrainingSums sums = trial.train(steps -> steps.trainEach(rows, 0, rows.length, 0.5f));
      List<double[]> inputs = IntStream.of(rows).mapToObj(row -> trial.slowInput[row]).toList();
      double loss = SlowSteps.trainEach(inputs, trial.slowOutputs(), 0.5);
      trial.assertAgreement(sums, loss, trial.inputs);
    }
  }

  @Test
  void stepsOfCbowAgreeWithTheEquations() throws IOException {
    for (Trial trial : Trial.all()) {
      int[] rows = IntStream.range(0, trial.inputs).map(j -> 7 + 3 * j).toArray();
      if (rows.length > 2) {
        rows[2] = rows[0]; // a word that stands twice in the window counts twice, and steps twice
      }
      int[] starts = {0, rows.length};
      TrainingSums sums = trial.train(steps -> steps.trainMeans(rows, starts, 1, 0.5f));
      List<double[]> members = IntStream.of(rows).mapToObj(row -> trial.slowInput[row]).toList();
      double loss = SlowSteps.trainMeans(List.of(members), trial.slowOutputs(), 0.5);
      trial.assertAgreement(sums, loss, 1);
    }
  }

  @Test
  void severalMeansOfABatchAgreeWithTheEquations() throws IOException {
    for (Trial trial : Trial.all()) {
      List<Integer> rows = new ArrayList<>();
      int[] starts = new int[trial.inputs + 1];
      List<List<double[]>> inputs = new ArrayList<>();
      for (int j = 0; j < trial.inputs; j++) {
        List<double[]> members = new ArrayList<>();
        for (int i = 0; i <= j % 4; i++) {
          rows.add(5 * j + i);
          members.add(trial.slowInput[5 * j + i]);
        }
        inputs.add(members);
        starts[j + 1] = rows.size();
      }
      int[] all = rows.stream().mapToInt(Integer::intValue).toArray();
      TrainingSums sums = trial.train(steps -> steps.trainMeans(all, starts, trial.inputs, 0.5f));
      double loss = SlowSteps.trainMeans(inputs, trial.slowOutputs(), 0.5);
      trial.assertAgreement(sums, loss, trial.inputs);
    }
  }

  /** A member's slope is the mean's divided by their number; it gets the mean's, undivided. */
  @Test
  void stepsOfCbowAreTheGradientOfTheMean() throws IOException {
    for (int members : new int[] {1, 2, 5, 10}) {
      Trial trial = new Trial(7, 5, members, members);
      int[] rows = IntStream.range(0, members).map(j -> 7 + 3 * j).toArray();
      double[][] before = TestBlocks.doubles(trial.input);
      double[][] outputBefore = TestBlocks.doubles(trial.output);
      int[] starts = {0, members};
      trial.train(steps -> steps.trainMeans(rows, starts, 1, 0.25f));
      List<double[]> x = IntStream.of(rows).mapToObj(row -> before[row]).toList();
      List<double[]> o = trial.used().stream().map(row -> outputBefore[row]).toList();
      for (int row : rows) {
        assertSlopes(trial.input.row(row), before[row], members * 0.25, x, o);
      }
      for (int row : trial.used()) {
        assertSlopes(trial.output.row(row), outputBefore[row], 0.25, x, o);
      }
    }
  }

  /** Each value stepped by −factor times the loss's slope along it, by central differences. */
  private static void assertSlopes(
      float[] after, double[] row, double factor, List<double[]> x, List<double[]> o) {
    double h = 1e-5;
    for (int d = 0; d < row.length; d++) {
      double value = row[d];
      row[d] = value + h;
      double above = SlowSteps.loss(SlowSteps.mean(x), o);
      row[d] = value - h;
      double below = SlowSteps.loss(SlowSteps.mean(x), o);
      row[d] = value;
      assertThat(after[d] - value).isCloseTo(factor * (below - above) / (2 * h), within(3e-6));
    }
  }

  @Test
  void negativesAreAsManyAsAskedAndNeverThePositive() throws IOException {
    for (Trial trial : Trial.all()) {
      trial.train(steps -> steps.trainEach(new int[] {0}, 0, 1, 0.5f));
      assertThat(trial.used()).hasSize(trial.negatives + 1).startsWith(POSITIVE);
    }
  }

  /** One step on random vectors. Which words were the negatives is seen by what has changed. */
  private static final class Trial {
    private final int negatives;
    private final int inputs;
    private final WordBlock input;
    private final WordBlock output;
    private final double[][] slowInput;
    private final double[][] slowOutput;
    private final double[][] outputBefore;
    private final double[][] inputBefore;

    private Trial(int dimension, int negatives, int inputs, long seed) {
      this.negatives = negatives;
      this.inputs = inputs;
      input = TestBlocks.random(ROWS, dimension, seed);
      output = TestBlocks.random(ROWS, dimension, seed + 1_000);
      slowInput = TestBlocks.doubles(input);
      slowOutput = TestBlocks.doubles(output);
      inputBefore = TestBlocks.doubles(input);
      outputBefore = TestBlocks.doubles(output);
    }

    private static List<Trial> all() {
      List<Trial> all = new ArrayList<>();
      for (int dimension : new int[] {1, 7, 100, 300}) {
        for (int negatives : new int[] {1, 5, 6, 12}) {
          for (int inputs = 1; inputs <= 10; inputs++) {
            all.add(new Trial(dimension, negatives, inputs, all.size()));
          }
        }
      }
      return all;
    }

    private TrainingSums train(Consumer<Steps> step) throws IOException {
      NegativeSampler sampler = new NegativeSampler(ROWS, row -> 1 + row);
      return TestBlocks.train(input, output, sampler, negatives, POSITIVE, step);
    }

    /** The positive row, then the negatives. */
    private List<Integer> used() {
      List<Integer> used = new ArrayList<>(List.of(POSITIVE));
      double[][] after = TestBlocks.doubles(output);
      for (int row = 0; row < ROWS; row++) {
        if (row != POSITIVE && !Arrays.equals(after[row], outputBefore[row])) {
          used.add(row);
        }
      }
      return used;
    }

    private List<double[]> slowOutputs() {
      return used().stream().map(row -> slowOutput[row]).toList();
    }

    private void assertAgreement(TrainingSums sums, double loss, int pairs) {
      assertThat(sums.pairs()).isEqualTo(pairs);
      assertThat(sums.loss()).isCloseTo(loss, within(2e-5 * loss));
      assertRows(input, inputBefore, slowInput);
      assertRows(output, outputBefore, slowOutput);
    }

    /** Within 1e-5 of the largest step of the row, for each row. */
    private static void assertRows(WordBlock block, double[][] before, double[][] expected) {
      double[][] after = TestBlocks.doubles(block);
      for (int row = 0; row < ROWS; row++) {
        double step = Math.max(0.1, distance(expected[row], before[row]));
        assertThat(distance(after[row], expected[row])).as("row %d", row).isLessThan(1e-5 * step);
      }
    }

    private static double distance(double[] a, double[] b) {
      double most = 0;
      for (int d = 0; d < a.length; d++) {
        most = Math.max(most, Math.abs(a[d] - b[d]));
      }
      return most;
    }
  }
}
