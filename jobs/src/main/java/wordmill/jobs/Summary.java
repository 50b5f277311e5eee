package wordmill.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
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
          manifest.id().kind(),
          made.verb(),
          String.format("%.1f", manifest.seconds()),
          manifest.id().kind().equals("evaluate") ? "see below" : figures(manifest.metrics()),
          made.path());
    }
    return table.lines();
  }

  /** The first metrics whose values are not zero. */
  static String figures(SortedMap<String, Object> metrics) {
    return metrics.entrySet().stream()
        .filter(entry -> !figure(entry.getValue()).equals("0"))
        .limit(MOST_FIGURES)
        .map(entry -> entry.getKey() + "=" + figure(entry.getValue()))
        .collect(Collectors.joining(" "));
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

  /** The scores of the evaluation among them, if there is one. */
  static List<String> scores(List<Made> all) {
    List<String> lines = new ArrayList<>();
    for (Made made : all) {
      if (made.manifest().id().kind().equals("evaluate") && !made.manifest().metrics().isEmpty()) {
        TextTable table = new TextTable("score", "percent or count");
        for (Map.Entry<String, Object> metric : made.manifest().metrics().entrySet()) {
          table.add(metric.getKey(), figure(metric.getValue()));
        }
        lines.add("");
        lines.addAll(table.lines());
      }
    }
    return lines;
  }
}
