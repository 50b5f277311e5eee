package wordmill.word2vec;

import java.util.Arrays;
import java.util.List;

/**
 * Steps of negative sampling in doubles, as Mikolov et al. 2013 (arXiv:1310.4546, equation 4) and
 * word2vec.c have them, but for negatives that all inputs of a step share. Rows are arrays of D,
 * changed in place.
 */
final class SlowSteps {
  private SlowSteps() {}

  /** −ln σ(x·o_0) − Σ_k ln σ(−x·o_k). */
  static double loss(double[] x, List<double[]> outputs) {
    double loss = 0;
    for (int k = 0; k < outputs.size(); k++) {
      double score = dot(x, outputs.get(k));
      loss -= Math.log(sigmoid(k == 0 ? score : -score));
    }
    return loss;
  }

  /**
   * Each input against the positive output, which is the first, and the negatives; all as they were
   * before the step.
   *
   * @return the loss before the step
   */
  static double trainEach(List<double[]> inputs, List<double[]> outputs, double rate) {
    double loss = 0;
    double[][] inputSteps = new double[inputs.size()][];
    double[][] outputSteps = zeros(outputs.size(), outputs.get(0).length);
    for (int j = 0; j < inputs.size(); j++) {
      loss += loss(inputs.get(j), outputs);
      inputSteps[j] = steps(inputs.get(j), outputs, outputSteps, rate);
    }
    addTo(inputs, inputSteps);
    addTo(outputs, outputSteps);
    return loss;
  }

  /**
   * Each input is the mean of its members, and each member gets the whole step of the mean.
   *
   * @return the loss before the step
   */
  static double trainMeans(List<List<double[]>> inputs, List<double[]> outputs, double rate) {
    double loss = 0;
    int dimension = outputs.get(0).length;
    double[][] inputSteps = new double[inputs.size()][];
    double[][] outputSteps = zeros(outputs.size(), dimension);
    for (int j = 0; j < inputs.size(); j++) {
      double[] mean = mean(inputs.get(j));
      loss += loss(mean, outputs);
      inputSteps[j] = steps(mean, outputs, outputSteps, rate);
    }
    for (int j = 0; j < inputs.size(); j++) {
      for (double[] member : inputs.get(j)) {
        addTo(member, 1, inputSteps[j]);
      }
    }
    addTo(outputs, outputSteps);
    return loss;
  }

  static double[] mean(List<double[]> members) {
    double[] mean = new double[members.get(0).length];
    for (double[] member : members) {
      addTo(mean, 1.0 / members.size(), member);
    }
    return mean;
  }

  /** The step of x; those of the outputs are added to {@code outputSteps}. */
  private static double[] steps(
      double[] x, List<double[]> outputs, double[][] outputSteps, double rate) {
    double[] step = new double[x.length];
    for (int k = 0; k < outputs.size(); k++) {
      double y = k == 0 ? 1 : 0;
      double g = rate * (y - sigmoid(dot(x, outputs.get(k))));
      addTo(step, g, outputs.get(k));
      addTo(outputSteps[k], g, x);
    }
    return step;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += a[d] * b[d];
    }
    return sum;
  }

  private static double[][] zeros(int rows, int dimension) {
    double[][] zeros = new double[rows][];
    Arrays.setAll(zeros, row -> new double[dimension]);
    return zeros;
  }

  private static void addTo(List<double[]> rows, double[][] steps) {
    for (int i = 0; i < steps.length; i++) {
      addTo(rows.get(i), 1, steps[i]);
    }
  }

  private static void addTo(double[] row, double factor, double[] other) {
    for (int d = 0; d < row.length; d++) {
      row[d] += factor * other[d];
    }
  }
}
