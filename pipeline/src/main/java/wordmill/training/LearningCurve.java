package wordmill.training;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What was measured, epoch by epoch, each measure by its name; NaN where there was nothing to
 * measure.
 *
 * @param epochs finished so far
 */
public record LearningCurve(int epochs, Map<String, List<Double>> measures) {
  public static final LearningCurve EMPTY = new LearningCurve(0, Map.of());

  /** Perplexity on the training tokens, as they were learned. */
  public static final String TRAINING = "training-perplexity";

  /** Perplexity on the validation tokens: epochs are compared by it. */
  public static final String VALIDATION = "validation-perplexity";

  private static final String KEPT = "curve-";

  public LearningCurve {
    measures = Map.copyOf(measures);
  }

  /** After one more epoch, with all of its measures. */
  public LearningCurve with(Map<String, Double> measured) {
    Map<String, List<Double>> longer = new LinkedHashMap<>();
    measured.forEach(
        (name, value) ->
            longer.put(name, Stream.concat(of(name).stream(), Stream.of(value)).toList()));
    return new LearningCurve(epochs + 1, longer);
  }

  /** A measure's values; none, if it was never taken. */
  public List<Double> of(String name) {
    return measures.getOrDefault(name, List.of());
  }

  /** Validation perplexities. */
  public List<Double> validation() {
    return of(VALIDATION);
  }

  /** All digits, as metrics of a checkpoint. */
  public SortedMap<String, Object> kept() {
    SortedMap<String, Object> kept = new TreeMap<>();
    measures.forEach(
        (name, values) ->
            kept.put(
                KEPT + name,
                values.stream().map(String::valueOf).collect(Collectors.joining(" "))));
    return kept;
  }

  /** What {@link #kept} gave, among other metrics. */
  public static LearningCurve of(Map<String, Object> metrics) {
    Map<String, List<Double>> measures = new LinkedHashMap<>();
    metrics.forEach(
        (name, text) -> {
          if (name.startsWith(KEPT)) {
            measures.put(name.substring(KEPT.length()), parse((String) text));
          }
        });
    int epochs = measures.values().stream().mapToInt(List::size).max().orElse(0);
    return new LearningCurve(epochs, measures);
  }

  /** Numbers with spaces between. */
  public static List<Double> parse(String text) {
    return Arrays.stream(text.split(" "))
        .filter(value -> !value.isEmpty())
        .flatMapToDouble(value -> DoubleStream.of(Double.parseDouble(value)))
        .boxed()
        .toList();
  }

  /** A measure with two digits behind the point, for people. */
  public String readable(String name) {
    return of(name).stream()
        .map(value -> String.format(Locale.ROOT, "%.2f", value))
        .collect(Collectors.joining(" "));
  }
}
