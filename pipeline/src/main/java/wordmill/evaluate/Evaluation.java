package wordmill.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import wordmill.config.BadInputException;
import wordmill.embeddings.Embeddings;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.HadoopConf;
import wordmill.store.HashedOutput;
import wordmill.store.Json;

/**
 * The scores of one set of word vectors. Where it holds {@code </s>}, word2vec's end of a line,
 * that is no word: neither counted nor an answer.
 *
 * @param words scored, the vocabulary's size
 * @param restrict analogies were asked among this many most frequent words
 */
public record Evaluation(
    int words,
    int dimension,
    int restrict,
    List<SimilarityScore> similarity,
    List<AnalogyScore> analogies) {
  private static final String END_OF_LINE = "</s>";

  public Evaluation {
    similarity = List.copyOf(similarity);
    analogies = List.copyOf(analogies);
  }

  /** Scores with files at paths that Hadoop's own configuration, where there is one, explains. */
  public static Evaluation of(Embeddings embeddings, EvaluateOptions options) throws IOException {
    return of(embeddings, options, new HadoopConf(new Configuration()));
  }

  /**
   * Scores the vectors with every file of the options, in their order.
   *
   * @throws BadInputException naming the file and line, if one is missing or malformed, or if two
   *     files' scores would bear one name
   */
  public static Evaluation of(Embeddings embeddings, EvaluateOptions options, HadoopConf hadoop)
      throws IOException {
    Embeddings words = embeddings.without(END_OF_LINE);
    List<SimilarityScore> similarity = new ArrayList<>();
    for (String path : options.similarity()) {
      similarity.add(SimilarityScore.of(SimilarityFile.read(new Path(path), hadoop), words));
    }
    List<AnalogyScore> analogies = new ArrayList<>();
    for (String path : options.analogies()) {
      AnalogyFile file = AnalogyFile.read(new Path(path), hadoop);
      analogies.add(AnalogyScorer.score(file, words, options.restrict()));
    }
    Evaluation evaluation =
        new Evaluation(words.size(), words.dimension(), options.restrict(), similarity, analogies);
    evaluation.metrics(); // finds names that stand twice
    return evaluation;
  }

  /**
   * By the file's name in kebab case: Spearman × 100, or percent right by 3CosAdd, and with {@code
   * -mul} by 3CosMul. What nothing could be scored of is left out.
   */
  public SortedMap<String, Object> metrics() {
    SortedMap<String, Object> metrics = new TreeMap<>();
    for (SimilarityScore score : similarity) {
      score.spearman().ifPresent(value -> put(metrics, kebab(score.name()), 100 * value));
    }
    for (AnalogyScore score : analogies) {
      if (score.total().scored() > 0) {
        put(metrics, kebab(score.name()), score.total().addPercent());
        put(metrics, kebab(score.name()) + "-mul", score.total().mulPercent());
      }
    }
    return metrics;
  }

  private static void put(SortedMap<String, Object> metrics, String name, double value) {
    BadInputException.check(
        metrics.put(name, value) == null,
        "evaluate.similarity and evaluate.analogies name two files whose scores are both called"
            + " %s; rename one",
        name);
  }

  static String kebab(String name) {
    return name.toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]+", "-")
        .replaceAll("^-+|-+$", "");
  }

  /** For people: a line a file, and below an analogy file's its sections; ends with a newline. */
  public String table() {
    StringBuilder table = new StringBuilder();
    if (!similarity.isEmpty()) {
      row(table, "similarity", "Spearman", "pairs", "unknown", "");
    }
    for (SimilarityScore score : similarity) {
      String spearman =
          score.spearman().isPresent() ? decimal(100 * score.spearman().getAsDouble()) : "-";
      row(table, score.name(), spearman, "" + score.scored(), "" + score.missing(), "");
    }
    if (!analogies.isEmpty()) {
      row(table, "analogies", "3CosAdd %", "asked", "unknown", "3CosMul %");
    }
    for (AnalogyScore score : analogies) {
      section(table, score.name(), score.total());
      score.kinds().forEach(kind -> section(table, "  " + kind.name(), kind));
      if (score.sections().size() > 1) {
        score.sections().forEach(section -> section(table, "    " + section.name(), section));
      }
    }
    return table.toString();
  }

  private static void section(StringBuilder table, String name, AnalogyScore.Section section) {
    boolean none = section.scored() == 0;
    row(
        table,
        name,
        none ? "-" : decimal(section.addPercent()),
        "" + section.scored(),
        "" + (section.asked() - section.scored()),
        none ? "-" : decimal(section.mulPercent()));
  }

  private static void row(
      StringBuilder table, String name, String score, String asked, String unknown, String mul) {
    String row = String.format("%-34s %9s %9s %9s %9s", name, score, asked, unknown, mul);
    table.append(row.stripTrailing()).append('\n');
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** Writes {@code scores.json}: all that {@link #table} shows, unrounded. */
  public DataFile write(ArtifactFolder folder) throws IOException {
    Map<String, Object> scores = new LinkedHashMap<>();
    scores.put("words", words);
    scores.put("dimension", dimension);
    scores.put("restrict", restrict);
    scores.put("similarity", similarity.stream().map(Evaluation::json).toList());
    scores.put("analogies", analogies.stream().map(Evaluation::json).toList());
    try (HashedOutput out = folder.write("scores.json")) {
      out.write(Json.pretty(scores));
      return out.finish();
    }
  }

  private static Map<String, Object> json(SimilarityScore score) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", score.name());
    score.spearman().ifPresent(value -> json.put("spearman", 100 * value));
    json.put("pairs", score.scored());
    json.put("unknown", score.missing());
    return json;
  }

  private static Map<String, Object> json(AnalogyScore score) {
    Map<String, Object> json = json(score.name(), score.total());
    json.put(
        "sections",
        score.sections().stream().map(section -> json(section.name(), section)).toList());
    return json;
  }

  private static Map<String, Object> json(String name, AnalogyScore.Section section) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("asked", section.scored());
    json.put("unknown", section.asked() - section.scored());
    json.put("right-add", section.add());
    json.put("right-mul", section.mul());
    return json;
  }
}
