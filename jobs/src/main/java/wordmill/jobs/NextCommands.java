package wordmill.jobs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.fs.Path;
import wordmill.config.Settings;
import wordmill.seq2seq.SparkEvaluation;
import wordmill.store.Artifact;
import wordmill.store.DataFile;
import wordmill.store.HadoopConf;
import wordmill.store.Store;
import wordmill.vocab.Vocabulary;

/** Commands to try after a run, with words and sentences that it knows. */
final class NextCommands {
  private static final String COMMAND = "  deploy/bin/wordmill ";

  /** The most frequent words are function words, so the example is one of lower rank. */
  private static final int EXAMPLE_RANK = 100;

  private NextCommands() {}

  static List<String> lines(Settings settings, Store store, List<Made> all, String config)
      throws IOException {
    List<String> lines = new ArrayList<>();
    Optional<Made> words = find(all, made -> made.job().name().equals("vocabulary"));
    if (words.isPresent()) {
      Vocabulary vocabulary = Vocabulary.read(store.open(words.get().manifest()));
      lines.addAll(ofWords(settings, store, all, vocabulary, config));
    }
    Optional<Made> scores = find(all, made -> made.job() instanceof SparkEvaluateSeq2SeqJob);
    if (scores.isPresent()) {
      lines.addAll(ofTranslations(store, scores.get(), config));
    }
    if (!lines.isEmpty()) {
      lines.addAll(0, List.of("", "Try next:"));
    }
    return lines;
  }

  private static Optional<Made> find(List<Made> all, Predicate<Made> wanted) {
    return all.stream().filter(wanted).findFirst();
  }

  private static List<String> ofWords(
      Settings settings, Store store, List<Made> all, Vocabulary vocabulary, String config)
      throws IOException {
    String word = Shell.quoted(vocabulary.word(Math.min(EXAMPLE_RANK, vocabulary.size() / 2)));
    List<String> lines = new ArrayList<>();
    if (makes(all, "embeddings")) {
      lines.add(COMMAND + "neighbours " + config + " " + word);
      question(settings, store.hadoop(), vocabulary)
          .ifPresent(asked -> lines.add(COMMAND + "analogy " + config + " " + asked));
      lines.add(COMMAND + "export " + config + " --format word2vec-text --to vectors.txt");
    }
    if (makes(all, SparkLanguageModelJob.KIND)) {
      lines.add(COMMAND + "generate " + config + " " + word + " --length 20 --top-p 0.9");
      lines.add("  echo " + word + " | " + COMMAND.strip() + " score " + config);
    }
    return lines;
  }

  /** With a source that was evaluated, but none that a command would take for an option. */
  private static List<String> ofTranslations(Store store, Made scores, String config)
      throws IOException {
    Artifact artifact = store.open(scores.manifest());
    DataFile predictions = artifact.files(SparkEvaluation.PREDICTIONS).get(0);
    try (BufferedReader in = reader(artifact.folder().read(predictions))) {
      Optional<String> source =
          in.lines()
              .map(line -> line.substring(0, line.indexOf('\t')))
              .filter(text -> !text.startsWith("-"))
              .findFirst();
      return source
          .map(text -> ofTranslations(Shell.quoted(text), scores, config))
          .orElse(List.of());
    }
  }

  private static List<String> ofTranslations(String source, Made scores, String config) {
    List<String> lines = new ArrayList<>();
    lines.add("  echo " + source + " | " + COMMAND.strip() + " translate " + config);
    if (scores.has(SparkEvaluation.ATTENTION)) {
      lines.add(COMMAND + "attention " + config + " " + source);
    }
    return lines;
  }

  private static BufferedReader reader(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  private static boolean makes(List<Made> all, String kind) {
    return all.stream().anyMatch(made -> made.job().kind().equals(kind));
  }

  /** The first analogy question whose words are known. */
  private static Optional<String> question(
      Settings settings, HadoopConf hadoop, Vocabulary vocabulary) throws IOException {
    for (String name : settings.texts("evaluate.analogies")) {
      Path path = new Path(name);
      try (BufferedReader in = reader(hadoop.fileSystem(path).open(path))) {
        Optional<String> found =
            in.lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(parts -> parts.length == 4 && !parts[0].startsWith(":"))
                .filter(parts -> Arrays.stream(parts).allMatch(w -> vocabulary.id(w).isPresent()))
                .map(parts -> String.join(" ", quoted(parts)))
                .findFirst();
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static List<String> quoted(String[] parts) {
    return Arrays.stream(parts).limit(3).map(Shell::quoted).toList();
  }
}
