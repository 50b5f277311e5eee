package wordmill.jobs;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wordmill.store.Manifest;

/** What a run prints at its end. */
final class Summary {
  private static final int MOST_FIGURES = 4;

  private Summary() {}

  static List<String> table(List<Made> all) {
    TextTable table = new TextTable("stage", "", "seconds", "figures", "path");
    for (Made made : all) {
      Manifest manifest = made.manifest();
      table.add(
          made.job().name(),
          made.verb(),
          String.format("%.1f", manifest.seconds()),
          made.job() instanceof EvaluateJob ? "see below" : figures(manifest.metrics()),
          made.path());
    }
    return table.lines();
  }

  /** The first metrics whose values are not zero, a model's perplexities before the others. */
  static String figures(SortedMap<String, Object> metrics) {
    return metrics.entrySet().stream()
        .sorted(Comparator.comparing(entry -> !entry.getKey().endsWith("perplexity")))
        .filter(entry -> !figure(entry.getValue()).equals("0"))
        .limit(MOST_FIGURES)
        .map(entry -> entry.getKey() + "=" + figure(entry.getValue()))
        .collect(Collectors.joining(" "));
  }

  /** What a run's language model made up; nothing without one. */
  static List<String> sample(List<Made> all) {
    return all.stream()
        .filter(made -> made.job().kind().equals(SparkLanguageModelJob.KIND))
        .map(made -> made.manifest().metrics().get("sample"))
        .flatMap(sample -> Stream.of("", "Made up by the language model:", "  " + sample))
        .toList();
  }

  static String figure(Object value) {
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return number == Math.rint(number) && Math.abs(number) < 1e15
          ? Long.toString((long) number)
          : String.format("%.5g", number);
    }
    return String.valueOf(value);
  }

  /** The scores of all evaluations, side by side. */
  static List<String> scores(List<Made> all) {
    List<Made> evaluations =
        all.stream()
            .filter(made -> made.job() instanceof EvaluateJob)
            .filter(made -> !made.manifest().metrics().isEmpty())
            .toList();
    if (evaluations.isEmpty()) {
      return List.of();
    }
    TextTable table =
        new TextTable(row("score", evaluations, made -> ((EvaluateJob) made.job()).from()));
    SortedSet<String> names = new TreeSet<>();
    evaluations.forEach(made -> names.addAll(made.manifest().metrics().keySet()));
    for (String name : names) {
      table.add(
          row(
              name,
              evaluations,
              made -> figure(made.manifest().metrics().getOrDefault(name, "-"))));
    }
    return Stream.concat(Stream.of(""), table.lines().stream()).toList();
  }

  private static String[] row(String head, List<Made> columns, Function<Made, ?> cell) {
    return Stream.concat(Stream.of(head), columns.stream().map(cell).map(Object::toString))
        .toArray(String[]::new);
  }
}
