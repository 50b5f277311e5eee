package wordmill.lm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Perplexities epoch by epoch: on the training tokens as they were learned, and on validation (NaN
 * where there is none).
 */
record LearningCurve(List<Double> training, List<Double> validation) {
  static final LearningCurve EMPTY = new LearningCurve(List.of(), List.of());

  LearningCurve {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
  }

  LearningCurve with(double trained, double validated) {
    List<Double> ofTraining = new ArrayList<>(training);
    List<Double> ofValidation = new ArrayList<>(validation);
    ofTraining.add(trained);
    ofValidation.add(validated);
    return new LearningCurve(ofTraining, ofValidation);
  }

  /** Finished epochs. */
  int epochs() {
    return validation.size();
  }

  /** All digits, for checkpoints. */
  static String text(List<Double> values) {
    return values.stream().map(value -> Double.toString(value)).collect(Collectors.joining(" "));
  }

  /** What {@link #text} wrote. */
  static List<Double> parse(String text) {
    return Arrays.stream(text.split(" "))
        .filter(value -> !value.isEmpty())
        .flatMapToDouble(value -> DoubleStream.of(Double.parseDouble(value)))
        .boxed()
        .toList();
  }

  /** Two digits behind the point, for people. */
  static String readable(List<Double> values) {
    return values.stream()
        .map(value -> String.format(Locale.ROOT, "%.2f", value))
        .collect(Collectors.joining(" "));
  }
}
