package wordmill.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import wordmill.evaluate.AnalogyScore;
import wordmill.evaluate.Evaluation;
import wordmill.evaluate.SimilarityScore;
import wordmill.store.ArtifactFolder;
import wordmill.store.HashedOutput;
import wordmill.store.Json;
import wordmill.store.StageResult;

/** An evaluation as {@code scores.json}, as metrics and as lines to read. Scores are percents. */
final class ScoresFile {
  private ScoresFile() {}

  static StageResult write(Evaluation evaluation, ArtifactFolder out) throws IOException {
    try (HashedOutput file = out.write("scores.json")) {
      file.write(Json.pretty(fields(evaluation)));
      return new StageResult(List.of(file.finish()), metrics(evaluation));
    }
  }

  private static SortedMap<String, Object> fields(Evaluation evaluation) {
    List<Object> similarity = new ArrayList<>();
    for (SimilarityScore score : evaluation.similarity()) {
      SortedMap<String, Object> fields = new TreeMap<>();
      fields.put("name", score.name());
      score.spearman().ifPresent(spearman -> fields.put("spearman", spearman));
      fields.put("scored", score.scored());
      fields.put("missing", score.missing());
      similarity.add(fields);
    }
    List<Object> analogies = new ArrayList<>();
    for (AnalogyScore score : evaluation.analogies()) {
      SortedMap<String, Object> fields = new TreeMap<>(section(score.total()));
      fields.put("name", score.name());
      fields.put("sections", score.sections().stream().map(ScoresFile::section).toList());
      analogies.add(fields);
    }
    SortedMap<String, Object> fields = new TreeMap<>();
    fields.put("similarity", similarity);
    fields.put("analogies", analogies);
    return fields;
  }

  private static SortedMap<String, Object> section(AnalogyScore.Section section) {
    SortedMap<String, Object> fields = new TreeMap<>();
    fields.put("name", section.name());
    fields.put("asked", section.asked());
    fields.put("scored", section.scored());
    fields.put("add", section.add());
    fields.put("mul", section.mul());
    return fields;
  }

  /** The score of each file under its name, in percent with two digits. */
  static SortedMap<String, Object> metrics(Evaluation evaluation) {
    SortedMap<String, Object> metrics = new TreeMap<>();
    for (SimilarityScore score : evaluation.similarity()) {
      score
          .spearman()
          .ifPresent(
              spearman -> metrics.put("similarity-" + score.name(), percent(100 * spearman)));
      metrics.put("similarity-" + score.name() + "-missing", score.missing());
    }
    for (AnalogyScore score : evaluation.analogies()) {
      metrics.put("analogies-" + score.name(), percent(score.total().addPercent()));
      metrics.put("analogies-" + score.name() + "-mul", percent(score.total().mulPercent()));
      metrics.put(
          "analogies-" + score.name() + "-missing", score.total().asked() - score.total().scored());
    }
    return metrics;
  }

  private static double percent(double value) {
    return Math.round(100 * value) / 100.0;
  }

  /** The scores as a table, or a sentence if there is nothing to score with. */
  static List<String> lines(Evaluation evaluation) {
    if (evaluation.similarity().isEmpty() && evaluation.analogies().isEmpty()) {
      return List.of("No scores: evaluate.similarity and evaluate.analogies name no file.");
    }
    TextTable table = new TextTable("questions", "measure", "score", "scored", "missing");
    for (SimilarityScore score : evaluation.similarity()) {
      table.add(
          score.name(),
          "similarity, Spearman",
          score.spearman().isPresent()
              ? String.format("%.1f", 100 * score.spearman().getAsDouble())
              : "-",
          Integer.toString(score.scored()),
          Integer.toString(score.missing()));
    }
    for (AnalogyScore score : evaluation.analogies()) {
      List<AnalogyScore.Section> sections = new ArrayList<>(score.sections());
      sections.addAll(score.kinds());
      sections.add(score.total());
      for (AnalogyScore.Section section : sections) {
        table.add(
            score.name() + " " + section.name(),
            "analogies, % right by add / mul",
            String.format("%.1f / %.1f", section.addPercent(), section.mulPercent()),
            Integer.toString(section.scored()),
            Integer.toString(section.asked() - section.scored()));
      }
    }
    return table.lines();
  }
}
