package wordmill.jobs;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wordmill.seq2seq.SparkEvaluation;
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
          made.job().stage().equals(EvaluateJob.STAGE) ? "see below" : figures(manifest.metrics()),
          made.path());
    }
    return table.lines();
  }

  /** The first metrics whose values are not zero, how good a model is before all others. */
  static String figures(SortedMap<String, Object> metrics) {
    return metrics.entrySet().stream()
        .sorted(Comparator.comparing(entry -> place(entry.getKey())))
        .filter(entry -> !figure(entry.getValue()).equals("0"))
        .limit(MOST_FIGURES)
        .map(entry -> entry.getKey() + "=" + figure(entry.getValue()))
        .collect(Collectors.joining(" "));
  }

  private static int place(String metric) {
    if (metric.endsWith("perplexity")) {
      return 0;
    }
    return metric.endsWith("exact") ? 1 : 2;
  }

  /** What a run's language model made up; nothing without one. */
  static List<String> sample(List<Made> all) {
    return all.stream()
        .filter(made -> made.job().kind().equals(SparkLanguageModelJob.KIND))
        .map(made -> made.manifest().metrics().get("sample"))
        .flatMap(sample -> Stream.of("", "Made up by the language model:", "  " + sample))
        .toList();
  }

  /** How well a run's sequence-to-sequence model does; nothing without its evaluation. */
  static List<String> translations(List<Made> all) {
    return all.stream()
        .filter(made -> made.job() instanceof SparkEvaluateSeq2SeqJob)
        .flatMap(Summary::translated)
        .toList();
  }

  private static Stream<String> translated(Made made) {
    SortedMap<String, Object> metrics = made.manifest().metrics();
    String scores =
        String.format(
            Locale.ROOT,
            "Of %s %s pairs: %.1f %% exact, %.1f %% of tokens right, BLEU %.1f, perplexity %.3f",
            metrics.get("pairs"),
            metrics.get("measured-on"),
            number(metrics, "exact"),
            number(metrics, "token-accuracy"),
            number(metrics, "bleu"),
            number(metrics, "perplexity"));
    List<?> samples = (List<?>) metrics.get("samples");
    Stream<String> attention =
        made.has(SparkEvaluation.ATTENTION)
            ? Stream.of("Attention of the first: " + made.path() + "/" + SparkEvaluation.ATTENTION)
            : Stream.of();
    return Stream.of(
            Stream.of("", scores), samples.stream().map(sample -> "  " + sample), attention)
        .flatMap(lines -> lines);
  }

  private static double number(SortedMap<String, Object> metrics, String name) {
    return ((Number) metrics.get(name)).doubleValue();
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
